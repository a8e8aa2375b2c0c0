import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { createChannel } from '#root/delivery/channels.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { type ForwardProxy, startForwardProxy } from '../helpers/forward-proxy.js';
import { quietLogger as logger } from '../helpers/logger.js';

const TOKEN = '123:secret';
const VIDEO = { videoKey: 'video/x.mp4', posterKey: 'poster/x.jpg', width: 720, height: 1280, durationMs: 12_400 };
let dir: string;
let server: BotApiServer;
let proxy: ForwardProxy;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  server = await startBotApiServer({ token: TOKEN });
  proxy = await startForwardProxy({ 'telegram.test': Number(new URL(server.apiRoot).port) });
});

afterEach(async () => {
  await proxy.stop();
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

function channelWith(variables: Record<string, string>) {
  const env = { DATABASE_URL: 'postgresql://host/db', BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: 'http://telegram.test' };
  return createChannel(loadConfig({ env: { ...env, ...variables } }), { logger });
}

test('a video is delivered through a proxy', async () => {
  await writeFile(join(dir, 'video.mp4'), Buffer.alloc(1_000_000));
  await writeFile(join(dir, 'poster.jpg'), 'a poster');
  const messages = { orderMessageId: null, messageId: null, progressMessageId: null };
  const recipient = { videoJobId: 'x', chatId: '7', messageThreadId: null, name: 'Anna', ...messages };
  await channelWith({ HTTP_PROXY: proxy.url }).deliver(
    VIDEO,
    {
      ...recipient,
      language: 'ru',
      name: null,
      isOrdered: false,
      hasOwnVoice: false,
      isVideoNote: false,
      videoNoteId: null,
    },
    {
      signal: new AbortController().signal,
      videoPath: join(dir, 'video.mp4'),
      posterPath: join(dir, 'poster.jpg'),
      telegramFileId: null,
      rememberMessage: async (messageId) => messageId,
      rememberVideoNote: async () => true,
    },
  );
  expect(server.ledger.messages('7')).toMatchObject([{ video: { bytes: 1_000_000 } }]);
  const calls = ['sendMessage', 'editMessageMedia'];
  expect(proxy.seen).toEqual(calls.map((method) => `POST http://telegram.test/bot${TOKEN}/${method}`));
});

test('a proxy that refuses the login makes Telegram unavailable', async () => {
  const channel = channelWith({ HTTP_PROXY: proxy.url.replace('user', 'other') });
  await expect(channel.assertReachable('7')).rejects.toMatchObject({ code: 'TELEGRAM_UNAVAILABLE' });
});

test('a host in NO_PROXY is not asked for through the proxy', async () => {
  const channel = channelWith({ HTTP_PROXY: proxy.url, NO_PROXY: 'telegram.test' });
  // Only the proxy knows this name.
  await expect(channel.assertReachable('7')).rejects.toMatchObject({ code: 'TELEGRAM_UNAVAILABLE' });
  expect(proxy.seen).toEqual([]);
});
