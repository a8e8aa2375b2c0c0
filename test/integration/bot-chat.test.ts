import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { textsIn } from '#root/telegram/texts.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;
let stopBot: () => Promise<void>;

let chats = 100;
// Each test has its own.
let chat: string;
let group: string;

beforeAll(async () => {
  rig = await createBotRig();
  stopBot = rig.startBot();
});

beforeEach(() => {
  chat = String(++chats);
  group = `-${chat}`;
});

afterEach(() => {
  rig.server.world.fault = () => undefined;
});

afterAll(() => rig.stop());

const BOT = { id: 1, is_bot: true, first_name: 'Zdravitsa', username: 'zdravitsa_bot' };

const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
const photo = () => ({ photo: [{ file_id: rig.server.addFile(picture), width: 64, height: 64 }] });
async function ordered() {
  const rows = await rig.container.videoJobs.list({ limit: 100 });
  return rows.filter(({ chatId }) => chatId === chat || chatId === group);
}
const theOrder = async () => {
  await expect.poll(ordered).toHaveLength(1);
  return (await ordered())[0]?.spec;
};
const last = (chatId = chat) => rig.server.ledger.messages(chatId).at(-1);
/** Waits until the bot has handled everything that was sent. */
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
const card = () =>
  rig.server.ledger.messages(chat).findLast(({ buttons }) => buttons?.some(({ data }) => data?.startsWith('d:')));
const cardText = () => card()?.text;
/** Presses the button of the card that does this, e.g. `go`. */
const press = (action: string) =>
  rig.server.press(chat, card()?.buttons?.find(({ data }) => data?.endsWith(`:${action}`))?.data ?? '');

describe('a photo', () => {
  test('may be sent as a file', async () => {
    const document = { file_id: rig.server.addFile(picture), mime_type: 'image/jpeg' };
    rig.server.send(chat, { document, caption: 'Анна: С днём рождения!' });
    expect((await theOrder())?.photos).toHaveLength(1);
  });

  test('without words is asked about, and the next message orders a greeting with the whole album', async () => {
    for (let i = 0; i < 2; i++) rig.server.send(chat, { ...photo(), media_group_id: 'a' });
    await expect.poll(cardText).toContain('Кому? Напишите имя.');
    rig.server.say(chat, 'Анна: С днём рождения!');
    expect((await theOrder())?.photos).toHaveLength(2);
  });

  test('is remembered while its words are corrected, even if the bot is restarted', async () => {
    rig.server.send(chat, photo());
    await expect.poll(cardText).toContain('Кому? Напишите имя.');
    await stopBot();
    stopBot = rig.startBot();
    rig.server.say(chat, 'Анна');
    await expect.poll(cardText).toContain('Что сказать?');
    rig.server.say(chat, '🎉');
    await expect.poll(cardText).toContain('одни эмодзи');
    rig.server.say(chat, 'Анна: ура');
    expect((await theOrder())?.photos).toHaveLength(1);
  });
});

describe('a photo of an album that arrives late', () => {
  const part = (fields: object = {}) => rig.server.send(chat, { ...photo(), media_group_id: 'a', ...fields });
  const photos = async () => (await theOrder())?.photos.length;
  const texts = () => rig.server.ledger.messages(chat).flatMap(({ text }) => text ?? []);
  const late = textsIn('ru')('album-late');

  test('joins the order while its files are being taken in', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const file_id = rig.server.addFile(picture, released);
    rig.server.send(chat, { photo: [{ file_id }], media_group_id: 'a', caption: 'Анна: ура' });
    await expect.poll(() => rig.server.downloads.now, { timeout: 10_000 }).toBe(1);
    part({ caption: 'Мы в Крыму' });
    // Its update is handled at once, before the order is.
    rig.server.say(`${chat}8`, '/start');
    await expect.poll(() => rig.server.ledger.messages(`${chat}8`)).toHaveLength(2);
    release();
    expect(await photos()).toBe(2);
  });

  test('joins a question about the words, and so do late words', async () => {
    part();
    await expect.poll(cardText).toContain('Кому? Напишите имя.');
    part();
    part({ caption: 'Анна: ура' });
    expect(await photos()).toBe(3);
  });

  test('joins with late words whose order fails at first', async () => {
    part();
    await expect.poll(cardText).toContain('Кому? Напишите имя.');
    let failures = 0;
    // All downloads of two photos.
    rig.server.world.fault = ({ method }) => (method === 'download' && ++failures <= 8 ? { status: 502 } : undefined);
    part({ caption: 'Анна: ура' });
    expect(await photos()).toBe(2);
    await expect.poll(texts).toEqual([expect.stringContaining('⏳')]);
  });

  test('is answered once if the video is being made already', async () => {
    part({ caption: 'Анна: ура' });
    await expect.poll(() => texts(), { timeout: 10_000 }).toEqual([expect.stringContaining('⏳')]);
    for (let i = 0; i < 3; i++) part();
    await untilHandled();
    expect(texts()).toEqual([expect.stringContaining('⏳'), late]);
    expect(await photos()).toBe(1);
  });
});

test('a recording needs no words, only a name', async () => {
  rig.server.send(chat, { voice: { file_id: rig.server.addFile(tone()) } });
  await expect.poll(cardText).toContain('Кому? Напишите имя.');
  rig.server.say(chat, 'Пете');
  await expect.poll(cardText).toContain('Кому: Петя');
  press('go');
  expect(await theOrder()).toMatchObject({ to: 'Петя', text: '', recording: { durationMs: 1_000 } });
  rig.server.send(chat, { voice: { file_id: rig.server.addFile(tone()) }, caption: 'Анна:' });
  await expect.poll(ordered).toHaveLength(2);
});

test('a GIF, which Telegram sends as a film without sound, needs words', async () => {
  const film = await readFile('test/fixtures/no-sound.mp4');
  const animation = { file_id: rig.server.addFile(film), mime_type: 'video/mp4' };
  rig.server.send(chat, { animation, document: animation, caption: 'Анна:' });
  await expect.poll(cardText).toContain('Что сказать?');
  rig.server.say(chat, 'Анна: С днём рождения!');
  expect(await theOrder()).toMatchObject({ text: 'С днём рождения!', clip: { durationMs: expect.any(Number) } });
});

describe('in a chat', () => {
  test('the words choose the template, and /cancel names the person of the cancelled greeting', async () => {
    rig.server.say(chat, 'Анна: С Новым годом!');
    expect(await theOrder()).toMatchObject({ template: 'new-year' });
    rig.server.say(chat, '/cancel');
    await expect.poll(() => last()?.text).toBe('Отменено: Анна');
  });

  test('a reply to a finished greeting does not include its video', async () => {
    const video = { message_id: 5, chat: { id: Number(chat) }, from: BOT, video: { file_id: 'made' } };
    rig.server.say(chat, 'Анна: ура', { reply_to_message: video });
    expect(await theOrder()).toMatchObject({ to: 'Анна', photos: [] });
  });

  test.each([
    [{ document: { file_id: 'x', mime_type: 'application/pdf' }, caption: 'Анна: ура' }, 'Такой файл'],
    [{ location: { latitude: 1, longitude: 2 } }, 'Сначала имя'],
    [{ contact: { phone_number: '1', first_name: 'Мама' } }, 'Кому: Мама'],
  ])('%j is answered', async (content, answer) => {
    rig.server.send(chat, content);
    await expect.poll(() => last()?.text).toContain(answer);
  });

  test('a refused file is reported, even if the progress message was deleted', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    rig.server.send(chat, {
      voice: { file_id: rig.server.addFile(Buffer.from('hello'), released) },
      caption: 'Анна: ура',
    });
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    rig.server.ledger.delete(chat, last()?.messageId ?? 0);
    release();
    await expect.poll(() => last()?.text).toContain('не открывается');
  });
});

describe('in a group', () => {
  test.each([
    { text: 'привет' },
    { text: 'Внимание: завтра собрание' },
    { caption: 'Анна: ура', photo: [{ file_id: 'x' }] },
    { photo: [{ file_id: 'x' }] },
    { sticker: { file_id: 'x' } },
    { text: '/start@other_bot', entities: [{ type: 'bot_command', offset: 0, length: 16 }] },
  ])('%j is ignored', async (content) => {
    rig.server.send(group, content);
    await untilHandled();
    expect(rig.server.ledger.messages(group)).toHaveLength(1);
    expect(await ordered()).toEqual([]);
  });

  test('a message that mentions the bot is an order, without the mention', async () => {
    rig.server.send(group, { ...photo(), media_group_id: 'a' });
    rig.server.send(group, { ...photo(), media_group_id: 'a', caption: '@Zdravitsa_bot Анна: ура' });
    expect(await theOrder()).toMatchObject({ to: 'Анна', text: 'Ура', photos: [expect.anything(), expect.anything()] });
  });

  test('/start explains how to address the bot', async () => {
    rig.server.say(group, '/start');
    await expect.poll(() => last(group)?.text).toContain('напишите «/greet Анна: с днём рождения!»');
  });

  test('a reply to the bot is an order', async () => {
    rig.server.send(group, {
      text: 'Анна: ура',
      reply_to_message: { message_id: 5, from: BOT, chat: { id: Number(group) } },
    });
    expect(await theOrder()).toMatchObject({ to: 'Анна', text: 'Ура' });
  });
});
