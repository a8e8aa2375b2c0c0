import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Api } from 'grammy';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPolling } from '#root/bot/sources/polling.js';
import { createAdvisoryLock } from '#root/db/advisory-lock.js';
import type { Fault } from '../helpers/bot-api/server.js';
import { type BotRig, createBotRig, TOKEN } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { once } from '../helpers/telegram-chat.js';
import { tone } from '../helpers/wav.js';

let rig: BotRig;

beforeEach(async () => {
  rig = await createBotRig();
});

afterEach(() => rig.stop());

const GROUP = '-7';
const ordered = () => rig.container.videoJobs.list({ limit: 10 });
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
const textsIn = (chatId: string) => rig.server.ledger.messages(chatId).map(({ text }) => text);
const command = { text: '/cancel', entities: [{ type: 'bot_command', offset: 0, length: 7 }] };
const from = (id: number) => ({ from: { id, is_bot: false, first_name: 'Test', language_code: 'ru' } });

describe('an order is kept', () => {
  const faults: Fault[] = [{ status: 429, retryAfter: 1 }, { status: 502 }, 'drop-before', 'drop-after'];
  const cases = ['sendMessage', 'getFile'].flatMap((method) => faults.map((fault) => [method, fault] as const));

  test.each(cases)('if %s fails with %j', async (method, fault) => {
    rig.startBot();
    rig.server.world.fault = once(method, fault);
    rig.server.send('7', { voice: { file_id: rig.server.addFile(tone()) }, caption: 'Анна: ура' });
    await expect.poll(() => textsIn('7').some((text) => text?.includes('⏳ Анна'))).toBe(true);
    await untilHandled();
    expect(await ordered()).toHaveLength(1);
  });

  test('while Telegram takes no messages, and is followed afterwards', async () => {
    rig.startBot();
    rig.server.world.fault = ({ method }) => (method === 'sendMessage' ? { status: 502 } : undefined);
    rig.server.say('7', 'Анна: ура');
    await expect.poll(ordered).toEqual([expect.objectContaining({ orderedBy: '7' })]);
    await untilHandled();
    rig.server.world.fault = () => undefined;
    await expect.poll(() => textsIn('7')).toHaveLength(2);
  });
});

test("a file on the disk of one's own Bot API server is read there", async () => {
  rig.startBot();
  const path = join(rig.dir, 'voice.wav');
  await writeFile(path, tone());
  rig.server.send('7', { voice: { file_id: path }, caption: 'Анна: ура' });
  await expect.poll(ordered).toEqual([expect.objectContaining({ spec: expect.objectContaining({ to: 'Анна' }) })]);
});

describe('in a group', () => {
  beforeEach(async () => {
    rig.startBot();
    rig.server.send(GROUP, {
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
    await expect.poll(() => textsIn(GROUP)).toHaveLength(2);
    expect(rig.server.ledger.messages(GROUP).at(-1)).toMatchObject({ topic: 5 });
  });

  test.each([
    ['the person who ordered', from(11), true],
    ['another person', from(12), false],
    ['an admin', from(13), true],
    ['an anonymous admin', { ...from(1087968824), sender_chat: { id: Number(GROUP), type: 'supergroup' } }, true],
    ['a channel', { ...from(136817688), sender_chat: { id: -9, type: 'channel' } }, false],
  ])('/cancel by %s is decided by who ordered', async (_, sender, may) => {
    rig.server.world.admins.add(13);
    rig.server.send(GROUP, { ...command, ...sender });
    await expect.poll(() => textsIn(GROUP).at(-1)).toContain(may ? 'Отменено: Анна' : 'тот, кто его заказал');
    expect((await statuses()).includes('CANCELLED')).toBe(may);
  });

  test('that becomes a supergroup, its greetings follow', async () => {
    rig.server.send(GROUP, { migrate_to_chat_id: -1007 });
    await untilHandled();
    expect(await ordered()).toEqual([expect.objectContaining({ chatId: '-1007', orderMessageId: null })]);
  });
});

describe('in a group that has just become a supergroup', () => {
  const NEW = '-1007';
  beforeEach(() => {
    rig.server.world.fault = ({ method, chatId }) =>
      chatId === GROUP && method.startsWith('send')
        ? {
            status: 400,
            description: 'Bad Request: group chat was upgraded to a supergroup chat',
            movedTo: Number(NEW),
          }
        : undefined;
    rig.startBot();
  });

  test('an order is answered there, and delivered there', async () => {
    rig.server.send(GROUP, { text: '@zdravitsa_bot Анна: ура', ...from(11) });
    await expect.poll(() => textsIn(NEW)).toEqual([expect.stringContaining('⏳ Анна')]);
    await untilHandled();
    expect(await ordered()).toEqual([expect.objectContaining({ chatId: NEW, status: 'QUEUED' })]);
  });

  test('a question is asked there', async () => {
    rig.server.send(GROUP, { voice: { file_id: 'x' }, caption: '@zdravitsa_bot', ...from(11) });
    await expect.poll(() => textsIn(NEW)).toEqual([expect.stringContaining('Кого поздравляем')]);
  });
});

describe('in a topic of a forum, an answer goes to the topic', () => {
  const inTopic = { message_thread_id: 5, is_topic_message: true, ...from(11) };

  test.each([
    ['of what is wrong', { text: '@zdravitsa_bot Анна:' }, 'Что пожелать'],
    ['to a command', command, 'отменять нечего'],
    ['of a wrong file', { voice: { file_id: 'unknown' }, caption: '@zdravitsa_bot Анна: ура' }, 'не открывается'],
  ])('%s', async (_, content, answer) => {
    rig.startBot();
    const fileId = rig.server.addFile(Buffer.from('hello'));
    const voice = 'voice' in content ? { voice: { file_id: fileId } } : {};
    rig.server.send(GROUP, { ...content, ...voice, ...inTopic });
    await expect.poll(() => textsIn(GROUP).at(-1)).toContain(answer);
    expect(rig.server.ledger.messages(GROUP).at(-1)).toMatchObject({ topic: 5 });
  });
});

describe('while another process polls', () => {
  test('the bot waits for it to stop', async () => {
    rig.server.world.isPolledElsewhere = true;
    rig.startBot();
    rig.server.say('7', '/start');
    await expect.poll(() => rig.server.conflicts()).toBeGreaterThan(1);
    rig.server.world.isPolledElsewhere = false;
    await untilHandled();
  });

  test('the bot stops at last, and says why', async () => {
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
