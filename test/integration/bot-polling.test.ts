import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBot } from '#root/bot/bot.js';
import { runPolling } from '#root/bot/polling.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { startProxy } from '../helpers/proxy.js';

let rig: BotRig;
/** Releases the photos that the server holds back. */
let release: () => void;
let released: Promise<void>;

beforeEach(async () => {
  rig = await createBotRig();
  released = new Promise((resolve) => {
    release = resolve;
  });
});

afterEach(() => rig.stop());

const photo = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
/** A photo that the server holds back until it is released. */
const heldPhoto = () => ({ photo: [{ file_id: rig.server.addFile(photo, released), width: 64, height: 64 }] });
const ordered = () => rig.container.videoJobs.list({ limit: 100 });
const textsIn = (chatId: string) => rig.server.ledger.messages(chatId).map(({ text }) => text);
/** Waits until the bot has received all messages so far: a later message in another chat is answered. */
async function answeredTo(chatId: string): Promise<void> {
  rig.server.say(chatId, '/start');
  await expect.poll(() => textsIn(chatId)).toHaveLength(2);
}
const isWithin = (promise: Promise<unknown>, ms: number) =>
  Promise.race([promise.then(() => true), sleep(ms).then(() => false)]);

describe('a bot that stops', () => {
  test('stops if the signal fired before the start', async () => {
    const bot = createBot(TOKEN, { apiRoot: rig.server.apiRoot, services: rig.container });
    const polling = runPolling(bot, {
      logger,
      attempts: rig.container.updateAttempts,
      signal: AbortSignal.abort(),
      graceMs: 1_000,
    });
    expect(await isWithin(polling, 20_000)).toBe(true);
  });

  test('stops if Telegram does not answer its first call', async () => {
    const proxy = await startProxy(rig.server.apiRoot);
    proxy.decide(() => 'hang');
    const stopBot = rig.startBot({ apiRoot: proxy.endpoint, graceMs: 1_000 });
    await expect.poll(() => proxy.seen).toHaveLength(1);
    expect(await isWithin(stopBot(), 20_000)).toBe(true);
    await proxy.stop();
  });

  test('stops if Telegram stops answering while a reply is being sent', async () => {
    const proxy = await startProxy(rig.server.apiRoot);
    const stopBot = rig.startBot({ apiRoot: proxy.endpoint, graceMs: 1_000 });
    rig.server.say('8', '/start');
    await expect.poll(() => textsIn('8')).toHaveLength(2);
    proxy.decide(({ url }) => (url?.includes('getUpdates') ? 'pass' : 'hang'));
    rig.server.say('7', 'Анна: ура');
    await expect
      .poll(() => proxy.seen.some((path) => path.includes('sendMessage') && proxy.seen.at(-1) !== path))
      .toBe(true);
    proxy.decide(() => 'hang');
    expect(await isWithin(stopBot(), 20_000)).toBe(true);
    await proxy.stop();
  });

  test('takes in an album that it has begun to receive', async () => {
    const stopBot = rig.startBot();
    for (const caption of ['Анна: С днём рождения!', undefined]) {
      rig.server.send('7', { ...heldPhoto(), media_group_id: 'a', caption });
    }
    rig.server.say('8', '/start');
    await expect.poll(() => textsIn('8')).toHaveLength(2);
    release();
    await stopBot();
    const [videoJob] = await ordered();
    expect(videoJob?.spec?.photos).toHaveLength(2);
    expect(rig.server.unconfirmed()).toBe(0);
  });

  test('leaves an order that takes longer to the next bots, which make one greeting', async () => {
    rig.server.send('7', { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    // As often as an update may kill the bot.
    for (let stops = 1; stops <= 3; stops++) {
      const stopBot = rig.startBot({ graceMs: 200 });
      await expect.poll(() => rig.server.downloads.peak).toBe(stops);
      await stopBot();
      expect(rig.server.unconfirmed()).toBe(1);
    }
    release();
    rig.startBot();
    await expect.poll(ordered).toHaveLength(1);
    await expect.poll(() => rig.server.unconfirmed()).toBe(0);
    expect(await ordered()).toHaveLength(1);
  });
});

describe('what was being handled when the bot was killed', () => {
  const BOT_ID = 1;
  /** Counts attempts of the first update, as bots do that are killed meanwhile. */
  const killedTimes = async (times: number) => {
    for (let i = 0; i < times; i++) await rig.container.updateAttempts.begin(BOT_ID, [1], []);
  };
  const attempts = () => rig.container.updateAttempts.find(BOT_ID, 0);

  test('is handled alone, and is no longer suspect afterwards', async () => {
    await killedTimes(1);
    rig.server.send('7', { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    rig.server.say('8', '/start');
    const stopBot = rig.startBot();
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    expect([textsIn('8').length, await attempts()]).toEqual([1, new Map([[1, 2]])]);
    release();
    await expect.poll(() => textsIn('8')).toHaveLength(2);
    expect(await ordered()).toHaveLength(1);
    await stopBot();
    expect(await attempts()).toEqual(new Map());
  });

  test.each([
    ['ru', { voice: { file_id: 'x' } }, 'Не получилось обработать этот файл'],
    ['en', { voice: { file_id: 'x' } }, "couldn't process this file"],
    ['en', { text: 'Anna: hi', reply_to_message: { photo: [{ file_id: 'x' }] } }, "couldn't process this file"],
    ['en', { text: 'Anna: hi' }, 'Something went wrong'],
  ])('is given up after the third time, which is said once in %s: %j', async (language_code, content, text) => {
    await killedTimes(3);
    const from = { id: 7, is_bot: false, first_name: 'Test', language_code };
    rig.server.send('7', { ...content, from });
    const stopBot = rig.startBot();
    await expect.poll(() => rig.server.unconfirmed()).toBe(0);
    await stopBot();
    expect(textsIn('7')).toEqual([undefined, expect.stringContaining(text)]);
    expect(await ordered()).toEqual([]);
  });
});

describe('a bot with many chats', () => {
  test('answers other chats while it takes in a photo, and loses no update', async () => {
    rig.startBot();
    rig.server.send('7', { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    rig.server.say('8', '/cancel');
    rig.server.say('9', 'Анна: ура');
    await expect.poll(() => textsIn('8')).toHaveLength(2);
    await expect.poll(ordered).toHaveLength(1);
    // Telegram confirms in order, and the photo is the first.
    expect(rig.server.unconfirmed()).toBe(3);
    release();
    await expect.poll(ordered).toHaveLength(2);
    await expect.poll(() => rig.server.unconfirmed()).toBe(0);
    expect(textsIn('8')).toHaveLength(2);
  });

  test('serves a new chat behind a hundred updates that wait for a photo', async () => {
    rig.startBot();
    rig.server.send('7', { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    for (let word = 1; word <= 120; word++) rig.server.say('7', `слово ${word}`);
    rig.server.say('8', '/start');
    await expect.poll(() => textsIn('8'), { timeout: 20_000 }).toHaveLength(2);
    release();
    await expect.poll(ordered).toHaveLength(1);
    await expect.poll(() => rig.server.unconfirmed(), { timeout: 20_000 }).toBe(0);
  });

  test('cancels an order of the same chat whose files are still being taken in', async () => {
    rig.startBot();
    rig.server.send('7', { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    rig.server.say('7', '/cancel');
    await answeredTo('8');
    release();
    await expect.poll(ordered).toEqual([expect.objectContaining({ status: 'CANCELLED' })]);
  });

  test('takes in the files of two orders at once, and the others after them', async () => {
    rig.startBot();
    for (let chat = 1; chat <= 6; chat++) {
      rig.server.send(String(chat), { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    }
    await expect.poll(() => rig.server.downloads.now).toBe(2);
    await answeredTo('8');
    release();
    await expect.poll(ordered).toHaveLength(6);
    expect(rig.server.downloads.peak).toBe(2);
  });
});
