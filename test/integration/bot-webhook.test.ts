import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPolling } from '#root/bot/sources/polling.js';
import { createWebhook } from '#root/bot/sources/webhook.js';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;
let port: number;

beforeEach(async () => {
  port = await freePort();
  rig = await createBotRig({ USER_OPEN_MAX: '100' });
});

afterEach(() => rig.stop());

const ordered = () => rig.container.videoJobs.list({ limit: 100 });
const textsIn = (chatId: string) => rig.server.ledger.messages(chatId).flatMap(({ text }) => text ?? []);
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
const urlAt = (at: number) => `http://127.0.0.1:${at}/updates`;
/** Starts a bot that gets its updates from Telegram at the port. */
const startAt = (at: number, address = at) =>
  rig.startBot({
    changed: { BOT_SOURCE: 'webhook', BOT_WEBHOOK_URL: urlAt(address), BOT_WEBHOOK_PORT: String(at) },
  });

describe('a bot with a webhook', () => {
  test('sets it, answers messages, and takes files and albums in', async () => {
    startAt(port);
    rig.server.say('7', '/start');
    const file_id = rig.server.addFile(tone());
    rig.server.send('8', { voice: { file_id }, caption: 'Анна: ура' });
    await untilHandled();
    expect(textsIn('7')).toHaveLength(2);
    expect(await ordered()).toHaveLength(1);
    expect(rig.server.webhook()).toMatchObject({
      url: urlAt(port),
      secret: expect.stringMatching(/^[0-9a-f]{64}$/),
      allowedUpdates: ['message', 'edited_message', 'callback_query', 'inline_query', 'my_chat_member'],
    });
  });

  test('gets what was sent while it was stopped, once', async () => {
    const stopBot = startAt(port);
    await expect.poll(() => rig.server.webhook().url).toBe(urlAt(port));
    await stopBot();
    rig.server.say('7', 'Анна: ура');
    await expect.poll(() => rig.server.webhook().lastError?.date).toBeGreaterThan(1);
    startAt(port);
    await untilHandled();
    rig.server.redeliver();
    await expect.poll(() => rig.server.unconfirmed()).toBe(0);
    await untilHandled();
    expect(await ordered()).toHaveLength(1);
    expect(textsIn('7')).toHaveLength(2);
  });

  test('may have a replica: an update that reaches both at once is handled once, those of a chat in order', async () => {
    const ports = [port, await freePort()];
    for (const at of ports) startAt(at, port);
    await expect.poll(() => rig.server.webhook().url).toBe(urlAt(port));
    const headers = { 'x-telegram-bot-api-secret-token': rig.server.webhook().secret ?? '' };
    const post = async (update: object) => {
      const sent = ports.map((at) => fetch(urlAt(at), { method: 'POST', headers, body: JSON.stringify(update) }));
      return (await Promise.all(sent)).map(({ status }) => status);
    };
    await expect.poll(() => post({ update_id: 1 }).catch(() => [])).toEqual([200, 200]);

    const from = { id: 1, is_bot: false, first_name: 'Test' };
    const messages = Array.from({ length: 20 }, (_, index) => {
      const chat = { id: 100 + (index % 4), type: 'private', first_name: 'Test' };
      const message = { message_id: 1_000 + index, date: 0, chat, from, text: `Anna: number ${index}` };
      return { update_id: 100 + index, message };
    });
    // Telegram sends the next update of a chat after the answer to the last one.
    for (let first = 0; first < 20; first += 4) {
      const statuses = await Promise.all(messages.slice(first, first + 4).map(post));
      expect(statuses.flat().every((status) => status === 200)).toBe(true);
    }
    await untilHandled();
    const texts = (await ordered()).toReversed().map(({ chatId, spec }) => [chatId, spec?.text]);
    expect(texts).toHaveLength(20);
    for (let chat = 0; chat < 4; chat++) {
      const own = texts.filter(([chatId]) => chatId === String(100 + chat)).map(([, text]) => text);
      expect(own).toEqual([0, 4, 8, 12, 16].map((index) => `Number ${index + chat}`));
      // One message shows how far all of them are.
      await expect.poll(() => textsIn(String(100 + chat))).toHaveLength(1);
    }
  });

  test('sets it again if another process has removed it', async () => {
    const api = new Api(TOKEN, { apiRoot: rig.server.apiRoot });
    const stopping = new AbortController();
    const webhook = createWebhook({ api, url: urlAt(port), secret: 's', host: '127.0.0.1', port, logger, checkMs: 50 });
    const running = webhook.run(async () => {}, stopping.signal);
    await expect.poll(() => rig.server.webhook().url).toBe(urlAt(port));
    await api.deleteWebhook();
    await expect.poll(() => rig.server.webhook().url).toBe(urlAt(port));
    stopping.abort();
    await running;
  });

  test('stops if Telegram refuses its address, and says why', async () => {
    const api = new Api(TOKEN, { apiRoot: rig.server.apiRoot });
    const webhook = createWebhook({ api, url: 'ftp://bot', secret: 's', host: '127.0.0.1', port, logger });
    await expect(webhook.run(async () => {}, new AbortController().signal)).rejects.toMatchObject({
      name: 'SetupError',
      message: 'Telegram refuses BOT_WEBHOOK_URL: Bad Request: bad webhook: wrong URL',
    });
  });
});

test('a bot that polls removes the webhook of an earlier one, and loses nothing', async () => {
  const stopBot = startAt(port);
  await expect.poll(() => rig.server.webhook().url).toBe(urlAt(port));
  await stopBot();
  rig.server.say('7', 'Анна: ура');
  rig.startBot();
  await untilHandled();
  expect(rig.server.webhook().url).toBe('');
  expect(await ordered()).toHaveLength(1);
});

test('a bot that polls stops if another installation sets a webhook, and says so', async () => {
  const api = new Api(TOKEN, { apiRoot: rig.server.apiRoot });
  const lock = createAdvisoryLock({ databaseUrl: rig.container.config.databaseUrl, id: -1, logger });
  const polling = createPolling({ api, lock, logger, conflictMs: 100 });
  const running = polling.run(async () => {}, new AbortController().signal);
  running.catch(() => {});
  await expect.poll(() => rig.server.polls.now).toBe(1);
  await api.setWebhook('https://elsewhere.example');
  await expect(running).rejects.toMatchObject({ name: 'SetupError', code: 'TELEGRAM_WEBHOOK' });
});
