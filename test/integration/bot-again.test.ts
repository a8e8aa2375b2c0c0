import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsIn } from '#root/telegram/texts.js';
import { createBotChat } from '../helpers/bot-chat.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';

const ru = textsIn('ru');
const [botId] = TOKEN.split(':');
let rig: BotRig;
let lastUpdate = 1_000_000;

beforeAll(async () => {
  rig = await createBotRig({ USER_OPEN_MAX: '2' });
  rig.startBot();
});

afterAll(() => rig.stop());

/** Lets the bot handle updates of a chat, as if it had died of them before. */
async function handle(chatId: string, contents: object[], deaths = 0): Promise<void> {
  for (const content of contents) await store(chatId, content, deaths);
  await expect.poll(() => rig.pending()).toBe(0);
}

async function store(chatId: string, content: object, deaths: number): Promise<void> {
  const update = JSON.stringify({ update_id: ++lastUpdate, ...content }).replaceAll("'", "''");
  await rig.query(`INSERT INTO "InboxUpdate" ("botId", "updateId", "chatId", "content", "deaths", "dueAt")
    VALUES ('${botId}', ${lastUpdate}, '${chatId}', '${update}', ${deaths}, now())`);
}

async function statusesIn(chatId: string): Promise<string[]> {
  const rows = await rig.container.videoJobs.list({ limit: 100 });
  return rows.flatMap((row) => (row.chatId === chatId ? `${row.spec?.to} ${row.status}` : [])).sort();
}

test('/cancel that is tapped twice, or handled again after the bot was killed, cancels one greeting', async () => {
  const chat = createBotChat(rig, '301');
  await chat.say('Анна: ура');
  await chat.say('Олег: ура');
  rig.server.say(chat.chatId, '/cancel');
  await chat.say('/cancel');
  const expected = ['Анна QUEUED', 'Олег CANCELLED'];
  expect(await statusesIn(chat.chatId)).toEqual(expected);
  const date = Math.floor(Date.now() / 1_000) - 5;
  const message = {
    ...{ message_id: 999, date, text: '/cancel', entities: [{ type: 'bot_command', offset: 0, length: 7 }] },
    chat: { id: 301, type: 'private', first_name: 'T' },
    from: { id: 301, is_bot: false, first_name: 'T', language_code: 'ru' },
  };
  await handle(chat.chatId, [{ message }], 1);
  expect(await statusesIn(chat.chatId)).toEqual(expected);
  expect(chat.messages().map(({ text }) => text)).not.toContain(ru('nothing-to-cancel'));
});

test('a cancelled greeting is not made after all while the person waits for as many as are allowed', async () => {
  const chat = createBotChat(rig, '302');
  await chat.say('Анна: ура');
  await expect.poll(() => chat.messages().some(({ buttons }) => buttons !== undefined)).toBe(true);
  await chat.press(':x');
  await expect.poll(() => chat.labels()).toContain(ru('undo'));
  const undo = chat
    .messages()
    .flatMap(({ buttons = [] }) => buttons.map(({ data = '' }) => data))
    .find((data) => data.endsWith(':u'));
  await chat.say('Олег: ура');
  await chat.say('Вика: ура');
  expect(await chat.press(undo ?? '')).toEqual([ru('limit-open', { openMax: 2 })]);
  expect(await statusesIn(chat.chatId)).toEqual(['Анна CANCELLED', 'Вика QUEUED', 'Олег QUEUED']);
});

test('posts of a channel, and changes of it, get no answer', async () => {
  const chat = { id: -100_500, type: 'channel', title: 'News' };
  const from = { id: 303, is_bot: false, first_name: 'T' };
  const post = { message_id: 5, date: 1, chat, sender_chat: chat, text: 'Анна: С днём рождения!' };
  const bot = { id: 1, is_bot: true, first_name: 'Zdravitsa' };
  const member = (before: string, now: string) => ({
    ...{ chat, from, date: 1 },
    old_chat_member: { status: before, user: bot },
    new_chat_member: { status: now, user: bot },
  });
  const calls = rig.server.ledger.calls.length;
  await handle('-100500', [
    { my_chat_member: member('left', 'administrator') },
    { channel_post: post },
    { channel_post: { ...post, text: '/start' } },
    { edited_channel_post: { ...post, edit_date: 2 } },
    { message: { ...post, is_automatic_forward: true, chat: { ...chat, type: 'supergroup' } } },
    { my_chat_member: member('administrator', 'left') },
  ]);
  expect(rig.server.ledger.calls.slice(calls).filter(({ chatId }) => chatId === '-100500')).toEqual([]);
  const { rows } = await rig.query(`SELECT sum("failures")::int AS "failures", sum("deaths")::int AS "deaths"
    FROM "InboxUpdate" WHERE "updateId" > ${lastUpdate - 6}`);
  expect(rows).toEqual([{ failures: 0, deaths: 0 }]);
  expect(await statusesIn('-100500')).toEqual([]);
});
