import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runBot } from '#root/bot/run-bot.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';
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
const untilHandled = () => expect.poll(() => rig.pending(), { timeout: 30_000 }).toBe(0);
const isWithin = (promise: Promise<unknown>, ms: number) =>
  Promise.race([promise.then(() => true), sleep(ms).then(() => false)]);

describe('a bot that stops', () => {
  test('stops if the signal fired before the start', async () => {
    const running = runBot(rig.container, { token: TOKEN, signal: AbortSignal.abort(), graceMs: 1_000 });
    expect(await isWithin(running, 20_000)).toBe(true);
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

  test('leaves an album of which more may come to the next bot', async () => {
    const stopBot = rig.startBot();
    for (const caption of ['Анна: С днём рождения!', undefined]) {
      rig.server.send('7', { ...heldPhoto(), media_group_id: 'a', caption });
    }
    await answeredTo('8');
    await stopBot();
    expect([rig.server.unconfirmed(), await rig.pending(), rig.server.downloads.peak]).toEqual([0, 2, 0]);
    release();
    rig.startBot();
    await expect
      .poll(ordered)
      .toEqual([
        expect.objectContaining({ spec: expect.objectContaining({ photos: expect.objectContaining({ length: 2 }) }) }),
      ]);
  });

  test('leaves an order that takes longer to the next bots, which make one greeting', async () => {
    rig.server.send('7', { ...heldPhoto(), caption: 'Анна: С днём рождения!' });
    // As often as an update may kill the bot.
    for (let stops = 1; stops <= 3; stops++) {
      const stopBot = rig.startBot({ graceMs: 200 });
      await expect.poll(() => rig.server.downloads.peak).toBe(stops);
      await stopBot();
      expect([rig.server.unconfirmed(), await rig.pending()]).toEqual([0, 1]);
    }
    release();
    rig.startBot();
    await untilHandled();
    expect(await ordered()).toHaveLength(1);
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
    await expect.poll(() => rig.pending()).toBe(1);
    release();
    await untilHandled();
    expect(await ordered()).toHaveLength(2);
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
    await untilHandled();
    expect(await ordered()).toHaveLength(1);
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
