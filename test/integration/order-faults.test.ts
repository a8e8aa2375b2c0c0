import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, type ExpectStatic, test } from 'vitest';
import { startStepWorkers } from '#root/app/start-workers.js';
import { RefusedError } from '#root/errors.js';
import { steps } from '#root/queue/definitions/index.js';
import { createStepWorker } from '#root/queue/worker/step-worker.js';
import { workerConnection } from '#root/redis/connection.js';
import { textsIn } from '#root/telegram/texts.js';
import type { Fault, FaultyCall } from '../helpers/bot-api/server.js';
import { type BotRig, createBotRig } from '../helpers/bot-rig.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { quick } from '../helpers/step-rig.js';
import { tone } from '../helpers/wav.js';

/** A call of the Bot API that is made for an order. */
interface Call {
  name: string;
  isMeant(call: FaultyCall): boolean;
  /** What else Telegram refuses permanently. */
  refused?: string;
  /** The order has a recording. */
  hasFile?: boolean;
  /** The video cannot be made. */
  fails?: boolean;
}

const isCall = (method: string, text = '') => ({
  isMeant: (call: FaultyCall) => call.method === method && (call.text ?? '').includes(text),
});
const FAILING = 'Сбой';
const failed = textsIn('ru')('failure-named', { name: FAILING });
const polling: Call = { name: 'getUpdates', ...isCall('getUpdates') };
const calls: Call[] = [
  { name: 'getFile', ...isCall('getFile'), hasFile: true },
  { name: 'the download', ...isCall('download'), hasFile: true },
  { name: 'sendMessage (progress)', ...isCall('sendMessage', ' — ') },
  { name: 'sendMessage (announcement)', ...isCall('sendMessage', '🎉 Готово') },
  { name: 'editMessageMedia', ...isCall('editMessageMedia') },
  { name: 'deleteMessage', ...isCall('deleteMessage') },
  { name: 'sendVideo', ...isCall('sendVideo'), refused: 'editMessageMedia' },
  { name: 'editMessageText (failure)', ...isCall('editMessageText', failed), fails: true },
];
const faults: Fault[] = [{ status: 429, retryAfter: 1 }, { status: 502 }, 'drop-before', 'drop-after'];

let rig: BotRig;
const closers: (() => Promise<void>)[] = [];
/** Faults that are still to happen. */
const waiting = new Set<{ isMeant: (call: FaultyCall) => boolean; fault: Fault }>();
const refusing = new Map<string, string>();

beforeAll(async () => {
  rig = await createBotRig();
  rig.server.world.fault = (call) => {
    if (refusing.get(call.chatId) === call.method) return { status: 400, description: 'Bad Request: MEDIA_INVALID' };
    const next = [...waiting].find(({ isMeant }) => isMeant(call));
    if (next !== undefined) waiting.delete(next);
    return next?.fault;
  };
  await startStepWorkers(rig.container, { deliver: 8, greeting: 8 });
  startQuickWorker('tts', quick.tts);
  startQuickWorker('montage', async ({ data, videoJob }: Parameters<typeof quick.montage>[0]) => {
    // So that it is shown first, and removed at the end.
    while (rig.server.ledger.messages(videoJob.chatId ?? '').length < 2) await sleep(20);
    if (videoJob.spec?.to === FAILING) throw new RefusedError('FFMPEG_FAILED', 'made to fail');
    return makeVideo(data.videoJobId);
  });
  rig.startBot();
});

afterAll(async () => {
  for (const close of closers) await close();
  await rig.stop();
});

function startQuickWorker(name: 'tts' | 'montage', processor: unknown): void {
  const { config, videoJobs, submitter } = rig.container;
  const worker = createStepWorker({
    step: steps[name] as never,
    processor: processor as never,
    videoJobs,
    startOver: submitter.startOver,
    logger,
    deadlineMs: 60_000,
    workerOptions: { connection: workerConnection(config.redis), prefix: config.queues.prefix, concurrency: 8 },
  });
  closers.push(worker.close);
}

async function makeVideo(videoJobId: string) {
  const store = await rig.container.store();
  const path = join(rig.dir, videoJobId);
  await writeFile(path, videoJobId);
  const [videoKey, posterKey] = [`video/${videoJobId}.mp4`, `poster/${videoJobId}.jpg`];
  for (const key of [videoKey, posterKey]) await store.put(key, path);
  return { videoKey, posterKey, width: 720, height: 1_280, durationMs: 1_000 };
}

let chats = 100;

/** Orders a greeting, for which one call fails once. Returns its chat and the failure. */
function orderWith({ isMeant, refused, hasFile = false, fails = false }: Call, fault: Fault) {
  const chatId = String(++chats);
  const words = `${fails ? FAILING : 'Анна'}: ура`;
  const fileId = hasFile ? rig.server.addFile(tone()) : undefined;
  if (refused !== undefined) refusing.set(chatId, refused);
  const isOwn = (call: FaultyCall) =>
    call.method === 'getUpdates' || call.chatId === chatId || (fileId !== undefined && call.fileId === fileId);
  const planned = { isMeant: (call: FaultyCall) => isMeant(call) && isOwn(call), fault };
  waiting.add(planned);
  if (fileId === undefined) rig.server.say(chatId, words);
  else rig.server.send(chatId, { voice: { file_id: fileId }, caption: words });
  return { chatId, planned };
}

async function statuses(chatId: string): Promise<string[]> {
  // Every test of the file asks at the same time, and a page of all greetings would be long.
  const found = await rig.query(`SELECT "status" FROM "VideoJob" WHERE "chatId" = '${chatId}'`);
  return (found as { rows: { status: string }[] }).rows.map(({ status }) => status);
}

/** @param expect that of the test, because tests run at the same time */
async function expectOneGreeting(call: Call, fault: Fault, expect: ExpectStatic): Promise<void> {
  const { chatId, planned } = orderWith(call, fault);
  await expect.poll(() => statuses(chatId), { timeout: 30_000 }).toEqual([call.fails ? 'FAILED' : 'COMPLETED']);
  // A send has no idempotency key, so its text stays if the answer is lost: docs/decisions/0004-edit-not-send.md.
  const isLeft = fault === 'drop-after' && call.name.startsWith('sendMessage');
  const [order] = rig.server.ledger.messages(chatId);
  const content = call.fails ? { text: failed } : { video: expect.anything(), repliesTo: order?.messageId };
  const shown = { ...content, buttons: expect.anything() };
  const left = isLeft ? [expect.objectContaining({ text: expect.anything() })] : [];
  await expect
    .poll(() => rig.server.ledger.messages(chatId).slice(1), { timeout: 15_000 })
    .toEqual([...left, { messageId: expect.any(Number), ...shown }]);
  expect(rig.server.ledger.videosShown.get(chatId)?.size ?? 0).toBe(call.fails ? 0 : 1);
  await expect.poll(() => waiting.has(planned)).toBe(false);
}

const casesOf = (some: Call[], kinds: Fault[]) =>
  some.flatMap((call) => kinds.map((fault) => [call.name, fault, call] as const));
// Every call waits and is repeated alike after the two errors that Telegram reports, so each call meets one of them.
const isChosen = ([, fault, call]: readonly [string, Fault, Call]) =>
  typeof fault === 'string' || faults.indexOf(fault) === calls.indexOf(call) % 2;
// The video would be sent again: only a message that is edited into it can be repeated safely.
const isPossible = ([name, fault]: readonly [string, Fault, Call]) => name !== 'sendVideo' || fault !== 'drop-after';

describe.concurrent('an order is delivered once, and leaves nothing else in the chat,', () => {
  test.for(casesOf(calls, faults).filter(isChosen).filter(isPossible))(
    'if %s fails with %j',
    async ([, fault, call], { expect }) => {
      await expectOneGreeting(call, fault, expect);
    },
  );
});

describe('an order is delivered once, one after the other,', () => {
  // These faults concern all chats.
  const cases = [...casesOf([polling], [...faults, 'refuse']), ...casesOf(calls, ['refuse'])];
  test.for(cases)('if %s fails with %j', async ([, fault, call], { expect }) => {
    await expectOneGreeting(call, fault, expect);
  });
});
