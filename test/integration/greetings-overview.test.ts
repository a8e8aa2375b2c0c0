import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';

const HOUR_MS = 3_600_000;
let board: TestBoard;
let db: Database;

beforeAll(async () => {
  board = await startTestBoard();
  db = createDatabase({ url: board.container.config.databaseUrl });
});

afterAll(async () => {
  await db.$disconnect();
  await board.close();
});

interface Row {
  status: VideoJobStatus;
  hoursAgo: number;
  step?: string;
  failedStep?: string;
  errorCode?: string;
}

/** Stores a greeting that was ordered and last changed at that time. Returns its id. */
async function store({ hoursAgo, ...row }: Row): Promise<string> {
  const at = new Date(Date.now() - hoursAgo * HOUR_MS);
  const time = at.getTime().toString(16).padStart(12, '0');
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
  await db.videoJob.create({ data: { ...row, id, spec, createdAt: at, updatedAt: at } });
  return id;
}

async function get(path: string): Promise<string> {
  const answer = await fetch(board.url + path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

async function shown(path: string): Promise<string[]> {
  const list = await get(path);
  return Array.from(list.matchAll(/<a href="\/greetings\/([0-9a-f-]{36})">/g), ([, id]) => id ?? '');
}

test('a board without greetings explains how to order one', async () => {
  const page = await get('/greetings');
  expect(page).toContain('No greetings yet');
  expect(page).toContain('None.');
  expect(await get('/greetings?status=FAILED')).toContain('No greeting matches.');
});

describe('with greetings', () => {
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    ids.yesterday = await store({ status: 'FAILED', hoursAgo: 30, failedStep: 'tts', errorCode: 'OLD_TROUBLE' });
    ids.waiting = await store({ status: 'QUEUED', hoursAgo: 25 });
    ids.spoken = await store({
      status: 'FAILED',
      hoursAgo: 5.5,
      failedStep: 'tts',
      step: 'greeting',
      errorCode: 'A_1',
    });
    ids.drawn = await store({ status: 'FAILED', hoursAgo: 0.6, failedStep: 'montage', errorCode: 'B_2' });
    ids.drawnToo = await store({ status: 'FAILED', hoursAgo: 0.5, failedStep: 'montage', errorCode: 'B_2' });
    ids.done = await store({ status: 'COMPLETED', hoursAgo: 0.4, step: 'greeting' });
    ids.speaking = await store({ status: 'PROCESSING', hoursAgo: 0.1, step: 'tts' });
  });

  test('the overview counts open greetings, with the oldest, and those that ended and failed within a day', async () => {
    const page = await get('/greetings');
    expect(page).toMatch(
      new RegExp(`queued</span></dt><dd>1 <a class="oldest" href="/greetings/${ids.waiting}">oldest 1 d 1 h<`),
    );
    expect(page).toMatch(
      new RegExp(`processing</span></dt><dd>1 <a class="oldest" href="/greetings/${ids.speaking}">oldest 6 min<`),
    );
    expect(page).toMatch(/1 completed<.*0 cancelled<.*3 failed</s);
    const codes = Array.from(page.matchAll(/error=(\w+)[^>]*><code>\1<\/code><\/a> (\d+)/g), ([, ...found]) => found);
    expect(codes).toEqual([
      ['B_2', '2'],
      ['A_1', '1'],
    ]);
  });

  test('the chart shows greetings at the hour when they ended', async () => {
    const bars = Array.from(
      (await get('/greetings')).matchAll(/<title>Hour to [\d:]+ UTC: (.*)<\/title>/g),
      ([, at]) => at,
    );
    expect(bars).toHaveLength(24);
    expect([bars[18], bars[23]]).toEqual(['0 completed, 0 cancelled, 1 failed', '1 completed, 0 cancelled, 2 failed']);
    expect(new Set(bars.filter((_, hour) => hour !== 18 && hour !== 23)).size).toBe(1);
  });

  test('the overview counts the waiting jobs of each queue', async () => {
    const { videoJob } = await board.container.submitter.submit({ spec });
    const [, queues = ''] = (await get('/greetings')).split('class="queues"');
    const [waiting] =
      /href="\/queues\/queue\/tts">tts<\/a>[\s\S]*?<td class="alarm">0<\/td><td>(\d+)<\/td>/.exec(queues)?.slice(1) ??
      [];
    expect(Number(waiting)).toBeGreaterThan(0);
    await db.videoJob.delete({ where: { id: videoJob.id } });
  });

  test('the overview is shown above the unfiltered list only', async () => {
    expect(await get('/greetings')).toContain('aria-label="Overview"');
    for (const query of ['status=FAILED', 'q=0', 'step=tts', `older=${ids.done}`]) {
      expect(await get(`/greetings?${query}`)).not.toContain('aria-label="Overview"');
    }
  });

  test.each([
    ['step=montage', ['drawnToo', 'drawn']],
    // A failed greeting is found by the step that failed, not by the step that wrote FAILED.
    ['step=tts', ['speaking', 'spoken', 'yesterday']],
    ['step=greeting', ['done']],
    ['error=b_2', ['drawnToo', 'drawn']],
    ['error=NONE', []],
    ['error=A_1&step=montage', []],
    ['error=A_1&status=COMPLETED', []],
    ['age=1h', ['speaking', 'done', 'drawnToo', 'drawn']],
    ['age=24h&status=FAILED', ['drawnToo', 'drawn', 'spoken']],
    ['age=over-24h', ['waiting', 'yesterday']],
    ['age=over-15min&status=PROCESSING', []],
    ['age=never&step=none&error=%3Cb%3E&status=FAILED', ['drawnToo', 'drawn', 'spoken', 'yesterday']],
  ])('the list is filtered by %s', async (query, expected) => {
    expect(await shown(`/greetings?${query}`)).toEqual(expected.map((name) => ids[name]));
  });

  test('filters are kept when another one is added', async () => {
    const page = await get('/greetings?error=B_2&age=24h&step=montage');
    expect(page).toContain('href="/greetings?status=FAILED&amp;step=montage&amp;error=B_2&amp;age=24h"');
    expect(page).toContain('<option value="24h" selected>');
    expect(page).toContain('<option value="montage" selected>');
    expect(page).toContain('name="error" value="B_2"');
  });
});

test('the list shows name, occasion, chat and poster, and is searched by chat', async () => {
  const data = { status: 'COMPLETED', chatId: '-1007', posterKey: 'poster/a.jpg' } as const;
  const other = await db.videoJob.create({ data: { status: 'COMPLETED', chatId: '-10077', spec } });
  const { id } = await db.videoJob.create({ data: { ...data, spec: { ...spec, to: '<Марина>' } } });
  const list = await get('/greetings?q=chat%20-1007');
  for (const text of [
    '&lt;Марина&gt;</a>',
    `${spec.template} · chat -1007<`,
    `/greetings/${id}/poster?poster%2Fa.jpg`,
  ]) {
    expect(list).toContain(text);
  }
  expect(list).not.toContain(other.id);
});

test('the greetings are listed while Redis is unavailable', async () => {
  const unavailable = await startTestBoard({ REDIS_PORT: '1' });
  const page = await (await fetch(`${unavailable.url}/greetings`)).text();
  expect(page).toContain('Redis does not answer');
  expect(page).toContain('No greetings yet');
  await unavailable.close();
});
