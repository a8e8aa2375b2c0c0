import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { StepName } from '#root/queue/definitions/index.js';
import { workerConnection } from '#root/redis/connection.js';
import { textsIn } from '#root/telegram/texts.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

let rig: BotRig;
let stopBot: () => Promise<void>;

beforeAll(async () => {
  rig = await createBotRig();
  stopBot = rig.startBot();
  // Both share the chats.
  rig.startBot();
});

afterAll(() => rig.stop());

const ru = textsIn('ru');
let chats = 100;
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);

/** A chat of its own, with what is in it. */
function newChat(chatId = String(++chats)) {
  const { server, container } = rig;
  const messages = () => server.ledger.messages(chatId);
  const said = new Set<number>();
  const own = () => messages().filter(({ messageId }) => !said.has(messageId));
  const chat = {
    chatId,
    /** Texts of the bot's messages. */
    texts: () => own().map(({ text }) => text),
    buttons: () => own().flatMap(({ buttons = [] }) => buttons.map(({ text }) => text)),
    say: (text: string) => said.add(server.say(chatId, text)),
    send: (content: object) => said.add((server.send(chatId, content) as { message_id: number }).message_id),
    /** Presses the button with this text. */
    press(label: string, options = {}) {
      const data = messages()
        .flatMap(({ buttons = [] }) => buttons)
        .findLast(({ text }) => text === label)?.data;
      return server.press(chatId, data ?? `no button ${label}`, options);
    },
    async order(name: string): Promise<VideoJob> {
      chat.say(`${name}: ура`);
      const find = async () => (await chat.rows()).find(({ spec }) => spec?.to === name);
      await expect.poll(find).toBeDefined();
      return (await find()) as VideoJob;
    },
    rows: async () => (await container.videoJobs.list({ limit: 1_000 })).filter((row) => row.chatId === chatId),
    async begin({ id }: VideoJob, step: StepName) {
      const { run = 1 } = (await container.videoJobs.find(id)) ?? {};
      await container.videoJobs.beginStep({ videoJobId: id, run }, step);
    },
    async end({ id }: VideoJob) {
      const { run = 1 } = (await container.videoJobs.find(id)) ?? {};
      const failure = { step: 'montage', code: 'X', message: 'made to fail' };
      await container.videoJobs.finish({ videoJobId: id, run }, { status: 'FAILED', failure });
    },
  };
  return chat;
}

/** Reports the progress of a greeting's video in percent, as a worker does. */
async function drawn({ id }: VideoJob, percent: number): Promise<void> {
  const { redis, queues } = rig.container.config;
  const queue = new Queue('montage', { prefix: queues.prefix, connection: workerConnection(redis) });
  const find = () => queue.getJob(`${id}-1-montage`);
  await expect.poll(find).toBeDefined();
  await (await find())?.updateProgress(percent);
  await queue.close();
}

describe('the status message', () => {
  test('shows each step of an order, and is removed at the end', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await expect.poll(chat.texts).toEqual([expect.stringMatching(/^⏳ Анна — \d+-й в очереди$/)]);
    expect(chat.buttons()).toEqual(['✖️ Анна']);
    await drawn(anna, 60);
    for (const [step, text] of [
      ['tts', '🎬 Анна — озвучиваю'],
      ['montage', '🎬 Анна — собираю видео 60 %'],
      ['deliver', '🎬 Анна — отправляю'],
    ] as const) {
      await chat.begin(anna, step);
      await expect.poll(chat.texts).toEqual([text]);
    }
    await chat.end(anna);
    await expect.poll(chat.texts).toEqual([]);
    expect(await rig.container.statuses.idsUnder('1', chat.chatId, 0)).toEqual([]);
  });

  test('is one for all orders of a chat, below the last one', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await chat.begin(anna, 'tts');
    await expect.poll(chat.texts).toEqual(['🎬 Анна — озвучиваю']);
    const oleg = await chat.order('Олег');
    await expect.poll(chat.texts).toEqual([expect.stringMatching(/^🎬 Анна — озвучиваю\n⏳ Олег — \d+-й в очереди$/)]);
    expect(chat.buttons()).toEqual(['✖️ Анна', '✖️ Олег', '✖️ Отменить все']);
    const last = rig.server.ledger.messages(chat.chatId).at(-1);
    expect(last?.text).toBe(chat.texts()[0]);
    await chat.end(anna);
    await expect.poll(chat.texts).toEqual([expect.stringMatching(/^⏳ Олег/)]);
    expect(rig.server.ledger.messages(chat.chatId).at(-1)?.messageId).toBe(last?.messageId);
    await chat.end(oleg);
    await expect.poll(chat.texts).toEqual([]);
  });

  test('takes the place of the card whose greeting was ordered', async () => {
    const chat = newChat();
    chat.say('Маме на юбилей');
    await expect.poll(chat.buttons).toContain('Коротко');
    chat.press('Коротко');
    await expect.poll(chat.buttons).toContain('✅ Сделать');
    const card = rig.server.ledger.messages(chat.chatId).at(-1)?.messageId;
    chat.press('✅ Сделать');
    await expect.poll(chat.texts).toEqual([expect.stringMatching(/^⏳ Мама/)]);
    expect(rig.server.ledger.messages(chat.chatId).at(-1)?.messageId).toBe(card);
    const [mother] = await chat.rows();
    expect(mother?.orderMessageId).toBe(rig.server.ledger.messages(chat.chatId)[0]?.messageId);
    await chat.end(mother as VideoJob);
    await expect.poll(chat.texts).toEqual([]);
  });

  test('says once that it takes long', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await expect.poll(chat.texts).toHaveLength(1);
    await rig.query(`UPDATE "VideoJob" SET "statusAt" = now() - interval '2 minutes' WHERE "id" = '${anna.id}'`);
    await chat.begin(anna, 'tts');
    await expect.poll(chat.texts).toEqual([`🎬 Анна — озвучиваю\n\n${ru('status-slow')}`]);
    await chat.begin(anna, 'montage');
    await expect.poll(chat.texts).toEqual([`🎬 Анна — собираю видео\n\n${ru('status-slow')}`]);
    await chat.end(anna);
  });

  test('is not sent again if a person deletes it, until there is another order', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await expect.poll(chat.texts).toHaveLength(1);
    rig.server.ledger.delete(chat.chatId, rig.server.ledger.messages(chat.chatId).at(-1)?.messageId ?? 0);
    await chat.begin(anna, 'tts');
    const seen = () => rig.query(`SELECT FROM "ChatStatus" WHERE "chatId" = '${chat.chatId}' AND "messageId" IS NULL`);
    await expect.poll(seen).toMatchObject({ rowCount: 1 });
    expect(chat.texts()).toEqual([]);
    const oleg = await chat.order('Олег');
    await expect.poll(chat.texts).toEqual([expect.stringContaining('⏳ Олег')]);
    for (const each of [anna, oleg]) await chat.end(each);
  });

  test('of a bot that stops is continued by another', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await expect.poll(chat.texts).toHaveLength(1);
    await stopBot();
    await chat.begin(anna, 'tts');
    await expect.poll(chat.texts).toEqual(['🎬 Анна — озвучиваю']);
    stopBot = rig.startBot();
    await chat.end(anna);
    await expect.poll(chat.texts).toEqual([]);
  });
});

describe('a button of the status message', () => {
  test('cancels an order, and brings it back, once', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await expect.poll(chat.buttons).toEqual(['✖️ Анна']);
    chat.press('✖️ Анна');
    await expect.poll(chat.texts).toEqual(['Отменено: Анна']);
    expect(chat.buttons()).toEqual(['↩️ Вернуть']);
    expect(await chat.rows()).toEqual([expect.objectContaining({ status: 'CANCELLED', run: 1 })]);
    const { messageId = 0 } = rig.server.ledger.messages(chat.chatId).at(-1) ?? {};
    const again = rig.server.press(chat.chatId, 'g:*:x', { messageId });
    await untilHandled();
    expect(again).toEqual([ru('order-ended')]);

    const data = rig.server.ledger.messages(chat.chatId).at(-1)?.buttons?.[0]?.data ?? '';
    const presses = [1, 2].map(() => rig.server.press(chat.chatId, data, { messageId }));
    await untilHandled();
    expect(presses).toEqual([[''], [ru('card-ordered')]]);
    await expect.poll(chat.texts).toEqual([expect.stringMatching(/^⏳ Анна/)]);
    expect(await chat.rows()).toEqual([expect.objectContaining({ status: 'QUEUED', run: 2 })]);
    await chat.end(anna);
    await expect.poll(chat.texts).toEqual([]);
    const late = rig.server.press(chat.chatId, data);
    await untilHandled();
    expect(late).toEqual([ru('order-ended')]);
  });

  test('cancels all orders, which can be brought back for some minutes', async () => {
    const chat = newChat();
    for (const name of ['Анна', 'Олег']) await chat.order(name);
    await expect.poll(chat.buttons).toContain('✖️ Отменить все');
    chat.press('✖️ Отменить все');
    await expect.poll(chat.texts).toEqual(['Отменено: Анна\nОтменено: Олег']);
    expect(chat.buttons()).toEqual(['↩️ Анна', '↩️ Олег', '↩️ Вернуть все']);
    chat.press('↩️ Вернуть все');
    await expect.poll(chat.buttons).toContain('✖️ Отменить все');
    chat.press('✖️ Отменить все');
    await expect.poll(chat.buttons).toContain('↩️ Вернуть все');
    await rig.query(
      `UPDATE "VideoJob" SET "finishedAt" = now() - interval '5 minutes' WHERE "chatId" = '${chat.chatId}'`,
    );
    await rig.query(`UPDATE "ChatStatus" SET "dueAt" = now(), "pausedUntil" = now() WHERE "chatId" = '${chat.chatId}'`);
    await expect.poll(chat.texts).toEqual([]);
  });

  test('in a group is for who ordered, and for admins', async () => {
    const chat = newChat(`-${++chats}`);
    const from = (id: number) => ({ from: { id, is_bot: false, first_name: 'Test', language_code: 'ru' } });
    for (const [id, name] of [
      [11, 'Анна'],
      [12, 'Олег'],
    ] as const) {
      chat.send({ text: `@zdravitsa_bot ${name}: ура`, ...from(id), message_thread_id: 5, is_topic_message: true });
    }
    await expect.poll(chat.buttons).toEqual(['✖️ Анна', '✖️ Олег', '✖️ Отменить все']);
    expect(rig.server.ledger.messages(chat.chatId).at(-1)).toMatchObject({ topic: 5 });
    const statuses = async () => (await chat.rows()).map(({ spec, status }) => `${spec?.to} ${status}`).sort();
    const foreign = chat.press('✖️ Анна', { userId: 13 });
    await untilHandled();
    expect(foreign).toEqual([ru('not-yours')]);
    // All of one's own.
    chat.press('✖️ Отменить все', { userId: 12 });
    await untilHandled();
    expect(await statuses()).toEqual(['Анна QUEUED', 'Олег CANCELLED']);
    rig.server.world.admins.add(13);
    chat.press('✖️ Анна', { userId: 13 });
    await untilHandled();
    expect(await statuses()).toEqual(['Анна CANCELLED', 'Олег CANCELLED']);
  });

  test('of another chat does nothing', async () => {
    const chat = newChat();
    const anna = await chat.order('Анна');
    await expect.poll(chat.buttons).toEqual(['✖️ Анна']);
    const data = rig.server.ledger.messages(chat.chatId).at(-1)?.buttons?.[0]?.data ?? '';
    const toast = rig.server.press(newChat().chatId, data);
    await untilHandled();
    expect(toast).toEqual([ru('not-yours')]);
    expect(await chat.rows()).toEqual([expect.objectContaining({ status: 'QUEUED' })]);
    await chat.end(anna);
  });
});

test('/cancel shows below it what was cancelled', async () => {
  const chat = newChat();
  await chat.order('Анна');
  await expect.poll(chat.texts).toHaveLength(1);
  chat.say('/cancel');
  await expect.poll(() => rig.server.ledger.messages(chat.chatId).at(-1)?.text).toBe('Отменено: Анна');
  await expect.poll(chat.texts).toEqual(['Отменено: Анна']);
  chat.say('/cancel');
  await expect.poll(chat.texts).toEqual(['Отменено: Анна', ru('nothing-to-cancel')]);
});
