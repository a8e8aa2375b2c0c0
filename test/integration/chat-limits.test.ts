import { Api } from 'grammy';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openImpatient } from '#root/redis/connection.js';
import { createChatLimits } from '#root/telegram/chat-limits.js';
import { limitCalls } from '#root/telegram/limit-calls.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { freePort } from '../helpers/free-port.js';
import { freshRedis } from '../helpers/services.js';
import { once } from '../helpers/telegram-chat.js';

const TOKEN = '123:secret';
let server: BotApiServer;

beforeAll(async () => {
  server = await startBotApiServer({ token: TOKEN });
});

afterAll(() => server.stop());

/** Returns the limits of a process that is connected, and its calls: those that wait and those that give way. */
async function startProcess({ prefix, ...redis }: ReturnType<typeof freshRedis>, isConnected = true) {
  const client = openImpatient(redis);
  client.on('error', () => {});
  onTestFinished(() => client.disconnect());
  if (isConnected) await client.ping();
  const limits = createChatLimits({ client, prefix });
  const [api, spare] = [new Api(TOKEN, { apiRoot: server.apiRoot }), new Api(TOKEN, { apiRoot: server.apiRoot })];
  api.config.use(limitCalls({ limits }));
  spare.config.use(limitCalls({ limits, isSpare: true }));
  const waitMs = (chatId: string) => limits.wait({ chatId, messages: 1 }, 0, async () => {});
  return { client, limits, api, spare, waitMs };
}

const countedIn = (chatId: string) => server.ledger.calls.filter((call) => call.chatId === chatId).length;

/** Makes a call this many times at once. Returns what is thrown. */
async function times(count: number, call: () => Promise<unknown>): Promise<unknown[]> {
  const ends = await Promise.all(Array.from({ length: count }, () => call().catch(translateTelegramError)));
  return ends.filter((end) => end instanceof Error);
}

test('processes together send and edit twelve messages in a chat at once, and spread eight over the rest of a minute', async () => {
  const redis = freshRedis();
  const [one, other] = [await startProcess(redis), await startProcess(redis)];
  const { message_id } = await one.api.sendMessage('1', 'text');
  let edits = 0;
  await times(5, () => one.api.editMessageText('1', message_id, `text ${++edits}`));
  await times(6, () => other.api.sendMessage('1', 'text'));
  expect(countedIn('1')).toBe(12);
  // Another chat is free, as soon as all chats together are.
  await expect.poll(() => other.waitMs('2')).toBe(0);
  const waitMs = await one.waitMs('1');
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(60_000 / 9);
});

test('in no minute there are more than twenty, whenever they were made', async () => {
  const redis = freshRedis();
  const { waitMs, client } = await startProcess(redis);
  const [seconds, microseconds] = (await client.time()).map(Number);
  const now = (seconds ?? 0) * 1_000 + (microseconds ?? 0) / 1_000;
  const made = (ages: number[]) =>
    client.set(
      `${redis.prefix}:telegram:chat:9`,
      ages.map((age) => `@${Math.round(now - age)}`).join(''),
      'PX',
      60_000,
    );
  // Two of them are older than a minute.
  await made([61_000, 60_500, ...Array.from({ length: 19 }, (_, at) => 59_000 - at * 3_000)]);
  expect(await waitMs('9')).toBe(0);
  await made(Array.from({ length: 20 }, (_, at) => 40_000 - at * 2_000));
  expect(await waitMs('9')).toBeGreaterThan(10_000);
  expect(await waitMs('9')).toBeLessThanOrEqual(20_000);
});

test('what sends and edits no message is free', async () => {
  const { api, waitMs } = await startProcess(freshRedis());
  const { message_id } = await api.sendMessage('3', 'text');
  await times(10, () => api.sendChatAction('3', 'upload_video'));
  await times(10, () => api.setMessageReaction('3', message_id, [{ type: 'emoji', emoji: '👌' }]));
  await times(10, () => api.deleteMessage('3', message_id));
  await expect.poll(() => waitMs('3')).toBe(0);
});

test('progress gives way while answers are still sent', async () => {
  const { api, spare } = await startProcess(freshRedis());
  while (countedIn('4') < 10) await times(1, () => spare.sendMessage('4', 'progress'));
  const busy = expect.objectContaining({ code: 'TELEGRAM_BUSY', retryAfterMs: 3_000 });
  expect(await times(2, () => spare.sendMessage('4', 'progress'))).toEqual([busy, busy]);
  expect(await times(2, () => api.sendMessage('4', 'answer'))).toEqual([]);
  expect(countedIn('4')).toBe(12);
});

test('a chat for which Telegram asks to wait is left alone by all processes until then', async () => {
  const redis = freshRedis();
  const [one, other] = [await startProcess(redis), await startProcess(redis)];
  server.world.fault = once('sendMessage', { status: 429, retryAfter: 600 });
  await expect(one.api.sendMessage('5', 'text')).rejects.toMatchObject({ error_code: 429 });
  const refused = await times(3, () => other.api.sendMessage('5', 'text'));
  expect(refused).toEqual(Array(3).fill(expect.objectContaining({ code: 'TELEGRAM_BUSY' })));
  const { retryAfterMs } = refused[0] as { retryAfterMs: number };
  expect(retryAfterMs).toBeGreaterThan(590_000);
  expect(retryAfterMs).toBeLessThanOrEqual(600_000);
  expect(countedIn('5')).toBe(1);
});

test('waits until the time that Telegram names is over', async () => {
  const { api } = await startProcess(freshRedis());
  server.world.fault = once('sendMessage', { status: 429, retryAfter: 1 });
  await expect(api.sendMessage('6', 'text')).rejects.toMatchObject({ error_code: 429 });
  await api.sendMessage('6', 'text');
  expect(countedIn('6')).toBe(2);
});

test('thirty calls a second are made in all chats', async () => {
  const { limits, waitMs } = await startProcess(freshRedis());
  const startedAt = performance.now();
  const waits = await Promise.all(Array.from({ length: 60 }, (_, chat) => waitMs(String(100 + chat))));
  const seconds = (performance.now() - startedAt) / 1_000;
  const made = waits.filter((ms) => ms === 0).length;
  expect(made).toBeGreaterThan(0);
  expect(made).toBeLessThanOrEqual(7 + 30 * seconds);
  // A call that could not be made took nothing from its chat.
  const [left = -1] = waits.flatMap((ms, chat) => (ms > 0 ? [100 + chat] : []));
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  for (let count = 0; count < 12; count += 1) {
    expect(await limits.wait({ chatId: String(left), messages: 1 }, 5_000, pause)).toBe(0);
  }
});

test('a process keeps the limit of a chat alone if Redis is unavailable', async () => {
  const { waitMs, limits } = await startProcess({ ...freshRedis(), port: await freePort() }, false);
  const waits = await Promise.all(Array.from({ length: 21 }, () => waitMs('7')));
  expect(waits.filter((ms) => ms === 0)).toHaveLength(20);
  await limits.block('8', 600);
  expect(await waitMs('8')).toBeGreaterThan(590_000);
});
