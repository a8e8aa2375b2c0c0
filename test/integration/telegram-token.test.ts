import { expect, test } from 'vitest';
import { runBot } from '#root/bot/run-bot.js';
import { createTelegramChannel } from '#root/delivery/telegram.js';
import { createBotRig } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { useTelegramChat } from '../helpers/telegram-chat.js';

const WRONG = '1:wrong';
const chat = useTelegramChat();

test('deliveries wait while Telegram does not know the token, and errors do not contain the token', async () => {
  await chat.start();
  const channel = createTelegramChannel({ token: WRONG, apiRoot: chat.server.apiRoot, logger });
  for (const call of [chat.deliver(channel), chat.reportFailure(channel), channel.assertReachable('7')]) {
    const error = await call.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'UnavailableError', code: 'TELEGRAM_TOKEN' });
    expect(JSON.stringify(error)).not.toContain(WRONG);
  }
});

test('the bot stops if Telegram does not know its token', async () => {
  const rig = await createBotRig();
  const { signal } = new AbortController();
  const running = runBot(rig.container, { token: WRONG, signal, graceMs: 1_000 });
  await expect(running).rejects.toMatchObject({ name: 'SetupError', code: 'TELEGRAM_TOKEN' });
  await rig.stop();
});
