import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fillName } from '#root/greeting/fill-name.js';
import { readyWords } from '#root/greeting/ready-words/ready-words.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;
let stopBot: () => Promise<void>;

let chats = 100;
// Each test has its own.
let chat: string;

beforeAll(async () => {
  rig = await createBotRig();
  stopBot = rig.startBot();
});

beforeEach(() => {
  chat = String(++chats);
});

afterAll(() => rig.stop());

const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
const photo = () => ({ photo: [{ file_id: rig.server.addFile(picture), width: 64, height: 64 }] });

const messages = () => rig.server.ledger.messages(chat);
const cards = () => messages().filter(({ buttons }) => buttons?.some(({ data }) => data?.startsWith('d:')));
const card = () => cards().at(-1);
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
const rows = async () => (await rig.container.videoJobs.list({ limit: 100 })).filter(({ chatId }) => chatId === chat);
const ordered = async () => (await rows()).map(({ spec }) => spec);
const files = () => rig.server.ledger.calls.filter(({ method }) => method === 'getFile').length;

/** Says something, and waits until the bot has handled it. */
async function say(text: string, from: { language_code?: string; reply_to_message?: object } = {}): Promise<number> {
  const messageId = rig.server.say(chat, text, from);
  await untilHandled();
  return messageId;
}

async function send(content: object): Promise<{ message_id: number }> {
  const sent = rig.server.send(chat, content) as { message_id: number };
  await untilHandled();
  return sent;
}

const dataFor = (action: string) => card()?.buttons?.find(({ data }) => data?.endsWith(`:${action}`))?.data ?? '';

/** Presses the button of the card that does this. Returns what the bot answers. */
async function press(action: string, data = dataFor(action)): Promise<string[]> {
  const toasts = rig.server.press(chat, data);
  await untilHandled();
  return toasts;
}

/** As if the bot had been killed after it stored the answer, and before the order. */
async function handleAgain() {
  await rig.query(`DELETE FROM "VideoJob" WHERE "chatId" = '${chat}'`);
  await rig.query(`UPDATE "Draft" SET "orderedAt" = NULL WHERE "chatId" = '${chat}'`);
  await rig.query(`DELETE FROM "InboxUpdate" WHERE "updateId" = (SELECT max("updateId") FROM "InboxUpdate")`);
  rig.server.redeliver();
  await expect.poll(() => rig.server.unconfirmed()).toBe(0);
  await untilHandled();
}

describe('a person who knows whom to greet', () => {
  test('is asked for the rest, sees it in one card, changes it and gets one video', async () => {
    await say('Маме на юбилей');
    expect(card()?.text).toMatch(/^Что сказать\?.*\n\n🎬 Кому: Мама\nПовод: день рождения/);
    await say('Живи долго!');
    expect(card()?.text).toContain('Живи долго!\n≈ ');
    await press('f');
    await press('f=square');
    await press('v');
    await press('v=male');
    await press('n');
    await say('Бабушка');
    await press('o');
    await press('o=thank-you');
    expect(cards()).toHaveLength(1);
    expect(await press('go')).toEqual(['']);
    expect(await ordered()).toEqual([
      expect.objectContaining({
        to: 'Бабушка',
        text: 'Живи долго!',
        template: 'thank-you',
        format: 'square',
        voice: 'ru-male',
      }),
    ]);
    // The card has become the status message.
    await expect
      .poll(() => messages().map(({ text }) => text))
      .toEqual(['Маме на юбилей', expect.stringContaining('⏳'), 'Живи долго!', 'Бабушка']);
  });

  test('gets one video for two taps, and for a tap that is delivered again', async () => {
    await say('Олегу на свадьбу');
    await press('w=s1');
    const data = dataFor('go');
    const taps = [rig.server.press(chat, data), rig.server.press(chat, data)];
    await untilHandled();
    expect(taps).toEqual([[''], ['Уже делаю!']]);
    await stopBot();
    rig.server.redeliver();
    await rig.query(`DELETE FROM "InboxUpdate"`);
    stopBot = rig.startBot();
    await untilHandled();
    expect(await ordered()).toHaveLength(1);
  });

  test('in English is answered in English, and in Russian after a change of the language', async () => {
    await say('birthday greeting for my mum', { language_code: 'en' });
    expect(card()?.text).toMatch(/^What should it say\?.*\n\n🎬 For: Mum\nOccasion: birthday/);
    await rig.container.people.setLanguage(chat, 'ru');
    await press('f');
    expect(card()?.text).toBe('В каком формате сделать видео?');
  });
});

describe('a card that is open', () => {
  test('is ordered by a yes, which are no words for it', async () => {
    await say('Анна');
    await say('да');
    expect(card()?.text).toMatch(/^Что сказать\?/);
    await say('сколько это стоит?');
    expect(card()?.text).toMatch(/^Это бесплатно: .*\n\nЧто сказать\?/);
    await say('Счастья!');
    expect(await ordered()).toEqual([]);
    await say('да, всё верно');
    expect(await ordered()).toMatchObject([{ to: 'Анна', text: 'Счастья!' }]);
    await handleAgain();
    expect(await ordered()).toMatchObject([{ to: 'Анна', text: 'Счастья!' }]);
  });

  test('stays below what it is not changed by, and is discarded by a word', async () => {
    await say('Анна');
    await say('Счастья!');
    const text = card()?.text ?? '';
    for (const words of ['в 10', 'https://example.com', 'привет']) {
      await say(words);
      expect(messages().at(-1)?.text).toBe(`Не понял. Карточку меняют кнопки под ней.\n\n${text}`);
      expect(cards()).toHaveLength(1);
    }
    await say('нет');
    expect(card()?.text).toBe(`Что поменять? Выберите кнопкой.\n\n${text}`);
    await say('сколько стоит?');
    expect(card()?.text).toMatch(/^Это бесплатно: до 30 видео в день/);
    await say('отмена');
    expect(cards()).toEqual([]);
    expect(await ordered()).toEqual([]);
  });

  test('takes another name for one that is in doubt, and a contact for any', async () => {
    await say('поздравь мою коллегу с повышением');
    await say('Ирина Петровна');
    expect(card()?.text).toContain('🎬 Кому: Ирина Петровна');
    await send({ contact: { phone_number: '1', first_name: 'Ирина' } });
    expect(card()?.text).toMatch(/^Что сказать\?.*\n\n🎬 Кому: Ирина\n/);
  });

  test('asks at the end of the path about a name in doubt, unless another one is given', async () => {
    for (const answer of ['да', 'Наташа']) {
      chat = String(++chats);
      await say('/start o_birthday');
      await say('моей сестре');
      await say('С днём рождения!');
      expect(card()?.text).toMatch(/^Так и назвать: Сестра\?/);
      await say(answer);
    }
    expect(card()?.text).toContain('🎬 Кому: Наташа');
    await say('готово');
    expect((await ordered()).map((spec) => spec?.to)).toEqual(['Наташа']);
  });

  test('takes neither a request for words nor another name for words', async () => {
    await say('поздравь маму с юбилеем');
    for (const words of ['напиши что-нибудь смешное', 'не знаю', 'да']) {
      await say(words);
      expect(card()?.text).toMatch(/^Что сказать\?.*\n\n🎬 Кому: Мама\n/);
    }
    await say('Светлана');
    expect(card()?.text).toMatch(/^Что сказать\?.*\n\n🎬 Кому: Светлана\n/);
    await say('ой, не Светлана, а Алла');
    expect(card()?.text).toMatch(/^Что сказать\?.*\n\n🎬 Кому: Алла\n/);
  });

  test('takes the name of words that are offered for a press of their button', async () => {
    await say('поздравь маму с юбилеем');
    const [shown] = readyWords('ru', 'birthday', 'warm');
    const [, other] = readyWords('ru', 'birthday', 'formal');
    await say('тёплое, пожалуйста');
    expect(card()?.text).toContain(fillName(shown, 'Мама'));
    await press('w');
    await say('покажи другие');
    await say('третий вариант');
    expect(card()?.text).toContain(fillName(other, 'Мама'));
    await press('w');
    await say('Первый тост за тебя!');
    expect(card()?.text).toContain('Первый тост за тебя!');
  });

  test('keeps the photos that can be used', async () => {
    await send({ ...photo(), caption: 'Анна' });
    await send({ photo: [{ file_id: rig.server.addFile(Buffer.from('x')), width: 64, height: 64 }] });
    await send(photo());
    await say('Счастья!');
    await press('go');
    expect(card()?.text).toMatch(/^Этот файл не открывается.*\n\n🎬 Кому: Анна\n.* · 📷 2/s);
    await press('go');
    expect(await ordered()).toMatchObject([{ photos: [expect.anything(), expect.anything()] }]);
  });

  test('gets the right name by words, and a video that was ordered later does too', async () => {
    await say('С днём рождения, Аня!');
    await say('поменяй имя на Алла');
    expect(card()?.text).toContain('🎬 Кому: Алла\n');
    expect(card()?.text).toContain('\n\nС днём рождения');
    await say('Анна: С Новым годом!');
    await say('не Анна, Инна');
    expect(await ordered()).toMatchObject([{ to: 'Инна', text: 'С Новым годом!' }, { to: 'Анна' }]);
  });

  test('gives way to the same greeting for another person', async () => {
    await say('Анна: С днём рождения!');
    await say('поздравь Катю');
    await say('то же для Олега');
    expect(await ordered()).toMatchObject([{ to: 'Олег', text: 'С днём рождения!' }, { to: 'Анна' }]);
  });
});

test('a hundred taps at once are each answered, and make one greeting', async () => {
  await say('Анна');
  await say('Счастья!');
  const { buttons = [], messageId = 0 } = card() ?? {};
  const data = [dataFor('go'), ...buttons.map((button) => button.data ?? '')];
  const toasts = Array.from({ length: 100 }, (_, tap) =>
    rig.server.press(chat, data[tap % data.length] ?? '', { messageId }),
  );
  await untilHandled();
  for (const answers of toasts) expect(answers).toHaveLength(1);
  expect(await ordered()).toHaveLength(1);
  expect(cards()).toEqual([]);
});

describe('a person who knows nothing yet', () => {
  test('is led from the occasion to the video by /new, back and forth, past nonsense', async () => {
    await say('/new');
    expect(card()?.text).toBe('Какой повод?');
    await press('o=wedding');
    expect(card()?.text).toMatch(/^Кому\? Напишите имя\./);
    await press('c');
    await press('o=birthday');
    await say('сколько это стоит?');
    expect(messages().at(-1)?.text).toMatch(/^Это бесплатно: .*\n\nКому\? Напишите имя\./);
    await say('Анна');
    expect(card()?.text).toMatch(/^Что сказать\?/);
    await press('w=+');
    await press('w=w2');
    expect(await ordered()).toEqual([expect.objectContaining({ to: 'Анна', template: 'birthday' })]);
    await expect.poll(() => messages().filter(({ text }) => text?.includes('⏳'))).toHaveLength(1);
  });

  test('names the other occasion in words', async () => {
    await say('/new');
    await say('другой');
    expect(card()?.text).toMatch(/^Кому\?.*\n\nПовод: особый\n/);
    await say('Оля');
    await say('коротко');
    expect(await ordered()).toMatchObject([{ to: 'Оля', template: 'neutral' }]);
  });

  test('gets the video after the last answer, even if the bot was killed before it was ordered', async () => {
    for (const answer of [() => say('Счастья!'), () => press('w=s1')]) {
      chat = String(++chats);
      await say('/new');
      await press('o=wedding');
      await say('Оля');
      await answer();
      await handleAgain();
      expect(await ordered()).toEqual([expect.objectContaining({ to: 'Оля' })]);
    }
  });

  test('may skip, and cancel at any time', async () => {
    await say('/new');
    await press('s');
    await press('s');
    await press('s');
    expect(card()?.text).toMatch(/^Кому\? Напишите имя\./);
    expect(await press('x')).toEqual(['🗑 Черновик удалён.']);
    expect(cards()).toEqual([]);
    await say('/new');
    await say('/cancel');
    expect(messages().at(-1)?.text).toBe('🗑 Черновик удалён.');
    expect(cards()).toEqual([]);
    expect(await ordered()).toEqual([]);
  });
});

describe('photos and recordings', () => {
  test('join the open card in any order, answered by a reaction', async () => {
    await say('Анна');
    const { message_id } = await send(photo());
    expect(rig.server.ledger.find(chat, message_id)?.reaction).toBe('👌');
    await send({ voice: { file_id: rig.server.addFile(tone()), duration: 1 } });
    expect(cards()).toHaveLength(1);
    expect(card()?.text).toContain('Голос: ваша запись · Формат: вертикальный · 📷 1 · 🎙 0:01');
    await press('a');
    await press('a=photos');
    await press('c');
    await press('go');
    expect(await ordered()).toEqual([
      expect.objectContaining({ photos: [], recording: { soundKey: expect.anything(), durationMs: 1_000 } }),
    ]);
  });

  test.each([[{ video: { file_id: 'x', duration: 5, file_size: 20_000_001 } }, 'Файл слишком большой']])(
    'over the limits are refused before they are downloaded: %j',
    async (content, answer) => {
      const before = files();
      await send(content);
      expect(messages().at(-1)?.text).toContain(answer);
      await send({ ...content, caption: 'Анна: ура' });
      expect(card()?.text).toMatch(new RegExp(`^${answer}.*\n\n🎬 Кому: Анна`));
      expect(files()).toBe(before);
    },
  );
});

test('a recording over a minute is asked about, and its first minute used', async () => {
  await send({ voice: { file_id: rig.server.addFile(tone(61)), duration: 61 }, caption: 'Анна:' });
  expect(card()?.text).toBe('Запись длится 1:01, а поместится 1:00. Взять начало?');
  await press('a=cut');
  expect(card()?.text).toMatch(/^🎬 Кому: Анна[\s\S]*🎙 1:00/);
  await press('go');
  expect(await ordered()).toEqual([
    expect.objectContaining({ to: 'Анна', recording: { soundKey: expect.anything(), durationMs: 60_000 } }),
  ]);
});

describe('a card', () => {
  test('that has changed is shown anew, and its old buttons do nothing', async () => {
    await say('Анна');
    const old = dataFor('o');
    await say('Ура');
    expect(await press('o', old)).toEqual(['Карточка обновилась, вот свежая.']);
    expect(card()?.text).toContain('🎬 Кому: Анна');
  });

  test('moves below when the bot has said something else, and none stays behind', async () => {
    await say('Анна');
    await say('/help');
    await say('Ура');
    expect(messages().at(-1)?.text).toContain('🎬 Кому: Анна');
    expect(cards()).toHaveLength(1);
  });

  test('is sent again if the person has deleted it', async () => {
    await say('Анна');
    rig.server.ledger.delete(chat, card()?.messageId ?? 0);
    await say('Ура');
    expect(messages().at(-1)?.text).toContain('🎬 Кому: Анна');
  });

  test('of another person, of another chat or of another time does nothing', async () => {
    await say('Анна');
    const data = dataFor('x');
    const foreign = rig.server.press('8', data);
    await untilHandled();
    expect(foreign).toEqual(['Это чужая карточка.']);
    await press('x');
    expect(await press('x', data)).toEqual(['Этой карточки уже нет. Начнём новую? /new']);
  });

  test('survives a restart, and an answer of Telegram that was lost', async () => {
    await say('Анна');
    await stopBot();
    let isLost = false;
    rig.server.world.fault = ({ method }) => {
      if (method !== 'editMessageText' || isLost) return undefined;
      isLost = true;
      return 'drop-after';
    };
    stopBot = rig.startBot();
    await say('Ура');
    expect(isLost).toBe(true);
    expect(cards()).toHaveLength(1);
    await press('go');
    expect(await ordered()).toHaveLength(1);
  });

  test('follows the edit of a message that filled it, also after it is ordered', async () => {
    const name = await say('Аня');
    const words = await say('Ура');
    rig.server.edit(chat, name, 'Анна');
    rig.server.edit(chat, words, 'С праздником!');
    await untilHandled();
    expect(card()?.text).toMatch(/🎬 Кому: Анна[\s\S]*С праздником!/);
    await press('go');
    rig.server.edit(chat, name, 'Олег');
    await untilHandled();
    expect((await rows()).map(({ status, spec }) => `${status} ${spec?.to}: ${spec?.text}`)).toEqual([
      'QUEUED Олег: С праздником!',
      'CANCELLED Анна: С праздником!',
    ]);
  });
});

describe('what is certain', () => {
  test('is made at once, line by line', async () => {
    await say('Анна: С др!\nОлег: С новым годом!\nВика: Спасибо!');
    expect((await ordered()).map((spec) => spec?.to).sort()).toEqual(['Анна', 'Вика', 'Олег']);
    expect(cards()).toEqual([]);
  });

  test('and was interrupted after the first line is made to the end, each line once', async () => {
    await say('Анна: С др!\nОлег: С новым годом!\nВика: Спасибо!');
    // As if the bot had been killed then.
    await rig.query(`DELETE FROM "VideoJob" WHERE "chatId" = '${chat}' AND "spec"->>'to' <> 'Анна'`);
    await rig.query(`DELETE FROM "Draft" WHERE "chatId" = '${chat}' AND "part" > 0`);
    await rig.query(`DELETE FROM "InboxUpdate" WHERE "updateId" = (SELECT max("updateId") FROM "InboxUpdate")`);
    rig.server.redeliver();
    await expect.poll(() => rig.server.unconfirmed()).toBe(0);
    await untilHandled();
    expect((await ordered()).map((spec) => spec?.to).sort()).toEqual(['Анна', 'Вика', 'Олег']);
  });

  test('and is forwarded is shown first', async () => {
    await send({ text: 'Анна: ура', forward_origin: { type: 'hidden_user', sender_user_name: 'x', date: 1 } });
    expect(card()?.text).toMatch(/^Кому\?[\s\S]*Анна: ура$/);
    expect(await ordered()).toEqual([]);
  });

  test('does not take the place of another draft', async () => {
    await say('Анна');
    await say('Олег: ура');
    expect(await ordered()).toEqual([expect.objectContaining({ to: 'Олег' })]);
    await say('Счастья!');
    expect(card()?.text).toContain('🎬 Кому: Анна');
  });
});

test('thanks are answered by a reaction, and what is no order by how to order', async () => {
  const thanks = await say('спасибо большое');
  expect(rig.server.ledger.find(chat, thanks)?.reaction).toBe('❤');
  await say('/whatever');
  expect(messages().at(-1)?.text).toContain('Такой команды нет');
  await say('в 10');
  expect(messages().at(-1)?.text).toContain('Сначала имя');
  expect(cards()).toEqual([]);
});
