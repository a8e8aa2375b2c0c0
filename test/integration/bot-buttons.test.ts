import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packId } from '#root/telegram/packed-id.js';
import { textsIn } from '#root/telegram/texts.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

let rig: BotRig;
let lastChat = 100;

beforeAll(async () => {
  rig = await createBotRig();
  rig.startBot();
});

afterAll(() => rig.stop());

const [ru, en] = [textsIn('ru'), textsIn('en')];
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);

/** Opens a chat with a person who uses Telegram in this language. */
function chatWith(language_code: string, chatId = String(lastChat++)) {
  const last = () => rig.server.ledger.messages(chatId).at(-1);
  return {
    chatId,
    last,
    labels: () => last()?.buttons?.map(({ text }) => text),
    async say(text: string): Promise<string | undefined> {
      rig.server.say(chatId, text, { language_code });
      await untilHandled();
      return last()?.text;
    },
    async press(data: string, messageId?: number): Promise<string[]> {
      const toasts = rig.server.press(chatId, data, { language_code, ...(messageId && { messageId }) });
      await untilHandled();
      return toasts;
    },
  };
}

describe('the language of a person', () => {
  test.each([
    ['ru', ru, 'English', 'l:en', en],
    ['de', en, 'Русский', 'l:ru', ru],
  ])('is that of Telegram, here %s, until a button changes it', async (code, first, label, data, second) => {
    const chat = chatWith(code);
    expect(await chat.say('/start')).toBe(first('welcome'));
    expect(chat.labels()).toContain(label);
    const { messageId } = chat.last() ?? {};
    expect(await chat.press(data)).toEqual([second('language-set')]);
    expect(chat.last()).toMatchObject({ messageId, text: second('welcome') });
    expect(await chat.say('hi')).toBe(second('how-to'));
  });

  test('is asked for in both where many speak Russian as well, and never again', async () => {
    const chat = chatWith('uk');
    expect(await chat.say('/start')).toBe(`${ru('choose-language')} · ${en('choose-language')}`);
    expect(chat.labels()).toEqual(['Русский', 'English']);
    await chat.press('l:en');
    expect(chat.last()?.text).toBe(en('welcome'));
    expect(await chat.say('Привет')).toBe(en('how-to'));
    expect(await chat.say('/start')).toBe(en('welcome'));
  });

  test('is Russian there from the first message in Cyrillic on', async () => {
    const chat = chatWith('kk');
    expect(await chat.say('hi')).toBe(en('welcome'));
    expect(await chat.say('Здравствуйте')).toBe(ru('how-to'));
    expect(await chat.say('hi')).toBe(ru('welcome'));
  });

  test('is kept with the order, whatever the language of the words', async () => {
    await chatWith('ru').say('Anna: Happy birthday!');
    const [videoJob] = await rig.container.videoJobs.list({ limit: 1 });
    expect(videoJob).toMatchObject({ chatLanguage: 'ru', spec: { language: 'en' } });
  });

  test('is changed by /language, in private chats only', async () => {
    const chat = chatWith('en');
    await chat.say('/language');
    expect(chat.labels()).toEqual(['Русский', 'English']);
    await chat.press('l:ru');
    expect(await chat.say('/help')).toContain('Напишите одним сообщением');
    const group = chatWith('en', '-100');
    expect(await group.say('/language')).toBe('/language');
  });
});

describe('a press of a button', () => {
  test.each(['', 'x', 'l:fr', 'd:7fK2qX9aBcD:go', 'm:0', 'w:o=nothing', 'w:nothing', '💥'.repeat(16)])(
    'with the data %j, which means nothing, is answered in silence',
    async (data) => {
      const chat = chatWith('en');
      await chat.say('/start');
      expect(await chat.press(data)).toEqual(['']);
      expect(chat.last()?.text).toBe(en('welcome'));
    },
  );

  test('works if Telegram no longer waits for its answer', async () => {
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    rig.server.world.fault = ({ method }) =>
      method === 'answerCallbackQuery' ? { status: 400, description } : undefined;
    const chat = chatWith('en');
    await chat.say('/start');
    await chat.press('l:ru');
    rig.server.world.fault = () => undefined;
    expect(rig.server.ledger.messages(chat.chatId)).toEqual([
      expect.objectContaining({ text: '/start' }),
      expect.objectContaining({ text: ru('welcome') }),
    ]);
  });

  test('has no further effect the second time, and under a message that was deleted', async () => {
    const chat = chatWith('en');
    await chat.say('/start');
    const { messageId = 0 } = chat.last() ?? {};
    await chat.press('l:ru');
    expect(await chat.press('l:ru', messageId)).toEqual([ru('language-set')]);
    const gone = rig.server.press(chat.chatId, 'l:en', { messageId });
    rig.server.ledger.delete(chat.chatId, messageId);
    await untilHandled();
    expect(gone).toEqual([en('language-set')]);
    expect(rig.server.ledger.messages(chat.chatId)).toHaveLength(1);
  });

  test('is answered after a failure of Telegram that passes', async () => {
    let failures = 0;
    rig.server.world.fault = ({ method }) =>
      method === 'answerCallbackQuery' && ++failures === 1 ? { status: 502 } : undefined;
    const chat = chatWith('ru');
    await chat.say('/start');
    expect(await chat.press('l:en')).toEqual([en('language-set')]);
  });

  test('changes no message of a group, even if its data is made up', async () => {
    const group = chatWith('en', '-101');
    rig.server.ledger.add('-101', { text: ru('how-to') });
    expect(await group.press('l:en')).toEqual([en('language-set')]);
    expect(group.last()?.text).toBe(ru('how-to'));
  });
});

describe('the first screen', () => {
  const drafts = async (chatId: string) =>
    ((await rig.query(`SELECT "content" FROM "Draft" WHERE "chatId" = '${chatId}'`)) as { rows: object[] }).rows;

  test('begins with an occasion, once for two taps, in its own place', async () => {
    const chat = chatWith('ru');
    await chat.say('/start');
    expect(chat.labels()).toEqual([
      ...['🎂 День рождения', '🎄 Новый год', '💍 Свадьба', '🙏 Спасибо', '✨ Другой повод'],
      ...['▶️ Пример', 'English'],
    ]);
    const { messageId } = chat.last() ?? {};
    await Promise.all([chat.press('w:o=wedding'), chat.press('w:o=wedding')]);
    expect(chat.last()).toMatchObject({ messageId, text: expect.stringMatching(/^Кому\?[\s\S]*Повод: свадьба/) });
    expect(await drafts(chat.chatId)).toHaveLength(1);
    await chat.say('Анна');
    expect(chat.last()).toMatchObject({ text: 'Анна' });
    expect(rig.server.ledger.find(chat.chatId, messageId as number)?.text).toMatch(/^Что сказать\?/);
  });

  test('shows an example, a real greeting, once for two taps', async () => {
    const chat = chatWith('en');
    await chat.say('/start');
    const { messageId = 0 } = chat.last() ?? {};
    await Promise.all([chat.press('w:ex'), chat.press('w:ex')]);
    const owner = { orderedBy: chat.chatId };
    const { videoJobs } = await rig.container.videoJobs.listOwn(owner, { skip: 0, limit: 9 });
    expect(videoJobs).toMatchObject([{ spec: { to: 'Anna', template: 'birthday', language: 'en' } }]);
    await expect.poll(() => chat.last()?.text).toContain('Anna');
    const { id = '' } = videoJobs[0] ?? {};
    const telegramFileId = rig.server.ledger.upload(Buffer.from(id));
    const run = { videoJobId: id, run: 1 };
    await rig.container.videoJobs.finish(run, { status: 'COMPLETED', videoKey: 'video/x.mp4', telegramFileId });
    await chat.press('w:ex', messageId);
    expect(chat.last()?.video?.fileId).toBe(telegramFileId);
    expect((await rig.container.videoJobs.listOwn(owner, { skip: 0, limit: 9 })).count).toBe(1);
  });
});

describe('a link to the bot', () => {
  test.each([
    ['new', /^Какой повод\?/],
    ['o_new-year', /^Кому\? [\s\S]*Повод: Новый год/],
    ['o_nothing', /^Привет!/],
    [`g_${'x'.repeat(22)}`, /^Привет!/],
    ['p_7fK2qX9aBcD', /^Привет!/],
    ['constructor', /^Привет!/],
  ])('with %s leads to its first question, or to the first screen', async (payload, text) => {
    const chat = chatWith('ru');
    expect(await chat.say(`/start ${payload}`)).toMatch(text);
  });

  test('to a greeting gives others its choices, and only its person the name and the words', async () => {
    const owner = chatWith('ru');
    const order = { to: 'Анна', text: 'Живи сто лет!', template: 'birthday', format: 'square', voice: 'ru-male' };
    const spec = await rig.container.takeIn(rig.container.checkOrder(order));
    const { videoJob } = await rig.container.videoJobs.create({ spec, chatId: '1', orderedBy: owner.chatId });
    const link = `/start g_${packId(videoJob.id)}`;
    const other = chatWith('ru');
    await other.say(link);
    expect(other.last()?.text).toBe('Кому? Напишите имя.\n\nПовод: день рождения\nГолос: мужской · Формат: квадрат');
    await owner.say(link);
    expect(owner.last()?.text).toMatch(/^🎬 Кому: Анна[\s\S]*Формат: квадрат\n\nЖиви сто лет!/);
  });

  test('is followed after the question about the language', async () => {
    const chat = chatWith('uk');
    await chat.say('/start o_wedding');
    expect(chat.labels()).toEqual(['Русский', 'English']);
    const { messageId } = chat.last() ?? {};
    await chat.press('l:ru');
    expect(chat.last()).toMatchObject({ messageId, text: expect.stringMatching(/^Кому\?[\s\S]*Повод: свадьба/) });
    await chat.say('Анна');
    expect(rig.server.ledger.find(chat.chatId, messageId as number)?.text).toMatch(/^Что сказать\?/);
  });
});
