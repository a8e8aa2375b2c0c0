import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

let rig: BotRig;

beforeAll(async () => {
  rig = await createBotRig({ PUBLIC_URL: 'https://greetings.example' });
  rig.startBot();
});

afterAll(() => rig.stop());

const VIDEO = { posterKey: 'poster/x.jpg', width: 720, height: 1280, durationMs: 9_000 };
const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);

/** Opens a chat of a person with the bot, or a group. */
function openChat(chatId: string) {
  const messages = () => rig.server.ledger.messages(chatId);
  const card = () => messages().findLast(({ buttons }) => buttons?.some(({ data }) => data?.startsWith('d:')));
  /** Presses the newest button that does this. Returns what the bot answers. */
  const press = async (action: string, data = dataFor(action), options = {}): Promise<string[]> => {
    const toasts = rig.server.press(chatId, data, options);
    await untilHandled();
    return toasts;
  };
  const dataFor = (action: string) =>
    messages()
      .flatMap(({ buttons = [] }) => buttons)
      .findLast(({ data }) => data?.endsWith(`:${action}`))?.data ?? '';

  return {
    messages,
    card,
    press,
    dataFor,
    texts: () => messages().flatMap(({ text }) => text ?? []),

    async say(text: string, from: Parameters<BotRig['server']['say']>[2] = {}): Promise<number> {
      const messageId = rig.server.say(chatId, text, from);
      await untilHandled();
      return messageId;
    },

    async send(content: object): Promise<void> {
      rig.server.send(chatId, content);
      await untilHandled();
    },

    async edit(messageId: number, text: string): Promise<void> {
      rig.server.edit(chatId, messageId, text);
      await untilHandled();
    },

    /** Returns the greetings of the chat, in the order in which they were ordered. */
    async greetings(): Promise<VideoJob[]> {
      const rows = await rig.container.videoJobs.list({ limit: 100 });
      return rows.filter((row) => row.chatId === chatId).reverse();
    },

    async newest(): Promise<VideoJob> {
      return (await this.greetings()).at(-1) as VideoJob;
    },

    /** Delivers the newest greeting. Returns the message that shows the video. */
    async deliver(): Promise<number> {
      const { id } = await this.newest();
      const channel = await rig.container.channel();
      const { recipientOf } = await import('#root/delivery/recipient.js');
      const run = { videoJobId: id, run: (await this.newest()).run };
      const { messageId = 0 } = await channel.deliver(
        { ...VIDEO, videoKey: `video/${id}.mp4` },
        recipientOf(await this.newest()),
        {
          signal: new AbortController().signal,
          videoPath: join(import.meta.dirname, '../fixtures/no-sound.mp4'),
          posterPath: join(import.meta.dirname, '../fixtures/no-sound.mp4'),
          telegramFileId: null,
          rememberMessage: async (sent, known) => (await rig.container.videoJobs.saveMessage(run, sent, known)) ?? sent,
          rememberVideoNote: (sent, known) => rig.container.videoJobs.saveVideoNote(run, sent, known),
        },
      );
      await rig.container.videoJobs.finish(run, { status: 'COMPLETED', videoKey: `video/${id}.mp4`, messageId });
      return messageId;
    },

    /** Ends the newest greeting as failed, and tells the chat. */
    async fail(code = 'FFMPEG_FAILED'): Promise<void> {
      const { recipientOf } = await import('#root/delivery/recipient.js');
      const { id, run } = await this.newest();
      const failure = { step: 'montage', code, message: '' };
      await rig.container.videoJobs.finish({ videoJobId: id, run }, { status: 'FAILED', failure });
      const channel = await rig.container.channel();
      await channel.reportFailure(recipientOf(await this.newest()), code, (sent, known) =>
        rig.container.videoJobs.saveProgressMessage(id, sent, known),
      );
    },
  };
}

describe('under its video, a person', () => {
  test('may say in words what shall change, and nothing is taken for the name', async () => {
    const chat = openChat('61');
    await chat.say('Анна: С днём рождения!');
    await chat.deliver();
    await chat.press('v');
    await chat.say('потише');
    await chat.say('мужской');
    expect(await chat.greetings()).toMatchObject([{}, { spec: { to: 'Анна', voice: 'ru-male' } }]);
    await chat.deliver();
    await chat.press('o');
    await chat.say('новый год');
    expect((await chat.greetings()).at(-1)).toMatchObject({ spec: { to: 'Анна', template: 'new-year' } });
  });

  test('asks for its page, which is made only then, and gets the same address again', async () => {
    const chat = openChat('16');
    await chat.say('Анна: С днём рождения!');
    await chat.deliver();
    const { gifts } = rig.container;
    await chat.press('p');
    await chat.press('p');
    const [one, other] = chat.texts().slice(-2);
    const [, token = ''] = /https:\/\/greetings\.example\/g\/([\w-]{22})$/.exec(one ?? '') ?? [];
    expect(await gifts.find(token)).toMatchObject({ videoJobId: (await chat.newest()).id, revokedAt: null });
    expect(other).toBe(one);
  });

  test('finds buttons for each part, and a change of one makes a new greeting that keeps the rest', async () => {
    const chat = openChat('11');
    await chat.send({
      photo: [{ file_id: rig.server.addFile(picture), width: 64, height: 64 }],
      caption: 'Анна: Анна, с днём рождения!',
    });
    const first = await chat.newest();
    const video = await chat.deliver();
    const shown = rig.server.ledger.find('11', video);
    expect(shown?.buttons?.map(({ text }) => text)).toEqual([
      ...[
        '👤 Другое имя',
        '✏️ Слова',
        '🎨 Оформление',
        '🗣 Голос',
        '📐 Формат',
        '🎵 Музыка',
        '👥 Нескольким',
        '📤 Отправить',
        '🔗 Страница',
      ],
    ]);
    expect(shown?.buttons?.at(-2)?.share).toBe(chat.dataFor('n').replace(/:n$/, ''));

    expect(await chat.press('n')).toEqual(['']);
    expect(chat.texts().at(-1)).toBe('Кому ещё? Остальное оставлю.\n\nАнна, с днём рождения!');
    await chat.say('Олегу');
    await chat.deliver();
    await chat.press('m');
    await chat.press('m=none');
    await chat.deliver();
    await chat.press('w');
    await chat.say('Счастья!');
    const specs = (await chat.greetings()).map(({ spec }) => spec);
    const oleg = { ...first.spec, to: 'Олег', text: 'Олег, с днём рождения!' };
    expect(first.spec?.photos).toHaveLength(1);
    expect(specs).toEqual([first.spec, oleg, { ...oleg, music: 'none' }, { ...oleg, music: 'none', text: 'Счастья!' }]);
    // Each video stays, and a card has become the status message of the last one.
    expect(chat.messages().filter(({ video }) => video !== undefined)).toHaveLength(3);
    await expect.poll(() => chat.texts().filter((text) => text.startsWith('⏳'))).toHaveLength(1);
    await expect.poll(() => chat.card()).toBeUndefined();
  });

  test('opens one draft by two taps and by another button, and may drop it', async () => {
    const chat = openChat('12');
    await chat.say('Анна: ура!');
    await chat.deliver();
    const data = chat.dataFor('f');
    rig.server.press('12', data);
    await chat.press('f');
    await chat.press('v', chat.dataFor('v'));
    const cards = chat.messages().filter(({ buttons }) => buttons?.some((button) => button.data?.startsWith('d:')));
    expect(cards.map(({ text }) => text)).toEqual(['Чьим голосом прочитать?']);
    await chat.press('x');
    await expect.poll(() => chat.card()).toBeUndefined();
    expect(await chat.greetings()).toHaveLength(1);
  });

  test('is told if the files are no longer stored, and keeps the rest', async () => {
    const chat = openChat('13');
    await chat.send({
      photo: [{ file_id: rig.server.addFile(picture), width: 64, height: 64 }],
      caption: 'Анна: ура!',
    });
    await chat.deliver();
    const { spec } = await chat.newest();
    const store = await rig.container.store();
    await store.remove(spec?.photos[0] ?? '');
    await chat.press('o');
    expect(chat.card()?.text).toMatch(/^Фото и записи к этому видео уже не хранятся.*\n\nКакое оформление/);
    await chat.press('o=wedding');
    expect((await chat.newest()).spec).toEqual({ ...spec, template: 'wedding', photos: [] });
  });

  test('sees words that decline the old name before they are used for another one', async () => {
    const chat = openChat('14');
    await chat.say('Анна: Поздравляем Анну!');
    await chat.deliver();
    await chat.press('n');
    await chat.say('Олег');
    expect(chat.card()?.text).toMatch(/🎬 Кому: Олег[\s\S]*Поздравляем Анну!/);
    expect(await chat.greetings()).toHaveLength(1);
  });

  test('makes it for several others by a list', async () => {
    const chat = openChat('17');
    await chat.say('Анна: Анна, ура!');
    await chat.deliver();
    await chat.press('b');
    expect(chat.card()?.text).toMatch(/^Пришлите имена/);
    await chat.say('Олег, Вера');
    expect(chat.card()?.text).toContain('{имя}, ура!');
    await chat.press('go');
    const specs = (await chat.greetings()).map(({ spec }) => `${spec?.to}: ${spec?.text}`);
    expect(specs.sort()).toEqual(['Анна: Анна, ура!', 'Вера: Вера, ура!', 'Олег: Олег, ура!']);
  });

  test('has no say over the videos of others, of other chats, and of those that are gone', async () => {
    const chat = openChat('15');
    await chat.say('Анна: ура!');
    await chat.deliver();
    const data = chat.dataFor('n');
    expect(await openChat('16').press('', data)).toEqual(['Менять видео может только тот, кто его заказал.']);
    await rig.query(`DELETE FROM "VideoJob" WHERE "chatId" = '15'`);
    expect(await chat.press('n')).toEqual(['Этого видео у меня уже нет. Сделаем новое? /new']);
    await expect.poll(() => chat.card()).toBeUndefined();
  });
});

test('in a group, the person who ordered is asked in a reply, and nothing is left of the question', async () => {
  const chat = openChat('-21');
  await chat.say('@zdravitsa_bot Анна: ура!');
  await chat.deliver();
  await chat.press('n');
  const question = chat.messages().at(-1);
  expect(question?.text).toContain('📎 Test · Кому ещё? Остальное оставлю.');
  await chat.say('Олег', {
    reply_to_message: { message_id: question?.messageId, from: { id: 1 }, text: question?.text },
  });
  expect((await chat.newest()).spec?.to).toBe('Олег');
  await expect.poll(() => chat.texts().filter((text) => text.startsWith('📎'))).toEqual([]);
});

describe('a greeting that failed', () => {
  test('is made once more by its button, whose message becomes the video', async () => {
    const chat = openChat('31');
    await chat.say('Клара: ура!');
    await chat.fail();
    expect(chat.messages().at(-1)).toMatchObject({
      text: '😔 Видео не получилось: Клара. Слова и файлы сохранены, попробуем ещё раз?',
      buttons: [{ text: '🔁 Ещё раз' }, { text: '✍️ Изменить' }],
    });
    const data = chat.dataFor('r');
    const taps = [rig.server.press('31', data), rig.server.press('31', data)];
    await untilHandled();
    expect(taps).toEqual([['Уже делаю!'], ['Уже делаю!']]);
    expect(await chat.newest()).toMatchObject({ run: 2, status: 'QUEUED' });
    const waiting = ['Клара: ура!', expect.stringMatching(/^⏳ Клара/), '🔁 Пробую ещё раз.'];
    await expect.poll(() => chat.texts()).toEqual(waiting);
    await chat.deliver();
    await expect.poll(() => chat.messages().map(({ video }) => video !== undefined)).toEqual([false, true]);
    expect(await chat.press('r', data)).toEqual(['Видео уже готово.']);
  });

  test('is made once more by words, and no older one with it', async () => {
    const chat = openChat('32');
    await chat.say('Клара: ура!');
    await chat.fail();
    await chat.say('Олег: ура!');
    await chat.fail();
    const again = await chat.say('ещё раз');
    expect(rig.server.ledger.find('32', again)?.reaction).toBe('👌');
    await chat.say('повтори');
    expect((await chat.greetings()).map(({ run }) => run)).toEqual([1, 2]);
  });

  test('can be changed, which is what is offered if another run cannot help', async () => {
    const chat = openChat('33');
    await chat.say('Клара: ура!');
    await chat.fail('MEDIA_LOST');
    expect(
      chat
        .messages()
        .at(-1)
        ?.buttons?.map(({ text }) => text),
    ).toEqual(['✍️ Изменить']);
    await chat.press('e');
    expect(chat.card()?.text).toContain('🎬 Кому: Клара');
    await chat.press('go');
    expect(await chat.greetings()).toHaveLength(2);
  });
});

describe('"the same for" somebody', () => {
  test('makes the newest greeting, or the one that is answered, for another name at once', async () => {
    const chat = openChat('41');
    await chat.say('Анна: Счастья!');
    const video = await chat.deliver();
    await chat.say('Вера: Удачи!');
    await chat.deliver();
    await chat.say('то же для Олега');
    await chat.say('same for Kate', { reply_to_message: { message_id: video, from: { id: 1 } } });
    expect((await chat.greetings()).map(({ spec }) => `${spec?.to}: ${spec?.text}`)).toEqual([
      ...['Анна: Счастья!', 'Вера: Удачи!', 'Олег: Удачи!', 'Kate: Счастья!'],
    ]);
  });

  test('is what a name means that answers a video', async () => {
    const chat = openChat('44');
    await chat.say('Анна: Счастья!');
    const video = await chat.deliver();
    const answers = { reply_to_message: { message_id: video, from: { id: 1 } } };
    await chat.say('Кате', answers);
    await chat.say('Вера: Удачи!', answers);
    expect((await chat.greetings()).map(({ spec }) => `${spec?.to}: ${spec?.text}`)).toEqual([
      ...['Анна: Счастья!', 'Катя: Счастья!', 'Вера: Удачи!'],
    ]);
  });

  test('asks about a name in doubt', async () => {
    const chat = openChat('43');
    await chat.say('Анна: Счастья!');
    await chat.deliver();
    await chat.say('то же Лене');
    expect(chat.card()?.text).toMatch(/Так и назвать: Лена\?/);
  });

  test('only takes the name if nothing was made before', async () => {
    const chat = openChat('42');
    await chat.say('то же для Олега');
    expect(chat.card()?.text).toMatch(/🎬 Кому: Олег/);
  });
});

describe('an edited message', () => {
  test('changes its greeting without a question while it waits, also one of several', async () => {
    const chat = openChat('51');
    const message = await chat.say('Анна: С др!\nОлег: Ура!');
    await chat.edit(message, 'Анна: С др!\nОлег: Счастья!');
    const open = (await chat.greetings()).filter(({ status }) => status === 'QUEUED');
    expect(open.map(({ spec }) => `${spec?.to}: ${spec?.text}`)).toEqual(['Анна: С др!', 'Олег: Счастья!']);
    await chat.edit(message, 'Анна: С др!\nОлег: Счастья!');
    expect(await chat.greetings()).toHaveLength(3);
    const shown = () =>
      Array.from(
        chat
          .texts()
          .at(-1)
          ?.matchAll(/^⏳ (\S+)/gm) ?? [],
        ([, name]) => name,
      );
    await expect.poll(shown).toEqual(['Анна', 'Олег']);
    await expect.poll(() => chat.card()).toBeUndefined();
  });

  test('of a greeting that is made is asked about, once however often it is edited', async () => {
    const chat = openChat('52');
    const message = await chat.say('Анна: С дм!');
    await chat.deliver();
    await chat.edit(message, 'Анна: С др!');
    await chat.edit(message, 'Анна: С днём рождения!');
    const questions = chat.messages().filter(({ buttons }) => buttons?.some(({ data }) => data?.endsWith(':e=1')));
    expect(questions.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Заметил правку\. Переделать видео\?[\s\S]*С днём рождения!$/),
    ]);
    const data = chat.dataFor('e=1');
    rig.server.press('52', data);
    await chat.press('e=1', data);
    expect((await chat.greetings()).map(({ spec }) => spec?.text)).toEqual(['С дм!', 'С днём рождения!']);
    expect(chat.messages().filter(({ video }) => video !== undefined)).toHaveLength(1);
  });

  test('of a greeting that is made changes nothing if the person says no', async () => {
    const chat = openChat('55');
    const message = await chat.say('Анна: С дм!');
    await chat.deliver();
    await chat.edit(message, 'Анна: С др!');
    expect(chat.card()?.text).toMatch(/^Заметил правку/);
    await chat.say('нет');
    expect(chat.card()).toBeUndefined();
    expect(await chat.greetings()).toHaveLength(1);
  });

  test('of a greeting that is being made stops it once the person agrees', async () => {
    const chat = openChat('53');
    const message = await chat.say('Анна: С дм!');
    const { id } = await chat.newest();
    await rig.query(`UPDATE "VideoJob" SET "status" = 'PROCESSING', "step" = 'tts' WHERE "id" = '${id}'`);
    await chat.edit(message, 'Анна: С др!');
    expect((await chat.greetings()).map(({ status }) => status)).toEqual(['PROCESSING']);
    await chat.press('e=1');
    expect((await chat.greetings()).map(({ status }) => status)).toEqual(['CANCELLED', 'QUEUED']);
  });

  test('of a greeting that was cancelled changes nothing', async () => {
    const chat = openChat('54');
    const message = await chat.say('Анна: С дм!');
    await chat.say('/cancel');
    await chat.edit(message, 'Анна: С др!');
    expect(await chat.greetings()).toHaveLength(1);
    await expect.poll(() => chat.texts().at(-1)).toContain('Отменено');
  });
});
