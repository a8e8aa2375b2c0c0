import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runBot } from '#root/bot/run-bot.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';
import { createRecordingLogger } from '../helpers/logger.js';
import { freshDatabase } from '../helpers/services.js';
import { startTcpProxy } from '../helpers/tcp-proxy.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;

beforeEach(async () => {
  rig = await createBotRig();
});

afterEach(() => rig.stop());

const ordered = () => rig.container.videoJobs.list({ limit: 100 });
const textsIn = (chatId: string) => rig.server.ledger.messages(chatId).flatMap(({ text }) => text ?? []);
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);

test('what Telegram delivers again after a restart is not handled again', async () => {
  const stopBot = rig.startBot();
  rig.server.say('7', '/cancel');
  rig.server.say('7', 'Анна: ура');
  await untilHandled();
  await stopBot();
  const said = textsIn('7');
  rig.server.redeliver();
  rig.startBot();
  await expect.poll(() => rig.server.unconfirmed()).toBe(0);
  rig.server.say('7', '/start');
  await expect.poll(() => textsIn('7')).toHaveLength(said.length + 2);
  expect(await ordered()).toHaveLength(1);
});

test('of two bots one polls, both handle, and the other polls when the first stops', async () => {
  const stops = [rig.startBot(), rig.startBot()];
  for (let chat = 10; chat < 30; chat++) rig.server.say(String(chat), 'Анна: ура');
  await untilHandled();
  for (const stop of stops) {
    await stop();
    rig.startBot();
    rig.server.say('7', 'Анна: ура');
    await untilHandled();
  }
  expect(rig.server.polls.peak).toBe(1);
  expect(rig.server.conflicts()).toBe(0);
  expect(await ordered()).toHaveLength(22);
  for (let chat = 10; chat < 30; chat++) expect(textsIn(String(chat))).toHaveLength(2);
});

test('an order waits while its file cannot be downloaded, and other chats do not', async () => {
  rig.startBot();
  let failures = 0;
  rig.server.world.fault = ({ method }) => (method === 'download' && ++failures <= 5 ? { status: 502 } : undefined);
  rig.server.send('7', { voice: { file_id: rig.server.addFile(tone()) }, caption: 'Анна: ура' });
  rig.server.say('7', '/cancel');
  await expect.poll(() => failures).toBe(1);
  rig.server.say('8', '/start');
  await expect.poll(() => textsIn('8')).toHaveLength(2);
  await untilHandled();
  expect(failures).toBeGreaterThan(5);
  expect(await ordered()).toEqual([expect.objectContaining({ status: 'CANCELLED' })]);
});

test('while the database does not answer, messages stay with Telegram, and the bot can be stopped', async () => {
  await rig.stop();
  const url = new URL(await freshDatabase());
  const proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  rig = await createBotRig({ DATABASE_URL: url.href });
  const { logger, lines } = createRecordingLogger();
  const stopping = new AbortController();
  const running = runBot({ ...rig.container, logger }, { token: TOKEN, signal: stopping.signal, graceMs: 500 });
  rig.server.say('7', '/start');
  await expect.poll(() => textsIn('7')).toHaveLength(2);
  proxy.freeze();
  rig.server.say('7', 'Анна: ура');
  rig.server.say('8', '/start');
  await expect.poll(() => lines.map(({ message }) => message)).toContain('updates not stored, trying again');
  expect(rig.server.unconfirmed()).toBe(2);
  proxy.thaw();
  await untilHandled();
  expect(await ordered()).toHaveLength(1);
  expect(textsIn('8')).toHaveLength(2);
  proxy.freeze();
  stopping.abort();
  await running;
  proxy.thaw();
  await rig.stop();
  await proxy.stop();
  rig = await createBotRig();
});

describe('what was being handled when the bot was killed', () => {
  const BOT_ID = TOKEN.split(':')[0] ?? '';

  /** Stores an update that bots died of so often. Telegram delivers it, too. */
  async function sendDeadly(content: object, deaths: number): Promise<void> {
    const message = rig.server.send('7', content);
    const inbox = rig.container.openInbox(BOT_ID);
    await inbox.store([{ updateId: 1, chatId: '7', albumId: null, content: { update_id: 1, message } }]);
    await rig.query(`UPDATE "InboxUpdate" SET "deaths" = ${deaths}`);
    await inbox.close();
  }

  test('is handled alone', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const voice = { file_id: rig.server.addFile(tone(), released) };
    await sendDeadly({ voice, caption: 'Анна: ура' }, 1);
    rig.server.say('8', '/start');
    rig.startBot();
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    await expect.poll(() => rig.server.unconfirmed()).toBe(0);
    expect(textsIn('8')).toHaveLength(1);
    release();
    await untilHandled();
    expect(textsIn('8')).toHaveLength(2);
    expect(await ordered()).toHaveLength(1);
  });

  test.each([
    ['ru', { voice: { file_id: 'x' } }, 'Не получилось обработать этот файл'],
    ['en', { voice: { file_id: 'x' } }, "couldn't process this file"],
    ['en', { text: 'Anna: hi', reply_to_message: { photo: [{ file_id: 'x' }] } }, "couldn't process this file"],
    ['en', { text: 'Anna: hi' }, 'Something went wrong'],
  ])('is given up after the third time, which is said once in %s: %j', async (language_code, content, text) => {
    const from = { id: 7, is_bot: false, first_name: 'Test', language_code };
    await sendDeadly({ ...content, from }, 3);
    rig.startBot();
    await untilHandled();
    expect(textsIn('7')).toEqual([expect.stringContaining(text)]);
    expect(await ordered()).toEqual([]);
  });

  test.each([
    ['Анна: ура', 1],
    ['Анна: ура!\nИ счастья', 1],
    ['Анна: ура!\nОлег: ура!', 2],
  ])(
    'is given up in silence after all greetings of "%s" were ordered, because the videos come',
    async (text, count) => {
      const message = rig.server.send('7', { text });
      const stopBot = rig.startBot();
      await expect.poll(ordered).toHaveLength(count);
      await untilHandled();
      await stopBot();
      const content = JSON.stringify({ update_id: 1, message });
      await rig.query(`UPDATE "Draft" SET "orderedAt" = NULL`);
      await rig.query(
        `UPDATE "InboxUpdate" SET "deaths" = 3, "doneAt" = NULL, "chatId" = '7', "content" = '${content}'`,
      );
      rig.startBot();
      await untilHandled();
      expect(textsIn('7').join()).not.toContain('Что-то пошло не так');
      expect(await rig.query(`SELECT FROM "Draft" WHERE "orderedAt" IS NULL`)).toMatchObject({ rowCount: 0 });
    },
  );
});
