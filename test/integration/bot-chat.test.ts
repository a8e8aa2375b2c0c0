import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { silence } from '../helpers/wav.js';

let rig: BotRig;

beforeEach(async () => {
  rig = await createBotRig();
  rig.startBot();
});

afterEach(() => rig.stop());

const CHAT = '7';
const GROUP = '-7';
const BOT = { id: 1, is_bot: true, first_name: 'Zdravitsa', username: 'zdravitsa_bot' };

const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
const photo = () => ({ photo: [{ file_id: rig.server.keep(picture), width: 64, height: 64 }] });
const ordered = () => rig.container.videoJobs.list({ limit: 10 });
const theOrder = async () => {
  await expect.poll(ordered).toHaveLength(1);
  return (await ordered())[0]?.spec;
};
const last = (chatId = CHAT) => rig.server.ledger.messages(chatId).at(-1);
/** Waits until everything that was sent is answered, or is left without an answer. */
const untilHandled = () => expect.poll(() => rig.server.unconfirmed()).toBe(0);
/** The bot's newest message, as it comes with an answer to it. */
const asAnswered = () => ({ message_id: last()?.messageId, text: last()?.text, from: BOT, chat: { id: Number(CHAT) } });

describe('a photo', () => {
  test('may be sent as a file', async () => {
    const document = { file_id: rig.server.keep(picture), mime_type: 'image/jpeg' };
    rig.server.send(CHAT, { document, caption: 'Анна: С днём рождения!' });
    expect((await theOrder())?.photos).toHaveLength(1);
  });

  test('without words is asked about, and the answer to that carries all of the album', async () => {
    for (let i = 0; i < 2; i++) rig.server.send(CHAT, { ...photo(), media_group_id: 'a' });
    await expect.poll(last).toMatchObject({ forcesReply: true });
    rig.server.say(CHAT, 'Анна: С днём рождения!', { reply_to_message: asAnswered() });
    expect((await theOrder())?.photos).toHaveLength(2);
  });

  test('is kept while the words to it are put right', async () => {
    rig.server.send(CHAT, photo());
    await expect.poll(() => last()?.text).toContain('Кого поздравляем');
    rig.server.say(CHAT, 'Анна', { reply_to_message: asAnswered() });
    await expect.poll(() => rig.server.ledger.messages(CHAT)).toHaveLength(4);
    rig.server.say(CHAT, 'Анна:', { reply_to_message: asAnswered() });
    await expect.poll(last).toMatchObject({ text: expect.stringContaining('Что сказать'), forcesReply: true });
    rig.server.say(CHAT, 'Анна: ура', { reply_to_message: asAnswered() });
    expect((await theOrder())?.photos).toHaveLength(1);
  });

  test('that was asked about by a bot that has ended is asked for once more', async () => {
    rig.server.send(CHAT, photo());
    await expect.poll(() => last()?.text).toContain('Кого поздравляем');
    const question = { ...asAnswered(), message_id: 1_000 };
    rig.server.say(CHAT, 'Анна: ура', { reply_to_message: question });
    await expect.poll(() => last()?.text).toContain('ещё раз');
    expect(await ordered()).toEqual([]);
  });
});

test('a recording needs no words: a name is enough', async () => {
  rig.server.send(CHAT, { voice: { file_id: rig.server.keep(silence()) } });
  await expect.poll(() => last()?.text).toContain('Напишите в ответ имя');
  rig.server.say(CHAT, 'Пете', { reply_to_message: asAnswered() });
  expect(await theOrder()).toMatchObject({ to: 'Пете', text: '', recording: { durationMs: 1_000 } });
  rig.server.send('8', { voice: { file_id: rig.server.keep(silence()) }, caption: 'Анна:' });
  await expect.poll(ordered).toHaveLength(2);
});

describe('in a chat', () => {
  test('the words choose the template, and /cancel names whose greeting it ends', async () => {
    rig.server.say(CHAT, 'Анна: С Новым годом!');
    expect(await theOrder()).toMatchObject({ template: 'new-year' });
    rig.server.say(CHAT, '/cancel');
    await expect.poll(() => last()?.text).toBe('🛑 Отменено: Анна');
  });

  test('a finished greeting that is answered is not put into the next one', async () => {
    const video = { message_id: 5, chat: { id: Number(CHAT) }, from: BOT, video: { file_id: 'made' } };
    rig.server.say(CHAT, 'Анна: ура', { reply_to_message: video });
    expect(await theOrder()).toMatchObject({ to: 'Анна', photos: [] });
  });

  test.each([
    [{ document: { file_id: 'x', mime_type: 'application/pdf' }, caption: 'Анна: ура' }, 'Такой файл'],
    [{ sticker: { file_id: 'x' } }, 'Начните с имени'],
  ])('%j is answered', async (content, answer) => {
    rig.server.send(CHAT, content);
    await expect.poll(() => last()?.text).toContain(answer);
  });

  test('a refused file is told of, though the progress message is gone', async () => {
    let handOut = () => {};
    const handedOut = new Promise<void>((resolve) => {
      handOut = resolve;
    });
    rig.server.send(CHAT, {
      voice: { file_id: rig.server.keep(Buffer.from('hello'), handedOut) },
      caption: 'Анна: ура',
    });
    await expect.poll(() => rig.server.downloads.now).toBe(1);
    rig.server.ledger.delete(CHAT, last()?.messageId ?? 0);
    handOut();
    await expect.poll(() => last()?.text).toContain('не открывается');
  });
});

test('an album is told that nothing can be ordered while the database is away, as a message is', async () => {
  await rig.stop();
  rig = await createBotRig({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
  rig.startBot();
  rig.server.say(CHAT, 'Анна: ура');
  await expect.poll(() => last()?.text).toContain('Сейчас не получается');
  rig.server.send('8', { ...photo(), media_group_id: 'a', caption: 'Анна: ура' });
  await expect.poll(() => last('8')?.text).toContain('Сейчас не получается');
});

describe('in a group', () => {
  test.each([
    { text: 'привет' },
    { text: 'Внимание: завтра собрание' },
    { caption: 'Анна: ура', photo: [{ file_id: 'x' }] },
    { photo: [{ file_id: 'x' }] },
    { sticker: { file_id: 'x' } },
    { text: '/start@other_bot', entities: [{ type: 'bot_command', offset: 0, length: 16 }] },
  ])('%j is between the people there', async (content) => {
    rig.server.send(GROUP, content);
    await untilHandled();
    expect(rig.server.ledger.messages(GROUP)).toHaveLength(1);
    expect(await ordered()).toEqual([]);
  });

  test('a message that names the bot is an order, without its name', async () => {
    rig.server.send(GROUP, { ...photo(), media_group_id: 'a' });
    rig.server.send(GROUP, { ...photo(), media_group_id: 'a', caption: '@Zdravitsa_bot Анна: ура' });
    expect(await theOrder()).toMatchObject({ to: 'Анна', text: 'ура', photos: [expect.anything(), expect.anything()] });
  });

  test('/start says how to be heard there', async () => {
    rig.server.say(GROUP, '/start');
    await expect.poll(() => last(GROUP)?.text).toContain('начните с @zdravitsa_bot');
  });

  test('an answer to the bot is for it', async () => {
    rig.server.send(GROUP, { text: 'Анна: ура', reply_to_message: { message_id: 5, from: BOT, chat: { id: -7 } } });
    expect(await theOrder()).toMatchObject({ to: 'Анна', text: 'ура' });
  });
});
