import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textsIn } from '#root/telegram/texts.js';
import { createBotChat } from '../helpers/bot-chat.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

let rig: BotRig;
let stopBot: () => Promise<void>;

const ADMIN = '900';

beforeAll(async () => {
  rig = await createBotRig({ BOT_ADMINS: ADMIN });
  stopBot = rig.startBot();
});

afterAll(() => rig.stop());

const ru = textsIn('ru');
const ordersOf = async (chatId: string) =>
  (await rig.container.videoJobs.list({ limit: 100 })).filter((videoJob) => videoJob.chatId === chatId);
const deeds = async () => {
  const entries = await rig.container.audit.latest({ olderThan: undefined, limit: 100 });
  return entries.map(({ who, action, about, videoJobId }) => [who, action, about ?? videoJobId]);
};

describe('an admin', () => {
  test('sees how things are going', async () => {
    const admin = createBotChat(rig, ADMIN);
    expect(await admin.say('/stats')).toMatch(
      /^24 ч: 0 готово · 0 не получилось\nОчередь пуста\nВоркеры: tts 0 montage 0/,
    );
  });

  test('lets no orders be taken, across restarts, and people keep their drafts', async () => {
    const [admin, person] = [createBotChat(rig, ADMIN), createBotChat(rig, '7')];
    expect(await admin.say('/drain 20')).toBe(ru('drain-begun-for', { minutes: 20 }));
    await stopBot();
    stopBot = rig.startBot();
    const waiting = `${ru('drained-for', { minutes: 20 })}\n\n🎬 Кому: Анна`;
    expect(await person.say('Анна: ура')).toContain(waiting);
    expect(await admin.say('/drain')).toBe(ru('drain-begun'));
    expect(await person.press(':go')).toEqual([ru('drained')]);
    expect(await ordersOf('7')).toEqual([]);
    await admin.say('/resume');
    await person.press(':go');
    expect(await ordersOf('7')).toHaveLength(1);
    const ofCard = () =>
      person.messages().flatMap(({ buttons = [] }) => buttons.filter(({ data }) => data?.startsWith('d:')));
    await expect.poll(ofCard).toEqual([]);
    expect(await deeds()).toEqual([
      ['telegram 900', 'resume', 'bot 1'],
      ['telegram 900', 'drain', 'bot 1'],
      ['telegram 900', 'drain for 20 min', 'bot 1'],
    ]);
  });

  test('finds greetings by their chat or id, cancels one and makes it again', async () => {
    const [admin, person] = [createBotChat(rig, ADMIN), createBotChat(rig, '8')];
    await person.say('Анна: ура');
    const [videoJob] = await ordersOf('8');
    const id = videoJob?.id ?? '';
    expect(await admin.say('/find 8')).toMatch(new RegExp(`^1\\. QUEUED\nrun 1 · .* UTC · chat 8\n${id}$`));
    expect(await admin.press(':x')).toEqual([ru('admin-done')]);
    expect(admin.last()?.text).toMatch(/^1\. CANCELLED/);
    expect(await admin.say(`/find ${id.slice(0, 20)}`)).toMatch(/^1\. CANCELLED/);
    await admin.press(':r');
    expect(admin.last()?.text).toMatch(/^1\. QUEUED\nrun 2/);
    expect(await admin.say('/find 12345')).toBe(ru('found-none'));
    for (const wrong of ['/find', '/find Анна', '/block', '/block Анна', '/drain вечно', '/drain 0'])
      expect(await admin.say(wrong)).toBe(ru('admin-usage'));
    expect((await deeds()).slice(0, 2)).toEqual([
      ['telegram 900', 'retry', id],
      ['telegram 900', 'cancel', id],
    ]);
  });

  test('blocks a person, whose messages and buttons then do nothing, and unblocks them', async () => {
    const [admin, person] = [createBotChat(rig, ADMIN), createBotChat(rig, '10')];
    await person.say('Анна');
    await admin.say('/block 10');
    const before = person.messages().length;
    await person.say('Анна: ура');
    expect(await person.press(':x')).toEqual(['']);
    expect(person.messages()).toHaveLength(before + 1);
    expect(await ordersOf('10')).toEqual([]);
    await admin.say('/unblock 10');
    await person.say('Анна: ура');
    expect(await ordersOf('10')).toHaveLength(1);
  });
});

describe('the commands of admins', () => {
  test('do nothing for others, nor in a group', async () => {
    const [person, group] = [createBotChat(rig, '11'), createBotChat(rig, `-${ADMIN}`)];
    for (const command of ['/stats', '/find 8', '/drain', '/block 8']) {
      expect([ru('unknown-command'), ru('welcome')]).toContain(await person.say(command));
      expect(await group.say(command)).toBe(command);
    }
    const [videoJob] = await ordersOf('8');
    const pressed = await person.press(
      `a:${Buffer.from(videoJob?.id.replaceAll('-', '') ?? '', 'hex').toString('base64url')}:x`,
    );
    expect(pressed).toEqual(['']);
    expect((await ordersOf('8'))[0]?.status).toBe('QUEUED');
  });
});
