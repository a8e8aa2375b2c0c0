import type { Config } from '#root/config.js';
import type { Channel } from '#root/delivery/channel.js';
import { createFolderChannel } from '#root/delivery/folder.js';
import { createTelegramChannel } from '#root/delivery/telegram.js';
import { SetupError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

type ChannelConfig = Pick<Config, 'delivery' | 'telegram'>;

const channels: Record<Channel['name'], (config: ChannelConfig, logger: Logger) => Channel> = {
  telegram({ telegram: { token, apiRoot } }, logger) {
    if (token === undefined) throw new SetupError('CONFIG_INVALID', 'BOT_TOKEN is needed where DELIVERY is telegram');
    return createTelegramChannel({ token, apiRoot, logger });
  },
  folder: ({ delivery: { dir } }) => createFolderChannel({ dir }),
};

/** Returns the channel that DELIVERY names. */
export function createChannel(config: ChannelConfig, { logger }: { logger: Logger }): Channel {
  return channels[config.delivery.channel](config, logger);
}
