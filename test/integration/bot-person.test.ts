import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContainer } from '#root/app/container.js';
import { textsIn } from '#root/telegram/texts.js';
import { spec as greetingSpec } from '../fixtures/spec.js';
import { createBotChat } from '../helpers/bot-chat.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';

let rig: BotRig;
let lastChat = 100;

beforeAll(async () => {
  rig = await createBotRig();
  rig.startBot();
});

afterAll(() => rig.stop());

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
