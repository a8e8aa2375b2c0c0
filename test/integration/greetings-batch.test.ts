import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import { createSubmitter } from '#root/queue/runs/submit.js';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';

let board: TestBoard;
let db: Database;

beforeAll(async () => {
  board = await startTestBoard();
  db = createDatabase({ url: board.container.config.databaseUrl });
});

beforeEach(async () => {
  await db.videoJob.deleteMany();
});

afterAll(async () => {
  await db.$disconnect();
  await board.close();
});

interface Row {
  status: VideoJobStatus;
  errorCode?: string;
  failedStep?: string;
  to?: string;
}

async function store(count: number, { to = spec.to, ...row }: Row): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const { videoJob } = await board.container.videoJobs.create({ spec: { ...spec, to } });
    await db.videoJob.update({ where: { id: videoJob.id }, data: row });
  }
}

async function get(path: string): Promise<string> {
  const answer = await fetch(board.url + path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

const titleOf = (page: string) => /<h1>(.*)<\/h1>/.exec(page)?.[1];

/** Returns the fields of the form on a confirmation page. */
function fieldsOf(page: string): URLSearchParams {
  const inputs = page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g);
  return new URLSearchParams(Array.from(inputs, ([, name = '', value = '']): [string, string] => [name, value]));
}

function post(body: URLSearchParams, headers: Record<string, string> = { origin: board.url }): Promise<Response> {
  return fetch(`${board.url}/greetings/batch`, { method: 'POST', redirect: 'manual', headers, body });
}

async function confirm(page: string): Promise<string> {
  const answer = await post(fieldsOf(page));
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

async function counts(): Promise<Record<string, number>> {
  const found = await db.videoJob.groupBy({ by: ['status'], _count: true });
  return Object.fromEntries(found.map(({ status, _count }) => [status, _count]));
}

describe('an operator', () => {
  test('retries all failed greetings of the filter, after one confirmation that names their number', async () => {
    await store(3, { status: 'FAILED', errorCode: 'A_1', failedStep: 'tts' });
    await store(2, { status: 'FAILED', errorCode: 'B_2', failedStep: 'montage' });
    await store(1, { status: 'COMPLETED' });
    const list = await get('/greetings?error=A_1');
    expect(list).toContain('href="/greetings/batch?action=retry&amp;error=A_1"');
    const page = await get('/greetings/batch?action=retry&error=A_1');
    expect([titleOf(page), page.includes('Yes, retry 3 greetings')]).toEqual(['Retry 3 greetings?', true]);
    expect(await counts()).toEqual({ FAILED: 5, COMPLETED: 1 });

    const location = await confirm(page);
    expect(location).toBe('/greetings?error=A_1&done=retry&changed=3');
    expect(await get(location)).toContain('New runs were started for 3 greetings.');
    expect(await counts()).toEqual({ QUEUED: 3, FAILED: 2, COMPLETED: 1 });
    const open = await db.videoJob.findMany({ where: { status: 'QUEUED' } });
    expect(open.map(({ run }) => run)).toEqual([2, 2, 2]);
    const backlog = await board.container.flows.backlog('tts');
    expect(backlog.counts.waiting).toBeGreaterThanOrEqual(3);
  });

  test('cancels all open greetings of the filter', async () => {
    await store(2, { status: 'QUEUED', to: 'Анна' });
    await store(1, { status: 'PROCESSING', to: 'Анна' });
    await store(2, { status: 'QUEUED', to: 'Ада' });
    const searched = await fetch(`${board.url}/greetings/search`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: board.url },
      body: new URLSearchParams({ q: 'анна' }),
    });
    const list = await get(searched.headers.get('location') ?? '');
    const link = /href="(\/greetings\/batch\?action=cancel[^"]*)"/.exec(list)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const page = await get(link);
    expect([titleOf(page), page.includes('name “Анна”') || page.includes('name “анна”')]).toEqual([
      'Cancel 3 greetings?',
      true,
    ]);
    await confirm(page);
    expect(await counts()).toEqual({ CANCELLED: 3, QUEUED: 2 });
  });

  test('retries delivered or cancelled greetings only if the filter names that status', async () => {
    await store(2, { status: 'COMPLETED' });
    await store(1, { status: 'CANCELLED' });
    expect(titleOf(await get('/greetings/batch?action=retry&age=1h'))).toBe('There is nothing to retry');
    const page = await get('/greetings/batch?action=retry&status=COMPLETED');
    expect(page).toContain('are delivered again');
    await confirm(page);
    expect(await counts()).toEqual({ QUEUED: 2, CANCELLED: 1 });
    expect(titleOf(await get('/greetings/batch?action=cancel&status=FAILED'))).toBe('There is nothing to cancel');
  });

  test('changes neither greetings that were ordered after the question nor more than it named', async () => {
    await store(2, { status: 'QUEUED' });
    const page = await get('/greetings/batch?action=cancel&age=1h');
    await store(2, { status: 'QUEUED' });
    await confirm(page);
    expect(await counts()).toEqual({ CANCELLED: 2, QUEUED: 2 });

    await store(3, { status: 'FAILED' });
    const fields = fieldsOf(await get('/greetings/batch?action=retry&status=FAILED'));
    fields.set('count', '2');
    await post(fields);
    expect((await counts()).FAILED).toBe(1);
  });

  test('is not offered an action on the whole unfiltered list', async () => {
    await store(1, { status: 'FAILED' });
    expect(await get('/greetings')).not.toContain('/greetings/batch');
  });
});

test('1,000 greetings of more are changed at once, and the page says that others remain', async () => {
  const data = Array.from({ length: 1_010 }, (_, index) => {
    const time = (Date.now() - 2_000 + index).toString(16).padStart(12, '0');
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
    return { id, status: 'FAILED' as const, spec };
  });
  await db.videoJob.createMany({ data });
  const page = await get('/greetings/batch?action=retry&status=FAILED');
  expect(titleOf(page)).toBe('Retry 1,000 greetings?');
  expect(page).toContain('1,010 match.');
  expect(await confirm(page)).toContain('changed=1000');
  expect(await counts()).toEqual({ QUEUED: 1_000, FAILED: 10 });
  const left = await db.videoJob.findMany({ where: { status: 'FAILED' }, orderBy: { id: 'asc' } });
  expect(left.map(({ id }) => id)).toEqual(data.slice(1_000).map(({ id }) => id));
  const cancelling = await get('/greetings/batch?action=cancel&status=QUEUED');
  await confirm(cancelling);
  expect(await counts()).toEqual({ CANCELLED: 1_000, FAILED: 10 });
});

test.each([{}, { origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }])(
  'a request that does not come from a page of the board changes nothing: %o',
  async (headers: Record<string, string>) => {
    await store(1, { status: 'FAILED' });
    const fields = fieldsOf(await get('/greetings/batch?action=retry&status=FAILED'));
    expect((await post(fields, headers)).status).toBe(403);
    expect(await counts()).toEqual({ FAILED: 1 });
  },
);

test.each([
  {},
  { action: 'remove', at: '1', count: '1' },
  { action: 'retry', count: '1' },
  { action: 'retry', at: '1', count: '1001' },
])('an incomplete form is refused: %o', async (fields: Record<string, string>) => {
  expect((await post(new URLSearchParams(fields))).status).toBe(400);
});

test('greetings are retried while Redis is unavailable', async () => {
  const DATABASE_URL = board.container.config.databaseUrl;
  const unavailable = await startTestBoard({ DATABASE_URL, REDIS_PORT: '1' });
  await store(3, { status: 'FAILED' });
  const page = await (await fetch(`${unavailable.url}/greetings/batch?action=retry&status=FAILED`)).text();
  const answer = await fetch(`${unavailable.url}/greetings/batch`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: unavailable.url },
    body: fieldsOf(page),
  });
  expect(answer.status).toBe(303);
  expect(await counts()).toEqual({ QUEUED: 3 });
  await unavailable.close();
});

test('the chats of many cancelled greetings are cleared afterwards, a few at once', async () => {
  await store(10, { status: 'QUEUED' });
  let [running, most, cleared] = [0, 0, 0];
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const withdraw = async () => {
    running += 1;
    most = Math.max(most, running);
    await held;
    running -= 1;
    cleared += 1;
  };
  const submitter = createSubmitter({ ...board.container, channel: async () => ({ withdraw }) });
  const open = await db.videoJob.findMany({ where: { status: 'QUEUED' } });
  expect(await submitter.cancelAll(open.map(({ id }) => id))).toHaveLength(10);
  expect([await counts(), cleared]).toEqual([{ CANCELLED: 10 }, 0]);
  release();
  await submitter.settle();
  expect([cleared, most]).toEqual([10, 4]);
});
