import type { Config } from '#root/config.js';
import type { Channel } from '#root/delivery/channel.js';
import { createFolderChannel } from '#root/delivery/folder.js';
import { createLinkChannel } from '#root/delivery/link.js';
import { createTelegramChannel, type MoveChat } from '#root/delivery/telegram.js';
import { SetupError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';
import type { OnCall } from '#root/telegram/calls.js';
import type { ChatLimits } from '#root/telegram/chat-limits.js';

type ChannelConfig = Pick<Config, 'delivery' | 'telegram' | 'proxies' | 'api'>;

interface ChannelOptions {
  logger: Logger;
  /** Runs after every call of the Bot API. */
  onCall?: OnCall;
  onMoved?: MoveChat;
  /** Telegram's limits. */
  limits?: ChatLimits | undefined;
}

const channels: Record<Channel['name'], (config: ChannelConfig, options: ChannelOptions) => Channel> = {
  telegram({ telegram: { token, apiRoot }, proxies, api }, options) {
    if (token === undefined) throw new SetupError('CONFIG_INVALID', 'BOT_TOKEN is required if DELIVERY is telegram');
    const hasPages = api.publicUrl !== undefined;
    return createTelegramChannel({ token, apiRoot, agent: proxyAgentFor(apiRoot, proxies), hasPages, ...options });
  },
  folder: ({ delivery: { dir } }) => createFolderChannel({ dir }),
  link: createLinkChannel,
};

/** Creates a channel, by default the one that DELIVERY names. Throws `SetupError` if a variable of the channel is missing. */
export function createChannel(
  config: ChannelConfig,
  options: ChannelOptions,
  name: Channel['name'] = config.delivery.channel,
): Channel {
  return channels[name](config, options);
}
