import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsIn } from '#root/telegram/texts.js';
import { createBotChat } from '../helpers/bot-chat.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;
let lastChat = 100;

beforeAll(async () => {
  rig = await createBotRig();
  rig.startBot();
});

afterAll(() => rig.stop());

const ru = textsIn('ru');
const newGroup = () => createBotChat(rig, `-${lastChat++}`);
const ordersIn = async (chatId: string) =>
  (await rig.container.videoJobs.list({ limit: 100 })).filter((videoJob) => videoJob.chatId === chatId);
const specsIn = async (chatId: string) => (await ordersIn(chatId)).map(({ spec }) => spec);
const from = (id: number) => ({ from: { id, is_bot: false, first_name: 'Test', language_code: 'ru' } });

describe('/greet in a group', () => {
  test.each(['/greet Анна: ура', '/greet@zdravitsa_bot Анна: ура', '/GREET  Анна: ура'])(
    'orders by %s, with one answer',
    async (text) => {
      const group = newGroup();
      await group.say(text);
      expect(await specsIn(group.chatId)).toEqual([expect.objectContaining({ to: 'Анна', text: 'Ура' })]);
      await expect.poll(() => group.messages()).toHaveLength(2);
    },
  );

  test.each([
    ['/greet Анна', { text: 'С днём рождения!' }, { to: 'Анна', text: 'С днём рождения!' }],
    ['/greet', { text: 'Анна: С днём рождения!' }, { to: 'Анна', text: 'С днём рождения!' }],
    ['/greet Анна: ура', { text: 'Что-то о другом' }, { to: 'Анна', text: 'Ура' }],
  ])('takes with %s the words of the message %j that it answers', async (text, answered, spec) => {
    const group = newGroup();
    await group.send({ text, reply_to_message: { message_id: 1, chat: { id: 1 }, ...from(5), ...answered } });
    expect(await specsIn(group.chatId)).toEqual([expect.objectContaining(spec)]);
  });

  test('takes the voice message that it answers', async () => {
    const group = newGroup();
    const voice = { file_id: rig.server.addFile(tone()), duration: 1 };
    await group.send({ text: '/greet Анна:', reply_to_message: { message_id: 1, chat: { id: 1 }, ...from(5), voice } });
    expect(await specsIn(group.chatId)).toEqual([expect.objectContaining({ recording: expect.anything() })]);
  });

  test('asks for what is missing in one message, which leads to the private chat', async () => {
    const group = newGroup();
    await group.send({ text: '/greet Анна', ...from(500) });
    expect(group.last()?.text).toContain(ru('answer-here'));
    // The answer needs none.
    expect(group.last()?.text).not.toContain('двоеточ');
    const [button] = group.last()?.buttons ?? [];
    const [, payload] = /^https:\/\/t\.me\/zdravitsa_bot\?start=(.+)$/.exec(button?.url ?? '') ?? [];
    const [person, stranger] = [createBotChat(rig, '500'), createBotChat(rig, '501')];
    expect(await person.say(`/start ${payload}`)).toContain('🎬 Кому: Анна');
    expect(await stranger.say(`/start ${payload}`)).toBe(ru('welcome'));
    await group.send({
      text: 'С днём рождения!',
      ...from(500),
      reply_to_message: { message_id: group.last()?.messageId, chat: { id: 1 }, from: { id: 1, is_bot: true } },
    });
    expect(await specsIn(group.chatId)).toEqual([expect.objectContaining({ to: 'Анна' })]);
  });

  test.each([
    ['/greet Лене: с др!', 'Лена', 'Лёня'],
    ['@zdravitsa_bot с днём рождения, муж!', 'Муж', 'Саша'],
    ['/greet Лене: с др!', 'Лена', 'Лена'],
  ])('asks by %s for a name in doubt, %s, and is answered by %s', async (text, name, answer) => {
    const group = newGroup();
    await group.send({ text, ...from(500) });
    expect(await specsIn(group.chatId)).toEqual([]);
    expect(group.last()?.text).toContain(ru('ask-sure-name', { name }));
    const reply_to_message = { message_id: group.last()?.messageId, chat: { id: 1 }, from: { id: 1, is_bot: true } };
    await group.send({ text: answer, ...from(500), reply_to_message });
    expect(await specsIn(group.chatId)).toEqual([expect.objectContaining({ to: answer })]);
  });

  test('asks for the name of whom the same shall be made if it is in doubt', async () => {
    const group = newGroup();
    await group.send({ text: '/greet Анна: ура', ...from(500) });
    await group.send({ text: '@zdravitsa_bot то же Лене', ...from(500) });
    expect(await specsIn(group.chatId)).toEqual([expect.objectContaining({ to: 'Анна' })]);
    await expect.poll(() => group.last()?.text).toContain(ru('ask-sure-name', { name: 'Лена' }));
  });

  test('speaks Russian to an anonymous admin who writes it', async () => {
    const group = newGroup();
    const sender_chat = { id: Number(group.chatId), type: 'supergroup', title: 'Test' };
    const bot = { id: 1_087_968_824, is_bot: true, first_name: 'Group' };
    await group.send({ text: '/greet Анна: ура', from: bot, sender_chat });
    expect(await ordersIn(group.chatId)).toEqual([
      expect.objectContaining({ orderedBy: group.chatId, chatLanguage: 'ru' }),
    ]);
    const entities = [{ type: 'bot_command', offset: 0, length: 7 }];
    await group.send({ text: '/cancel', entities, from: bot, sender_chat });
    await expect.poll(() => group.last()?.text).toBe(ru('cancelled', { name: 'Анна' }));
  });

  test('and a bare mention, if it arrives, are answered by how to order', async () => {
    for (const text of ['/greet', '@zdravitsa_bot', '@zdravitsa_bot как дела?']) {
      const group = newGroup();
      await group.send({ text });
      expect(group.last()?.text).toBe(ru('in-group'));
    }
  });
});

test.each([
  { text: 'Классное видео!', reply_to_message: { message_id: 1, from: { id: 1 }, chat: { id: 1 } } },
  { sticker: { file_id: 'x' }, reply_to_message: { message_id: 1, from: { id: 1 }, chat: { id: 1 } } },
  { text: '@zdravitsa_bot Анна: ура', is_automatic_forward: true, sender_chat: { id: -9, type: 'channel' } },
  { text: '/settings' },
  { text: '/forget' },
])('%j in a group gets no answer', async (content) => {
  const group = newGroup();
  await group.send(content);
  expect(group.messages()).toHaveLength(1);
});

describe('a chat that the bot was', () => {
  test('added to is told how to order, and a channel is not', async () => {
    const group = newGroup();
    rig.server.changeMembership(group.chatId, 'left', 'member');
    rig.server.changeMembership(group.chatId, 'member', 'administrator');
    await group.untilHandled();
    expect(group.messages().map(({ text }) => text)).toEqual([ru('added-to-group')]);
  });

  test.each(['-700', '700'])(
    'removed from, here %s, has no open greeting, and no message is touched',
    async (chatId) => {
      const chat = createBotChat(rig, chatId);
      await chat.say('/greet Анна: ура');
      await expect.poll(() => chat.messages()).toHaveLength(2);
      const before = [...chat.messages()];
      const edits = () => rig.server.ledger.calls.filter((call) => call.chatId === chatId).length;
      const calls = edits();
      rig.server.changeMembership(chatId, 'member', 'kicked');
      await chat.untilHandled();
      expect(await ordersIn(chatId)).toEqual([
        expect.objectContaining({ status: 'CANCELLED', errorCode: 'TELEGRAM_BLOCKED' }),
      ]);
      expect(chat.messages()).toEqual(before);
      expect(edits()).toBe(calls);
    },
  );
});

test.each([
  ['мои видео', /Пока пусто/],
  ['открой настройки', /^⚙️/],
  ['поменяй язык', /На каком языке/],
  ['хочу ещё одно', /^Какой повод/],
  ['удали мои данные', /^Удалить имена/],
])('"%s" does what the command does', async (words, text) => {
  expect(await createBotChat(rig, `79${words.length}`).say(words)).toMatch(text);
});

test('small talk never gets the same text twice in a row, and the second time the first screen', async () => {
  const chat = createBotChat(rig, '800');
  expect(await chat.say('в 10')).toBe(ru('how-to'));
  expect(await chat.say('https://example.com')).toBe(ru('welcome'));
  expect(chat.labels()).toContain('English');
  expect(await chat.say('как дела?')).toBe(ru('how-to'));
  expect(await chat.say('/nothing')).toBe(ru('unknown-command'));
  expect(await chat.say('/nothing')).toBe(ru('welcome'));
  expect((await chat.send({ sticker: { file_id: 'x' } }))?.reaction).toBe('❤');
});

test.each([
  ['как это работает?', 'help'],
  ['сколько это стоит?', 'answer-price'],
  ['а можно сделать другой голос?', 'answer-changes'],
  ['сделай квадратное', 'answer-changes'],
  ['видео не пришло', 'answer-trouble'],
  ['почему так долго?', 'answer-trouble'],
  ['ударение не то', 'answer-changes'],
  ['как отправить его другу?', 'answer-sharing'],
  ['как отправить тебе голосовые?', 'help'],
  ['привет', 'welcome'],
] as const)('"%s" is answered, and the second time with something else', async (question, key) => {
  const chat = createBotChat(rig, `81${question.length}`);
  const values = { photosMax: 6, namesMax: 50, dailyMax: 30 };
  expect(await chat.say(question)).toBe(ru(key as 'help', values));
  expect(await chat.say(question)).toBe(ru(key === 'welcome' ? 'how-to' : 'welcome'));
});
