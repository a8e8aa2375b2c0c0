import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from 'grammy';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPolling } from '#root/bot/sources/polling.js';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import { createRandom } from '../chaos/random.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { tone } from '../helpers/wav.js';
import { wrongUpdate } from '../helpers/wrong-updates.js';

let rig: BotRig;

let stopBot: () => Promise<void>;
let chats = 100;
// Each test has its own.
let chat: string;
let group: string;
/** The group after it has become a supergroup. */
let supergroup: string;

beforeAll(async () => {
  rig = await createBotRig({ USER_OPEN_MAX: '100' });
  stopBot = rig.startBot();
});

beforeEach(() => {
  chat = String(++chats);
  group = `-${chat}`;
  supergroup = `-100${chat}`;
});

afterEach(async () => {
  rig.server.world.fault = () => undefined;
  // The same persons order in many tests.
  await rig.query(`UPDATE "Person" SET "burst" = 0`);
});

afterAll(() => rig.stop());

async function ordered() {
  const rows = await rig.container.videoJobs.list({ limit: 100 });
  return rows.filter(({ chatId }) => [chat, group, supergroup].includes(chatId ?? ''));
}
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
const textsIn = (chatId: string) => rig.server.ledger.messages(chatId).map(({ text }) => text);
const command = { text: '/cancel', entities: [{ type: 'bot_command', offset: 0, length: 7 }] };
const from = (id: number) => ({ from: { id, is_bot: false, first_name: 'Test', language_code: 'ru' } });

test('an order is kept while Telegram takes no messages, and is followed afterwards', async () => {
  rig.server.world.fault = ({ method }) => (method === 'sendMessage' ? { status: 502 } : undefined);
  rig.server.say(chat, 'Анна: ура');
  await expect.poll(ordered).toEqual([expect.objectContaining({ orderedBy: chat })]);
  await untilHandled();
  rig.server.world.fault = () => undefined;
  await expect.poll(() => textsIn(chat)).toHaveLength(2);
});

test("a file on the disk of one's own Bot API server is read there", async () => {
  const path = join(rig.dir, 'voice.wav');
  await writeFile(path, tone());
  rig.server.send(chat, { voice: { file_id: path }, caption: 'Анна: ура' });
  await expect.poll(ordered).toEqual([expect.objectContaining({ spec: expect.objectContaining({ to: 'Анна' }) })]);
});

describe('in a group', () => {
  beforeEach(async () => {
    rig.server.send(group, {
      text: '@zdravitsa_bot Анна: ура',
      ...from(11),
      message_thread_id: 5,
      is_topic_message: true,
    });
    await expect.poll(ordered).toHaveLength(1);
    await untilHandled();
  });
  const statuses = async () => (await ordered()).map(({ status }) => status);

  test('an order and its status message keep their topic', async () => {
    expect(await ordered()).toEqual([expect.objectContaining({ messageThreadId: 5, orderedBy: '11' })]);
    await expect.poll(() => textsIn(group)).toHaveLength(2);
    expect(rig.server.ledger.messages(group).at(-1)).toMatchObject({ topic: 5 });
  });

  test.each([
    ['the person who ordered', () => from(11), true],
    ['another person', () => from(12), false],
    ['an admin', () => from(13), true],
    [
      'an anonymous admin',
      () => ({ ...from(1087968824), sender_chat: { id: Number(group), type: 'supergroup' } }),
      true,
    ],
    ['a channel', () => ({ ...from(136817688), sender_chat: { id: -9, type: 'channel' } }), false],
  ])('/cancel by %s is decided by who ordered', async (_, sender, may) => {
    rig.server.world.admins.add(13);
    rig.server.send(group, { ...command, ...sender() });
    await expect.poll(() => textsIn(group).at(-1)).toContain(may ? 'Отменено: Анна' : 'тот, кто его заказал');
    expect((await statuses()).includes('CANCELLED')).toBe(may);
  });

  test('that becomes a supergroup, its greetings follow', async () => {
    rig.server.send(group, { migrate_to_chat_id: Number(supergroup) });
    await untilHandled();
    expect(await ordered()).toEqual([expect.objectContaining({ chatId: supergroup, orderMessageId: null })]);
  });
});

describe('in a group that has just become a supergroup', () => {
  beforeEach(() => {
    rig.server.world.fault = ({ method, chatId }) =>
      chatId === group && method.startsWith('send')
        ? {
            status: 400,
            description: 'Bad Request: group chat was upgraded to a supergroup chat',
            movedTo: Number(supergroup),
          }
        : undefined;
  });

  test('an order is answered there, and delivered there', async () => {
    rig.server.send(group, { text: '@zdravitsa_bot Анна: ура', ...from(11) });
    await expect.poll(() => textsIn(supergroup)).toEqual([expect.stringContaining('⏳ Анна')]);
    await untilHandled();
    expect(await ordered()).toEqual([expect.objectContaining({ chatId: supergroup, status: 'QUEUED' })]);
  });

  test('a question is asked there', async () => {
    rig.server.send(group, { voice: { file_id: 'x' }, caption: '@zdravitsa_bot', ...from(11) });
    await expect.poll(() => textsIn(supergroup)).toEqual([expect.stringContaining('Кого поздравляем')]);
  });
});

describe('in a topic of a forum, an answer goes to the topic', () => {
  const inTopic = { message_thread_id: 5, is_topic_message: true, ...from(11) };

  test.each([
    ['of what is wrong', { text: '@zdravitsa_bot Анна:' }, 'Что пожелать'],
    ['to a command', command, 'отменять нечего'],
    ['of a wrong file', { voice: { file_id: 'unknown' }, caption: '@zdravitsa_bot Анна: ура' }, 'не открывается'],
  ])('%s', async (_, content, answer) => {
    const fileId = rig.server.addFile(Buffer.from('hello'));
    const voice = 'voice' in content ? { voice: { file_id: fileId } } : {};
    rig.server.send(group, { ...content, ...voice, ...inTopic });
    await expect.poll(() => textsIn(group).at(-1)).toContain(answer);
    expect(rig.server.ledger.messages(group).at(-1)).toMatchObject({ topic: 5 });
  });
});

describe('what is no proper update', () => {
  test('is passed by, and those beside it are handled', async () => {
    for (const given of [null, 5, {}, { update_id: 'x' }, { update_id: -1 }]) rig.server.serve(given);
    rig.server.say(chat, '/start');
    await expect.poll(() => textsIn(chat)).toHaveLength(2);
  });

  test('is answered or passed by, and the bot goes on, wherever an update is wrong', async () => {
    const random = createRandom(1);
    const fileId = rig.server.addFile(Buffer.from('no picture'));
    for (let id = 10_000; id < 10_120; id++) rig.server.serve(wrongUpdate(random, id, fileId));
    rig.server.say(chat, '/start');
    await expect.poll(() => textsIn(chat)).toHaveLength(2);
    await untilHandled();
  });
});

describe('while another process polls', () => {
  test('the bot waits for it to stop', async () => {
    await stopBot();
    rig.server.world.isPolledElsewhere = true;
    stopBot = rig.startBot();
    rig.server.say(chat, '/start');
    await expect.poll(() => rig.server.conflicts()).toBeGreaterThan(1);
    rig.server.world.isPolledElsewhere = false;
    await untilHandled();
  });

  test('the bot stops at last, and says why', async () => {
    await stopBot();
    rig.server.world.isPolledElsewhere = true;
    const api = new Api(TOKEN, { apiRoot: rig.server.apiRoot });
    const lock = createAdvisoryLock({ databaseUrl: rig.container.config.databaseUrl, id: -1, logger });
    const { signal } = new AbortController();
    const running = createPolling({ api, lock, logger, conflictMs: 500 }).run(async () => {}, signal);
    await expect(running).rejects.toMatchObject({
      name: 'SetupError',
      code: 'TELEGRAM_CONFLICT',
    });
  });
});
