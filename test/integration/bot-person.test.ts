import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsIn } from '#root/telegram/texts.js';
import { createBotChat } from '../helpers/bot-chat.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

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
