import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContainer } from '#root/app/container.js';
import { createDatabase, type Database } from '#root/db/client.js';
import { createForgotten } from '#root/jobs/forgotten.js';
import { textsIn } from '#root/telegram/texts.js';
import { spec as greetingSpec } from '../fixtures/spec.js';
import { createBotChat } from '../helpers/bot-chat.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';

let rig: BotRig;
let db: Database;
let lastChat = 100;
const blank = { create: { width: 8, height: 8, channels: 3, background: 'red' } } as const;

beforeAll(async () => {
  rig = await createBotRig();
  rig.startBot();
  db = createDatabase({ url: rig.variables.DATABASE_URL ?? '' });
});

afterAll(async () => {
  await db.$disconnect();
  await rig.stop();
});

const [ru, en] = [textsIn('ru'), textsIn('en')];
const chatWith = (language?: string) => createBotChat(rig, String(lastChat++), language);
const ordersOf = async (chatId: string) =>
  (await rig.container.videoJobs.list({ limit: 100 })).filter((videoJob) => videoJob.chatId === chatId);

describe('the settings of a person', () => {
  test('are changed in one message, and new greetings begin with them', async () => {
    const chat = chatWith('de');
    expect(await chat.say('/settings')).toBe(
      `${en('settings')}\n\nLanguage: English\nVoice: female\nDesign: from your words\nFormat: portrait`,
    );
    await chat.press('s:l');
    await chat.press('s:l=ru');
    for (const data of ['s:v', 's:v=male', 's:o', 's:o=wedding', 's:f', 's:f=square']) await chat.press(data);
    const shown = `${ru('settings')}\n\nЯзык: Русский\nГолос: мужской\nОформление: 💍 Свадьба\nФормат: квадрат`;
    expect(chat.last()?.text).toBe(shown);
    expect(chat.messages()).toHaveLength(2);
    await chat.say('Анна: Всего самого лучшего!');
    await chat.say('Анна: С днём рождения!');
    const [byWords, preferred] = await ordersOf(chat.chatId);
    expect(preferred?.spec).toMatchObject({ voice: 'ru-male', format: 'square', template: 'wedding' });
    expect(byWords?.spec).toMatchObject({ template: 'birthday' });
  });

  test('let even a certain greeting be shown first', async () => {
    const chat = chatWith();
    await chat.say('/settings');
    await chat.press('s:p=on');
    expect(chat.labels().at(-1)).toBe('✅ Сначала показывать');
    expect(await chat.say('Анна: ура')).toContain('🎬 Кому: Анна');
    expect(await ordersOf(chat.chatId)).toEqual([]);
    await chat.press(':go');
    expect(await ordersOf(chat.chatId)).toHaveLength(1);
    await chat.say('/settings');
    await chat.press('s:p=off');
    await chat.say('Анна: ура');
    expect(await ordersOf(chat.chatId)).toHaveLength(2);
  });

  test('are not changed by data that means nothing, nor in a group', async () => {
    const chat = chatWith();
    const before = await chat.say('/settings');
    for (const data of ['s:v=robot', 's:o=none', 's:p=maybe', 's:z', 's:z=1'])
      expect(await chat.press(data)).toEqual(['']);
    expect(chat.last()?.text).toBe(before);
    const group = createBotChat(rig, '-100');
    await group.say('/start');
    await group.press('s:v=male');
    expect(await group.say('/settings')).toBe('/settings');
  });
});

describe('a person who orders more than is allowed', () => {
  test('is told so, and the draft waits until a video is ready', async () => {
    const chat = chatWith();
    for (let i = 0; i < 6; i++) await chat.say(`Анна: ура ${'!'.repeat(i)}`);
    expect(await ordersOf(chat.chatId)).toHaveLength(5);
    const card = `${ru('limit-open', { openMax: 5 })}\n\n🎬 Кому: Анна`;
    expect(chat.last()?.text).toContain(card);
    expect(await chat.press(':go')).toEqual([ru('limit-open', { openMax: 5 })]);
    expect(chat.last()?.text).toContain(card);
    const [newest] = await ordersOf(chat.chatId);
    await rig.container.videoJobs.cancel(newest?.id ?? '');
    expect(await chat.press(':go')).toEqual(['']);
    expect(await ordersOf(chat.chatId)).toHaveLength(6);
  });

  test('is told when the next day begins', async () => {
    const chat = chatWith();
    await rig.query(`INSERT INTO "VideoJob" ("id", "spec", "status", "orderedBy", "updatedAt")
      SELECT 'earlier-' || n, '{}', 'COMPLETED', '${chat.chatId}', now() FROM generate_series(1, 30) AS n`);
    expect(await chat.say('Анна: ура')).toMatch(/^Сегодня уже 30 видео, это предел на день. Снова через \d+ час/);
    expect(await ordersOf(chat.chatId)).toEqual([]);
    await rig.query(`UPDATE "VideoJob" SET "createdAt" = now() - interval '1 day' WHERE "id" LIKE 'earlier-%'`);
    await chat.press(':go');
    expect(await ordersOf(chat.chatId)).toHaveLength(1);
  });

  test('gets no more from several processes at once', async () => {
    const other = createContainer({ config: rig.container.config, logger });
    const order = async ({ submitter }: typeof other) => {
      const submitted = submitter.submit({ spec: greetingSpec, orderedBy: 'racer' });
      return submitted.then(
        () => 'ordered',
        ({ code }) => code,
      );
    };
    const processes = Array.from({ length: 12 }, (_, i) => (i % 2 === 0 ? other : rig.container));
    const ends = await Promise.all(processes.map(order));
    await other.close();
    expect(ends.filter((end) => end === 'ordered')).toHaveLength(5);
    expect(new Set(ends)).toEqual(new Set(['ordered', 'USER_OPEN_MAX']));
  });
});

describe('a person who sends many messages at once', () => {
  test('gets one answer about it, and others are answered meanwhile', async () => {
    const [chat, other] = [chatWith(), chatWith()];
    for (let i = 0; i < 60; i++) rig.server.say(chat.chatId, '/cancel');
    expect(await other.say('/help')).toContain('Напишите одним сообщением');
    const said = chat.messages().flatMap(({ text }) => text ?? []);
    expect(said.filter((text) => text === ru('nothing-to-cancel'))).toHaveLength(20);
    expect(said.filter((text) => text === ru('too-many-messages'))).toHaveLength(1);
    await rig.query(`UPDATE "Person" SET "burstAt" = now() - interval '61 s' WHERE "id" = '${chat.chatId}'`);
    expect(await chat.say('/help')).toContain('Напишите одним сообщением');
  });
});

describe('a person who wants to be forgotten', () => {
  const rowsOf = async (chatId: string) => (await ordersOf(chatId)).map(({ id }) => rig.container.videoJobs.find(id));
  const store = () => rig.container.store();
  const isStored = async (key: string) => (await store()).has(key);

  /** Stores artifacts that a greeting uses. */
  async function make(videoJobId: string, keys: string[]): Promise<void> {
    const path = join(rig.dir, 'artifact');
    await writeFile(path, 'content');
    for (const key of keys) await (await store()).put(key, path);
    await rig.container.videoJobs.keepUses({ videoJobId }, keys);
  }

  test('is asked once, and everything that only this person has is deleted', async () => {
    const [chat, other] = [chatWith(), chatWith()];
    const photo = rig.server.addFile(await sharp(blank).jpeg().toBuffer());
    await chat.send({ photo: [{ file_id: photo, width: 8, height: 8 }], caption: 'Снежана: Желаю Секретное' });
    await other.say('Олег: ура');
    const [[mine], [others]] = [await ordersOf(chat.chatId), await ordersOf(other.chatId)];
    await make(mine?.id ?? '', ['speech/mine.json', 'scene/both.mp4', 'video/mine.mp4']);
    await make(others?.id ?? '', ['scene/both.mp4']);
    const run = { videoJobId: mine?.id ?? '', run: 1 };
    await rig.container.videoJobs.recordFailure(run, { step: 'tts', code: 'X', message: 'Секретное' });
    await rig.container.videoJobs.replaceRun(run);
    await chat.say('Клеопатра');

    expect(await chat.say('/forget')).toBe(ru('ask-forget'));
    expect(chat.labels()).toEqual(['🗑 Удалить', 'Оставить']);
    await chat.press('s:x=no');
    expect(chat.last()?.text).toBe(ru('not-forgotten'));
    expect((await ordersOf(chat.chatId))[0]?.spec?.to).toBe('Снежана');
    await chat.say('/forget');
    await chat.press('s:x=yes');
    expect(chat.last()?.text).toBe(ru('forgotten'));

    const [forgotten] = await Promise.all(await rowsOf(chat.chatId));
    expect(forgotten).toMatchObject({ status: 'CANCELLED', spec: null, script: null, videoKey: null });
    const tables = ['VideoJob', 'VideoJobRun', 'Draft', 'InboxUpdate'].map(
      (table) => `SELECT t::text FROM "${table}" AS t`,
    );
    const { rows } = (await rig.query(tables.join(' UNION ALL '))) as { rows: { t: string }[] };
    expect(rows.filter(({ t }) => /Снежана|Клеопатра|Секретное/.test(t))).toHaveLength(0);
    for (const key of [mine?.spec?.photos[0] ?? '', 'speech/mine.json', 'video/mine.mp4'])
      expect(await isStored(key)).toBe(false);
    expect(await isStored('scene/both.mp4')).toBe(true);
    expect((await ordersOf(other.chatId))[0]?.spec?.to).toBe('Олег');
    expect(await rig.container.submitter.retry(mine?.id ?? '')).toBeUndefined();
  });

  test('may ask again if it was interrupted, and what a step stores too late is removed, too', async () => {
    const chat = chatWith();
    await chat.say('Анна: ура');
    const [videoJob] = await ordersOf(chat.chatId);
    const videoJobId = videoJob?.id ?? '';
    await make(videoJobId, ['scene/c.mp4', 'scene/d.mp4']);
    await rig.query(`UPDATE "VideoJob" SET "status" = 'COMPLETED' WHERE "id" = '${videoJobId}'`);
    // Killed after the rows, and before the artifacts.
    await createForgotten({ db }).forgetGreetings({ personId: chat.chatId });
    await chat.say('/forget');
    await chat.press('s:x=yes');
    expect(await isStored('scene/c.mp4')).toBe(false);
    await make(videoJobId, ['scene/late.mp4']);
    await rig.container.forgetter.finish(1_000);
    expect(await isStored('scene/late.mp4')).toBe(false);
    await rig.query(`UPDATE "VideoJob" SET "forgottenAt" = now() - interval '2 days' WHERE "id" = '${videoJobId}'`);
    await rig.container.forgetter.finish(1_000);
    const uses = await rig.query(`SELECT FROM "ArtifactUse" WHERE "videoJobId" = '${videoJobId}'`);
    expect(uses).toMatchObject({ rowCount: 0 });
  });

  test('has no message left that waits in a group, and those of others stay', async () => {
    const inbox = rig.container.openInbox('77');
    const from = (id: number, text: string) => ({
      message: { from: { id }, text, reply_to_message: { from: { id: 8 } } },
    });
    const contents = [from(8, 'раз'), from(9, 'два'), from(8, '\0'), from(9, '\ud83d')];
    await inbox.store(contents.map((content, i) => ({ updateId: i, chatId: '-5', albumId: null, content })));
    await createForgotten({ db }).forgetUpdates('77', '8');
    const { rows } = (await rig.query(
      `SELECT "updateId" FROM "InboxUpdate" WHERE "botId" = '77' AND "content" IS NULL`,
    )) as { rows: object[] };
    expect(rows).toEqual([{ updateId: 0 }]);
    await rig.query(`DELETE FROM "InboxUpdate" WHERE "botId" = '77'`);
    await inbox.close();
  });
});
