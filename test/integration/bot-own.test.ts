import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { packId } from '#root/telegram/packed-id.js';
import { textsIn } from '#root/telegram/texts.js';
import { spec } from '../fixtures/spec.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

let rig: BotRig;
let lastPerson = 500;

beforeAll(async () => {
  rig = await createBotRig();
  rig.startBot();
});

afterAll(() => rig.stop());

const ru = textsIn('ru');
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);

/** Opens a private chat with a new person, or another chat of one. */
function personIn(chatId = String(lastPerson++), orderedBy = chatId) {
  const { server, container } = rig;
  const messages = () => server.ledger.messages(chatId);
  const chat = {
    chatId,
    messages,
    last: () => messages().at(-1),
    labels: () =>
      messages()
        .at(-1)
        ?.buttons?.map(({ text }) => text),
    async say(text: string, language_code = 'ru') {
      const messageId = server.say(chatId, text, { language_code });
      await untilHandled();
      return messageId;
    },
    async press(data: string, options: { messageId?: number; language_code?: string; userId?: number } = {}) {
      const toasts = server.press(chatId, data, options);
      await untilHandled();
      return toasts;
    },
    async ask(query: string, options: { offset?: string } = {}) {
      const id = server.ask(orderedBy, query, options);
      await untilHandled();
      return server.ledger.inlineAnswers.get(id);
    },
    /** Orders a greeting, and ends it. */
    async order(to: string, status: 'COMPLETED' | 'FAILED' | 'QUEUED' | 'CANCELLED' = 'COMPLETED', changed = {}) {
      const { videoJobs } = container;
      const { videoJob } = await videoJobs.create({
        ...{ spec: { ...spec, to, ...changed }, chatId, orderedBy },
        chatLanguage: 'ru',
      });
      const run = { videoJobId: videoJob.id, run: 1 };
      const telegramFileId = server.ledger.upload(Buffer.from(videoJob.id));
      const videoKey = `video/${to}-${chatId}.mp4`;
      if (status === 'COMPLETED') await videoJobs.finish(run, { status, videoKey, telegramFileId });
      if (status === 'FAILED') {
        await videoJobs.finish(run, { status, failure: { step: 'tts', code: 'X', message: 'x' } });
      }
      if (status === 'CANCELLED') await videoJobs.cancel(videoJob.id);
      return { id: videoJob.id, telegramFileId };
    },
  };
  return chat;
}

const pressOn = (id: string, action: string, value?: string) =>
  encodeCallback({ kind: 'greeting', id, action, ...(value === undefined ? {} : { value }) });

describe('/my', () => {
  test('says that there is nothing yet', async () => {
    const person = personIn();
    await person.say('/my');
    expect(person.last()).toEqual({ messageId: expect.any(Number), text: ru('my-empty') });
  });

  test('lists all greetings of the person, five on a page, with what became of them and when', async () => {
    const person = personIn();
    const old = await person.order('Оля');
    await rig.query(`UPDATE "VideoJob" SET "createdAt" = now() - interval '30 hours' WHERE "id" = '${old.id}'`);
    for (const name of ['Пётр', 'Рита']) await personIn('-77', person.chatId).order(name);
    await person.order('Сева', 'FAILED');
    await person.order('Тая', 'CANCELLED');
    await person.order('Уля', 'QUEUED');
    await personIn().order('Чужой');
    await person.say('/my');
    expect(person.last()?.text).toBe(`🎞 Ваши видео (6)
1 · Уля · в очереди · сейчас
2 · Тая · отменено · сейчас
3 · Сева · не получилось · сейчас
4 · Рита · день рождения · сейчас
5 · Пётр · день рождения · сейчас

${ru('my-hint')}`);
    expect(person.labels()).toEqual(['1', '2', '3', '4', '5', '🗑 1', '🗑 2', '🗑 3', '🗑 4', '🗑 5', '›']);
    const { messageId } = person.last() ?? {};
    expect(await person.press('m:2')).toEqual(['']);
    expect(person.last()).toMatchObject({
      messageId,
      text: expect.stringContaining('6 · Оля · день рождения · вчера'),
    });
    expect(person.labels()).toEqual(['6', '🗑 6', '‹']);
    // A page that there is no longer.
    await person.press('m:9', { messageId: messageId as number });
    expect(person.labels()).toEqual(['6', '🗑 6', '‹']);
    await person.press('m:1');
    expect(person.last()?.text).toContain('1 · Уля');
  });

  test('in a group lists only what was ordered there, and answers only its person', async () => {
    const person = personIn('-78', '78');
    await person.order('Анна');
    await personIn('78').order('Дома');
    await person.say('/my');
    expect(person.last()?.text).toContain('🎞 Ваши видео в этом чате (1)\n1 · Анна');
    const { id } = await person.order('Борис');
    expect(await person.press('m:1', { userId: 5 })).toEqual([ru('list-foreign')]);
    expect(await person.press(pressOn(id, 's'), { userId: 5 })).toEqual([ru('greeting-foreign')]);
    expect(person.last()?.text).toContain('(1)');
    await person.press('m:1');
    expect(person.last()?.text).toContain('(2)\n1 · Борис');
  });
});

describe('a number of the list', () => {
  test('sends the video again with its buttons, without an upload', async () => {
    const person = personIn();
    const { id, telegramFileId } = await person.order('Анна');
    await person.say('/my');
    expect(await person.press(pressOn(id, 's'))).toEqual(['']);
    expect(person.last()?.video?.fileId).toBe(telegramFileId);
    expect(person.labels()).toContain('👤 Другое имя');
  });

  test.each([
    ['FAILED', 'video-failed'],
    ['CANCELLED', 'video-cancelled'],
  ] as const)('offers to make a greeting that is %s', async (status, text) => {
    const person = personIn();
    const { id } = await person.order('Анна', status);
    await person.press(pressOn(id, 's'));
    expect(person.last()?.text).toBe(ru(text));
  });

  test('says that the video is being made', async () => {
    const person = personIn();
    const { id } = await person.order('Анна', 'QUEUED');
    expect(await person.press(pressOn(id, 's'))).toEqual([ru('video-in-work')]);
  });

  test('makes a video again that Telegram has lost, once for two taps', async () => {
    const person = personIn();
    const { id } = await person.order('Анна');
    await rig.query(`UPDATE "VideoJob" SET "telegramFileId" = 'lost' WHERE "id" = '${id}'`);
    await person.press(pressOn(id, 's'));
    expect(person.last()?.text).toBe(ru('video-lost'));
    const { messageId } = person.last() ?? {};
    const again = pressOn(id, 's', 'again');
    const taps = [rig.server.press(person.chatId, again), rig.server.press(person.chatId, again)];
    await untilHandled();
    expect(taps).toEqual([[''], [ru('card-ordered')]]);
    const { videoJobs } = await rig.container.videoJobs.listOwn({ orderedBy: person.chatId }, { skip: 0, limit: 10 });
    expect(videoJobs).toMatchObject([{ spec: { to: 'Анна' } }, { id }]);
    await expect.poll(() => person.last()).toMatchObject({ messageId, text: expect.stringContaining('Анна') });
  });
});

describe('a greeting that is deleted', () => {
  test('goes with its words and files after one question, except for files that others use', async () => {
    const person = personIn();
    const store = await rig.container.store();
    const file = join(rig.dir, 'photo.jpg');
    await writeFile(file, 'x');
    const photos = ['photo/own.jpg', 'photo/shared.jpg'];
    const files = [...photos, `video/Анна-${person.chatId}.mp4`];
    for (const key of files) await store.put(key, file);
    await person.order('Борис', 'COMPLETED', { photos: ['photo/shared.jpg'] });
    const { id } = await person.order('Анна', 'COMPLETED', { photos });
    await person.say('/my');
    const { messageId } = person.last() ?? {};
    await person.press(pressOn(id, 'd', '1'));
    expect(person.last()?.text).toBe(`Анна · день рождения · сейчас\n\n${ru('my-delete')}`);
    await person.press('m:1');
    expect(person.last()?.text).toContain('1 · Анна');
    await person.press(pressOn(id, 'd', '1'));
    expect(await person.press(pressOn(id, 'd', 'yes1'))).toEqual([ru('my-deleted')]);
    expect(person.last()).toMatchObject({ messageId, text: expect.stringContaining('(1)\n1 · Борис') });
    const has = await Promise.all(files.map((key) => store.has(key)));
    expect(has).toEqual([false, true, false]);
    const row = await rig.container.videoJobs.find(id);
    expect(row).toMatchObject({ spec: null, script: null, telegramFileId: null, videoKey: null });
    expect(JSON.stringify(row)).not.toContain('Анна');
    // It is gone for good, whatever button or operator asks for it.
    for (const action of ['s', 'd']) expect(await person.press(pressOn(id, action))).toEqual([ru('greeting-gone')]);
    expect(await rig.container.submitter.retry(id)).toBeUndefined();
  });

  test('is cancelled first if it is still being made, and its draft goes as well', async () => {
    const person = personIn();
    await person.say('Анна: С днём рождения!');
    const { videoJobs } = await rig.container.videoJobs.listOwn({ orderedBy: person.chatId }, { skip: 0, limit: 1 });
    const { id = '' } = videoJobs[0] ?? {};
    await person.say('/my');
    await person.press(pressOn(id, 'd', '1'));
    await person.press(pressOn(id, 'd', 'yes1'));
    expect(await rig.container.videoJobs.find(id)).toMatchObject({ status: 'CANCELLED', spec: null });
    const { rows } = await rig.query(`SELECT FROM "Draft" WHERE "chatId" = '${person.chatId}'`);
    expect(rows).toEqual([]);
    expect(person.last()?.text).toBe(ru('my-empty'));
  });
});

describe('typing the name of the bot in any chat', () => {
  test('offers the own finished videos, filtered by name, page by page', async () => {
    const person = personIn();
    for (let number = 1; number <= 11; number += 1) await person.order(`Анна ${number}`);
    const { id, telegramFileId } = await person.order('Пётр Ильич', 'COMPLETED', { template: 'wedding' });
    await person.order('Олег', 'FAILED');
    await personIn().order('Анна Чужая');
    const all = await person.ask('');
    expect(all).toMatchObject({ is_personal: true, cache_time: 0 });
    expect(all?.results).toHaveLength(10);
    const rest = await person.ask('', { offset: all?.next_offset ?? '' });
    expect(rest?.results.map(({ title }) => title)).toEqual(['Анна 2', 'Анна 1']);
    expect(rest?.next_offset).toBe('');
    expect((await person.ask('пет'))?.results).toEqual([
      {
        type: 'video',
        id: packId(id),
        video_file_id: telegramFileId,
        title: 'Пётр Ильич',
        description: 'Пётр Ильич · свадьба · сейчас',
      },
    ]);
    expect((await person.ask(`g:${packId(id)}`))?.results).toHaveLength(1);
  });

  test('offers nothing of others, and a way to make the first one', async () => {
    const owner = personIn();
    const { id } = await owner.order('Анна');
    const stranger = personIn();
    for (const query of ['', `g:${packId(id)}`]) {
      expect(await stranger.ask(query)).toMatchObject({
        results: [],
        button: { text: ru('inline-new'), start_parameter: 'new' },
      });
    }
  });

  test.each(['g:', `g:${'x'.repeat(22)}`, "'; --", '💥\0\ud800', '%_*:&|!()', 'я'.repeat(256), '\\', 'Anna & |'])(
    'answers %j',
    async (query) => {
      const person = personIn();
      await person.order('Анна');
      expect(await person.ask(query, { offset: 'x' })).toBeDefined();
    },
  );

  test('offers a new one if Telegram has lost a file', async () => {
    const person = personIn();
    const { id } = await person.order('Анна');
    await rig.query(`UPDATE "VideoJob" SET "telegramFileId" = 'lost' WHERE "id" = '${id}'`);
    expect(await person.ask('')).toMatchObject({ results: [], button: { start_parameter: 'new' } });
  });
});

describe('beside the card', () => {
  const dataFor = (person: ReturnType<typeof personIn>, action: string) =>
    person
      .messages()
      .flatMap(({ buttons = [] }) => buttons)
      .find(({ data }) => data?.endsWith(`:${action}`))?.data ?? '';
  const played = (person: ReturnType<typeof personIn>) => person.messages().filter(({ voice }) => voice !== undefined);
  const shown = (person: ReturnType<typeof personIn>) => person.messages().filter(({ photo }) => photo !== undefined);

  test('there is one sample of a voice at most, uploaded once, until the voice is chosen', async () => {
    const person = personIn();
    await person.say('Анна');
    await person.press(dataFor(person, 'v'));
    expect(dataFor(person, 'v?=ru-female')).toBe('');
    const store = await rig.container.store();
    const ogg = join(rig.dir, 'sample.ogg');
    for (const voice of ['ru-female', 'ru-male']) {
      await writeFile(ogg, voice);
      await store.put(`sample/${voice}.ogg`, ogg);
      await rig.container.voiceSamples.save(voice, `sample/${voice}.ogg`);
    }
    await person.press(dataFor(person, 'c'));
    await person.press(dataFor(person, 'v'));
    const [female, male] = [dataFor(person, 'v?=ru-female'), dataFor(person, 'v?=ru-male')];
    expect(await person.press(female)).toEqual(['']);
    const [first] = played(person);
    await person.press(male);
    await Promise.all([person.press(female), person.press(female)]);
    expect(played(person)).toMatchObject([{ voice: first?.voice }]);
    await person.press(dataFor(person, 'v=male'));
    expect(played(person)).toEqual([]);
    expect(person.messages().at(-1)?.text).toContain('Голос: мужской');
  });

  test('a sample that is lost, or that the person does not accept, is a sentence', async () => {
    const person = personIn();
    await rig.container.voiceSamples.save('ru-male', 'sample/lost.ogg');
    await person.say('Анна');
    await person.press(dataFor(person, 'v'));
    expect(await person.press(dataFor(person, 'v?=ru-male'))).toEqual([ru('sample-missing')]);
    rig.server.world.fault = ({ method }) =>
      method === 'sendVoice' ? { status: 400, description: 'Bad Request: VOICE_MESSAGES_FORBIDDEN' } : undefined;
    expect(await person.press(dataFor(person, 'v?=ru-female'))).toEqual([ru('sample-refused')]);
    rig.server.world.fault = () => undefined;
    expect(played(person)).toEqual([]);
  });

  test('there is a picture of all designs, uploaded once, until one is chosen or the draft discarded', async () => {
    const person = personIn();
    await person.say('Анна');
    await person.press(dataFor(person, 'o'));
    await person.press(dataFor(person, 'o?'));
    const [first] = shown(person);
    expect(first).toBeDefined();
    await person.press(dataFor(person, 'o=wedding'));
    expect(shown(person)).toEqual([]);
    await person.press(dataFor(person, 'o'));
    await person.press(dataFor(person, 'o?'));
    expect(shown(person)).toMatchObject([{ photo: first?.photo }]);
    await person.say('/cancel');
    expect(shown(person)).toEqual([]);
  });

  test('a file that Telegram has lost is uploaded again', async () => {
    const person = personIn();
    await rig.query(`UPDATE "UploadedFile" SET "fileId" = 'lost'`);
    await person.say('Анна');
    await person.press(dataFor(person, 'o'));
    await person.press(dataFor(person, 'o?'));
    expect(shown(person)).toHaveLength(1);
  });
});
