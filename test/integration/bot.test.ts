import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Container } from '#root/app/container.js';
import type { BotApiServer } from '../helpers/bot-api/server.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;
let server: BotApiServer;
let container: Container;
let chats = 100;
// Each test has its own.
let chat: string;

beforeAll(async () => {
  rig = await createBotRig();
  ({ server, container } = rig);
  rig.startBot();
});

beforeEach(() => {
  chat = String(++chats);
});

afterAll(() => rig.stop());

const all = async () => (await container.videoJobs.list({ limit: 100 })).filter(({ chatId }) => chatId === chat);

async function answerTo(text: string, from?: { language_code?: string }): Promise<string | undefined> {
  const sent = server.say(chat, text, from);
  await expect.poll(() => server.ledger.messages(chat).filter(({ messageId }) => messageId > sent)).toHaveLength(1);
  return server.ledger.messages(chat).at(-1)?.text;
}

describe('the bot', () => {
  test('explains what it does at /start, in the language of the user', async () => {
    expect(await answerTo('/start')).toContain('видеопоздравления');
    expect(await answerTo('/start', { language_code: 'en' })).toContain('video greeting');
  });

  test('orders a greeting by "name: text", and shows how far it is', async () => {
    expect(await answerTo('Анна: С днём рождения!')).toContain('⏳ Анна');
    await expect.poll(() => rig.pending()).toBe(0);
    const [videoJob] = await all();
    expect(videoJob).toMatchObject({
      chatId: chat,
      orderMessageId: server.ledger.messages(chat)[0]?.messageId,
      spec: { to: 'Анна', text: 'С днём рождения!' },
    });
  });

  test('orders one greeting by a redelivered update, with one status message', async () => {
    const messageId = server.say(chat, 'Анна: ура');
    server.say(chat, 'Анна: ура', { messageId });
    await expect.poll(() => rig.pending()).toBe(0);
    expect(await all()).toHaveLength(1);
    await expect.poll(() => server.ledger.messages(chat)).toHaveLength(2);
  });

  test('cancels the newest greeting of the chat, once', async () => {
    await answerTo('Анна: ура');
    await expect.poll(all).toHaveLength(1);
    expect(await answerTo('/cancel')).toContain('Отменено: Анна');
    expect(await all()).toEqual([expect.objectContaining({ status: 'CANCELLED' })]);
    expect(await answerTo('/cancel')).toBe('Сейчас отменять нечего. Готовые видео — в /my.');
  });

  test('removes the messages of a cancelled greeting, even if it was cancelled elsewhere', async () => {
    const { videoJobs, submitter } = container;
    await answerTo('Анна: ура');
    await expect.poll(all).toHaveLength(1);
    const [videoJob] = await all();
    const announced = server.ledger.add(chat, { text: 'ready' });
    await videoJobs.saveMessage({ videoJobId: videoJob?.id ?? '', run: 1 }, announced.messageId, null);
    expect(await submitter.cancel(videoJob?.id ?? '')).toMatchObject({ status: 'CANCELLED' });
    const texts = () => server.ledger.messages(chat).map(({ text }) => text);
    await expect.poll(texts).toEqual(['Анна: ура', 'Отменено: Анна']);
  });

  test.each([
    ['привет', 'Привет! Делаю видеопоздравления'],
    ['Привет!\nАнна: с днём рождения!', 'Кому: Анна'],
    [': текст', 'Сначала имя и двоеточие'],
    [`${'а'.repeat(65)}: ура`, '64'],
    ['Анна:', 'Что сказать?'],
    ['Анна: 🎉', 'Что сказать?'],
    [`Анна: ${'а'.repeat(1_001)}`, '1\u00a0000'],
  ])('replies to "%s" with what to change, and orders nothing', async (text, answer) => {
    expect(await answerTo(text)).toContain(answer);
    await expect.poll(() => rig.pending()).toBe(0);
    expect(await all()).toEqual([]);
  });
});

describe('a greeting with files', () => {
  const photo = async (background: string) => {
    const bytes = await sharp({ create: { width: 64, height: 64, channels: 3, background } })
      .jpeg()
      .toBuffer();
    return { photo: [{ file_id: 'small' }, { file_id: server.addFile(bytes), width: 64, height: 64 }] };
  };
  const ordered = async () => {
    await expect.poll(all).toHaveLength(1);
    return (await all())[0];
  };
  const lastText = () => server.ledger.messages(chat).at(-1)?.text;

  test('is ordered by the caption of a photo', async () => {
    server.send(chat, { ...(await photo('red')), caption: 'Анна: С днём рождения!' });
    expect((await ordered())?.spec).toMatchObject({ to: 'Анна', photos: [expect.stringMatching(/^photo\//)] });
  });

  test('is ordered by the caption of an album, with all its photos in their order', async () => {
    server.send(chat, { ...(await photo('red')), media_group_id: 'a', caption: 'Анна: С днём рождения!' });
    for (const colour of ['green', 'blue']) server.send(chat, { ...(await photo(colour)), media_group_id: 'a' });
    const { photos } = (await ordered())?.spec ?? { photos: [] };
    const colours = await Promise.all(
      photos.map(
        async (key) =>
          (await sharp(join(rig.dir, 'storage', key, (await readdir(join(rig.dir, 'storage', key)))[0] ?? '')).stats())
            .dominant,
      ),
    );
    expect(colours.map(({ r, g, b }) => ['r', 'g', 'b'][[r, g, b].indexOf(Math.max(r, g, b))])).toEqual([
      'r',
      'g',
      'b',
    ]);
  });

  test('is ordered by a reply to a voice message, after the bot has explained how', async () => {
    const wav = tone();
    const voice = server.send(chat, { voice: { file_id: server.addFile(wav), duration: 1 } });
    await expect.poll(lastText).toContain('Кому? Напишите имя.');
    server.say(chat, 'Анна: С днём рождения!', { reply_to_message: voice });
    expect((await ordered())?.spec).toMatchObject({ recording: { durationMs: 1_000 } });
  });

  test('says that it takes six of seven photos before anything is downloaded', async () => {
    const files = () => server.ledger.calls.filter(({ method }) => method === 'getFile').length;
    const before = files();
    for (let i = 0; i < 7; i++) {
      const caption = i === 0 ? 'Анна: С днём рождения!' : undefined;
      server.send(chat, { ...(await photo('red')), media_group_id: 'a', caption });
    }
    await expect.poll(lastText).toContain('Возьму первые 6 фото из 7.');
    expect(files()).toBe(before);
    const [make] = server.ledger.messages(chat).at(-1)?.buttons ?? [];
    server.press(chat, make?.data ?? '');
    expect((await ordered())?.spec?.photos).toHaveLength(6);
  });

  test('is refused with the reason if a file cannot be used, and is not followed', async () => {
    const text = server.addFile(Buffer.from('hello'));
    server.send(chat, { voice: { file_id: text }, caption: 'Анна: С днём рождения!' });
    await expect.poll(lastText).toContain('не открывается');
    server.send(chat, { voice: { file_id: server.addFile(Buffer.alloc(20_000_001)) }, caption: 'Анна: Привет' });
    await expect.poll(lastText).toContain('до 20 МБ');
    expect(server.ledger.messages(chat).some((message) => message.text?.includes('⏳'))).toBe(false);
    expect(await all()).toEqual([]);
  });
});
