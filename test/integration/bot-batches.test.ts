import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { textsIn } from '#root/telegram/texts.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';

let rig: BotRig;
let stopBot: () => Promise<void>;

beforeAll(async () => {
  rig = await createBotRig();
  stopBot = rig.startBot();
});

afterAll(() => rig.stop());

const picture = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer();
const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
const edits = () =>
  rig.server.ledger.calls.filter(({ method, outcome }) => method === 'editMessageText' && outcome === 200).length;
/** Returns when the summary in a chat may be edited next. */
async function dueIn(chatId: string): Promise<Date | null | undefined> {
  const found = await rig.query(`SELECT "summaryDueAt" AS "at" FROM "Batch" WHERE "chatId" = '${chatId}'`);
  return (found as { rows: { at: Date | null }[] }).rows[0]?.at;
}
/** Lets summaries be edited now. */
const hurry = () => rig.query(`UPDATE "Batch" SET "summaryDueAt" = now() WHERE "summaryDueAt" IS NOT NULL`);

/** A person's chat with the bot. */
function chatOf(id: string) {
  const messages = () => rig.server.ledger.messages(id);
  const card = () => messages().findLast(({ buttons }) => (buttons ?? []).length > 0);
  const dataFor = (action: string) => card()?.buttons?.find(({ data }) => data?.endsWith(`:${action}`))?.data ?? '';
  return {
    messages,
    card,
    dataFor,
    /** Returns the text that the summary comes to show. */
    summary: () =>
      expect.poll(async () => {
        await hurry();
        return messages().findLast(({ text }) => /^(?:👥 Готово|🎉|🛑)/u.test(text ?? ''))?.text;
      }),
    async say(text: string, options: { reply_to_message?: object } = {}) {
      const messageId = rig.server.say(id, text, options);
      await untilHandled();
      return messageId;
    },
    async send(content: object) {
      rig.server.send(id, content);
      await untilHandled();
    },
    async sendFile(content: Uint8Array, document: object, caption?: string) {
      const file_id = rig.server.addFile(content);
      await this.send({
        document: { file_id, file_size: content.length, ...document },
        ...(caption ? { caption } : {}),
      });
    },
    async press(action: string, data = dataFor(action)) {
      const toasts = rig.server.press(id, data);
      await untilHandled();
      return toasts;
    },
    /** Returns the rows of its greetings, in the order in which they were ordered. */
    async rows(): Promise<VideoJob[]> {
      const all = await rig.container.videoJobs.list({ limit: 100 });
      return all.filter(({ chatId }) => chatId === id).sort((one, other) => (one.id < other.id ? -1 : 1));
    },
  };
}

const finish = ({ id, run }: VideoJob) =>
  rig.container.videoJobs.finish({ videoJobId: id, run }, { status: 'COMPLETED', videoKey: 'video/x.mp4' });
const fail = ({ id, run }: VideoJob) => {
  const failure = { step: 'montage', code: 'FFMPEG_FAILED', message: 'x' };
  return rig.container.videoJobs.finish({ videoJobId: id, run }, { status: 'FAILED', failure });
};

describe('a list of names with words', () => {
  const chat = chatOf('7');

  test('is shown once, and becomes a video for each, whatever is tapped or delivered twice', async () => {
    await chat.say('Анна, Борис, Вика, анна, 🎉: С Новым годом, {имя}!');
    expect(chat.card()?.text).toMatch(
      /^👥 3 видео, ≈ 1 мин\nПовторы убрал: 1\.\nНе подходят: «🎉»\.\nАнна, Борис, Вика/,
    );
    await chat.press('f');
    await chat.press('f=square');
    expect(await chat.rows()).toEqual([]);
    const go = chat.dataFor('go');
    const taps = [rig.server.press('7', go), rig.server.press('7', go)];
    await untilHandled();
    expect(taps).toEqual([[''], ['Уже делаю!']]);
    await stopBot();
    rig.server.redeliver();
    await rig.query('DELETE FROM "InboxUpdate"');
    stopBot = rig.startBot();
    await untilHandled();
    const rows = await chat.rows();
    expect(rows.map(({ spec }) => [spec?.to, spec?.text, spec?.format, spec?.template])).toEqual(
      ['Анна', 'Борис', 'Вика'].map((name) => [name, `С Новым годом, ${name}!`, 'square', 'new-year']),
    );
    expect(new Set(rows.map(({ batchId }) => batchId)).size).toBe(1);
    expect(rows.map(({ progressMessageId }) => progressMessageId)).toEqual([null, null, null]);
  });

  test('is followed by one summary in the place of the card, which ends with the last of them', async () => {
    await chat.summary().toBe('👥 Готово 0 из 3');
    const [anna, boris, vika] = await chat.rows();
    await finish(anna as VideoJob);
    await fail(boris as VideoJob);
    await chat.summary().toBe('👥 Готово 1 из 3, не получилось 1\nНе получилось: «Борис»');
    expect(chat.card()?.buttons?.map(({ text }) => text)).toEqual(['🔁 Повторить', '✖️ Остановить']);
    const before = edits();
    await finish(vika as VideoJob);
    await chat.summary().toBe('👥 Готово 2 из 3, не получилось 1\nНе получилось: «Борис»');
    expect(edits()).toBe(before + 1);
    expect(chat.messages().filter(({ text }) => text?.startsWith('👥'))).toHaveLength(1);
    await expect.poll(() => dueIn('7')).toBeNull();
  });

  test('lets who ordered it retry, stop and continue, and nobody else', async () => {
    const retry = chat.dataFor('r');
    const foreign = rig.server.press('8', retry);
    await untilHandled();
    expect(foreign).toEqual(['Это чужая карточка.']);
    expect(await chat.press('r')).toEqual(['Делаю!']);
    await chat.summary().toBe('👥 Готово 2 из 3');
    expect(await chat.press('', retry)).toEqual(['Здесь уже всё сделано.']);
    expect(await chat.press('x')).toEqual(['Останавливаю. Готовые видео останутся.']);
    await chat.summary().toBe('🛑 Остановлено. Готово 2 из 3');
    expect(await chat.press('u')).toEqual(['Делаю!']);
    await chat.summary().toBe('👥 Готово 2 из 3');
    const boris = (await chat.rows()).find(({ status }) => status === 'QUEUED');
    expect(boris).toMatchObject({ spec: { to: 'Борис' }, run: 3 });
    expect(await chat.press('', retry.replace(/^b:.{11}/, 'b:AAAAAAAAAAA'))).toEqual(['Этого заказа уже нет.']);
  });

  test('shows the end after a restart, in a new message if the person has deleted the summary', async () => {
    await stopBot();
    rig.server.ledger.delete('7', chat.card()?.messageId ?? 0);
    await finish((await chat.rows()).find(({ status }) => status === 'QUEUED') as VideoJob);
    stopBot = rig.startBot();
    await chat.summary().toBe('🎉 Готово: все 3 видео');
    expect(chat.messages().filter(({ text }) => text?.startsWith('🎉'))).toHaveLength(1);
    expect(chat.card()).toBeUndefined();
  });
});

test('a list that is longer than the day has room for says how many fit, and waits', async () => {
  const chat = chatOf('40');
  await rig.query(`INSERT INTO "VideoJob" ("id", "spec", "status", "orderedBy", "updatedAt")
    SELECT 'room-' || n, '{}', 'COMPLETED', '40', now() FROM generate_series(1, 28) AS n`);
  await chat.say('Анна, Борис, Вика: С Новым годом!');
  await chat.press('go');
  expect(chat.card()?.text).toContain(textsIn('ru')('limit-batch', { room: 2 }));
  expect(chat.dataFor('go')).not.toBe('');
  expect(await chat.rows()).toEqual([]);
});

describe('the button for several people', () => {
  const chat = chatOf('17');

  test('asks for a list, also as a file, past nonsense, and shows it with a photo for all before anything is made', async () => {
    await chat.say('Олегу на свадьбу');
    await chat.press('b');
    expect(chat.card()?.text).toMatch(/^Пришлите имена, по одному в строке, до 50\./);
    await chat.say('сколько это стоит?');
    await chat.say('С днём рождения!');
    expect(chat.card()?.text).toMatch(/^Имён здесь не нашёл/);
    // "Анна\r\nБорис" in windows-1251, which Windows calls a table.
    const bytes = [0xc0, 0xed, 0xed, 0xe0, 0x0d, 0x0a, 0xc1, 0xee, 0xf0, 0xe8, 0xf1];
    await chat.sendFile(Uint8Array.from(bytes), { file_name: 'Гости.CSV', mime_type: 'application/vnd.ms-excel' });
    expect(chat.card()?.text).toMatch(/^Что сказать\?/);
    await chat.press('w=s1');
    expect(chat.card()?.text).toMatch(/^👥 2 видео, ≈ 1 мин\nАнна, Борис\nПовод: свадьба/);
    await chat.send({ photo: [{ file_id: rig.server.addFile(picture), width: 64, height: 64 }] });
    await chat.press('go');
    const rows = await chat.rows();
    expect(rows[0]?.spec?.photos).toHaveLength(1);
    expect(rows[1]?.spec?.photos).toEqual(rows[0]?.spec?.photos);
    expect(rows.map(({ spec }) => [spec?.to, spec?.template])).toEqual([
      ['Анна', 'wedding'],
      ['Борис', 'wedding'],
    ]);
  });

  test('leads to an order that /cancel stops as a whole', async () => {
    await chat.say('/cancel');
    expect(chat.messages().at(-1)?.text).toBe('Останавливаю. Готовые видео останутся.');
    expect((await chat.rows()).map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);
    await chat.summary().toBe('🛑 Остановлено. Готово 0 из 2');
  });
});

describe('more than three lines with words of their own', () => {
  const chat = chatOf('27');
  const lines = 'Анна: Ура!\nБорис: С Новым годом!\nВика: Спасибо!\nГлеб: Привет!';

  test('are one batch, from a message or from a file', async () => {
    await chat.say(lines);
    expect(chat.card()?.text).toContain('👥 4 видео, ≈ 1 мин\nАнна: Ура!\nБорис: С Новым годом!');
    await chat.press('x');
    await chat.sendFile(Buffer.from(`\uFEFF${lines}`), { file_name: 'list.txt', mime_type: 'text/plain' });
    await chat.press('go');
    expect((await chat.rows()).map(({ spec }) => [spec?.text, spec?.template])).toEqual([
      ['Ура!', 'neutral'],
      ['С Новым годом!', 'new-year'],
      ['Спасибо!', 'thank-you'],
      ['Привет!', 'neutral'],
    ]);
  });

  test('and a file that is no list is answered by what can be sent', async () => {
    await chat.sendFile(Buffer.from('x'), { file_name: 'a.pdf', mime_type: 'application/pdf' });
    expect(chat.messages().at(-1)?.text).toContain('.txt, .csv');
  });
});

test('in a group a list is confirmed by a button, and its admins may stop it', async () => {
  const chat = chatOf('-7');
  await chat.say('@zdravitsa_bot Анна, Борис, Вика: С Новым годом!');
  expect(chat.card()?.text).toMatch(/^👥 3 видео/);
  await chat.press('go');
  await chat.summary().toBe('👥 Готово 0 из 3');
  await rig.query(`UPDATE "Batch" SET "orderedBy" = '9' WHERE "chatId" = '-7'`);
  expect(await chat.press('x')).toEqual(['Это чужая карточка.']);
  rig.server.world.admins.add(7);
  expect(await chat.press('x')).toEqual(['Останавливаю. Готовые видео останутся.']);
  await chat.summary().toBe('🛑 Остановлено. Готово 0 из 3');
});

test('in a group an admin who stays anonymous may confirm it, and the summary moves with the group', async () => {
  const [chat, supergroup] = [chatOf('-27'), chatOf('-10027')];
  rig.server.world.admins.add(27);
  await chat.send({ text: '@zdravitsa_bot Анна, Борис, Вика: Ура!', sender_chat: { id: -27, type: 'supergroup' } });
  const description = 'Bad Request: group chat was upgraded to a supergroup chat';
  rig.server.world.fault = ({ method, chatId }) =>
    method === 'editMessageText' && chatId === '-27' ? { status: 400, description, movedTo: -10_027 } : undefined;
  await chat.press('go');
  await supergroup.summary().toBe('👥 Готово 0 из 3');
  expect(await supergroup.rows()).toHaveLength(3);
});

test('of a chat that refuses the bot the summary is given up, and Telegram is obeyed when it asks to wait', async () => {
  const [busy, gone] = [chatOf('37'), chatOf('47')];
  for (const chat of [busy, gone]) await chat.say('Анна, Борис, Вика: Ура!');
  let refusals = 0;
  rig.server.world.fault = ({ method, chatId, text }) => {
    if (method !== 'editMessageText' || text?.startsWith('👥 Готово') !== true) return undefined;
    if (chatId === '47') return { status: 400, description: 'Bad Request: chat not found' };
    refusals += 1;
    return refusals === 1 ? { status: 429, retryAfter: 1 } : undefined;
  };
  for (const chat of [busy, gone]) await chat.press('go');
  await busy.summary().toBe('👥 Готово 0 из 3');
  await expect.poll(() => dueIn('47')).toBeNull();
  expect(await dueIn('37')).toBeInstanceOf(Date);
  rig.server.world.fault = () => undefined;
});
