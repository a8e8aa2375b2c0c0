import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import { spec } from '../fixtures/spec.js';
import { shownIds, startTestBoard, type TestBoard } from '../helpers/board.js';
import { unreadable } from '../helpers/step-rig.js';

const ROWS = 2_500;
const SHOWN = 50;
const statuses: VideoJobStatus[] = ['COMPLETED', 'COMPLETED', 'FAILED', 'CANCELLED', 'QUEUED'];

let board: TestBoard;
let db: Database;
let ids: string[];

beforeAll(async () => {
  board = await startTestBoard();
  db = createDatabase({ url: board.container.config.databaseUrl });
  const from = Date.now() - ROWS * 1_000;
  const data = Array.from({ length: ROWS }, (_, index) => ({
    id: idAt(from + index * 1_000),
    createdAt: new Date(from + index * 1_000),
    status: statuses[index % statuses.length] as VideoJobStatus,
    spec,
  }));
  await db.videoJob.createMany({ data });
  ids = data.map(({ id }) => id).reverse();
});

afterAll(async () => {
  await db.$disconnect();
  await board.close();
});

/** Returns a UUID of version 7, like the ids of rows. */
function idAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

async function get(path: string): Promise<string> {
  const answer = await fetch(board.url + path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

function link(page: string, rel: 'prev' | 'next'): string | undefined {
  return new RegExp(`<a rel="${rel}" href="([^"]+)"`).exec(page)?.[1]?.replaceAll('&amp;', '&');
}

describe('the list of greetings', () => {
  test('links through all rows, newest first, and back', async () => {
    const seen: string[] = [];
    let last = '';
    for (let path: string | undefined = '/greetings'; path !== undefined; path = link(last, 'next')) {
      last = await get(path);
      seen.push(...shownIds(last));
    }
    expect(seen).toEqual(ids);
    const back = await get(link(last, 'prev') ?? '');
    expect(shownIds(back)).toEqual(ids.slice(-2 * SHOWN, -SHOWN));
    const first = await get('/greetings');
    expect(link(first, 'prev')).toBeUndefined();
  });

  test('shows the greetings of one status, page by page', async () => {
    const failed = ids.filter((_, index) => statuses[(ROWS - 1 - index) % statuses.length] === 'FAILED');
    const first = await get('/greetings?status=FAILED');
    const second = await get(link(first, 'next') ?? '');
    expect([...shownIds(first), ...shownIds(second)]).toEqual(failed.slice(0, 2 * SHOWN));
  });

  test('finds a greeting by its id, by the beginning of its id, and by the id of a job', async () => {
    const id = ids[1_234] ?? '';
    expect(shownIds(await get(`/greetings?q=${id}`))).toEqual([id]);
    expect(shownIds(await get(`/greetings?q=%20${id.slice(0, 22).toUpperCase()}`))).toEqual([id]);
    expect(shownIds(await get(`/greetings?q=${id}-2-montage`))).toEqual([id]);
    expect(shownIds(await get(`/greetings?q=${id}&status=QUEUED`))).toHaveLength(
      statuses[(ROWS - 1 - 1_234) % statuses.length] === 'QUEUED' ? 1 : 0,
    );
  });

  test.each(['%27%3B--', 'zzz', '%', '0'.repeat(300), '<script>'])('finds nothing for %s', async (searched) => {
    const page = await get(`/greetings?q=${encodeURIComponent(searched)}`);
    expect(page).toContain('No matching greeting');
    expect(page).not.toContain('<script>');
  });

  test('ignores invalid filters', async () => {
    expect(shownIds(await get('/greetings?status=LOST&older=%00&newer=x'))).toEqual(ids.slice(0, SHOWN));
  });
});

describe('the page of a greeting', () => {
  test('shows its timeline and error, and escapes what a user wrote', async () => {
    const { videoJob } = await board.container.videoJobs.create({
      spec: { ...spec, to: '<img src=x onerror=alert(1)>', text: '"</blockquote><script>alert(1)</script>' },
    });
    const page = await get(`/greetings/${videoJob.id}`);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/<img src=x|<script>/);
    const failed = await get(`/greetings/${await board.createFailed()}`);
    expect(failed).toContain('FFMPEG_FAILED');
    expect(failed).toContain('it &lt;b&gt;broke&lt;/b&gt; &amp; ended');
    expect(failed).toMatch(/Created.*Started.*Finished/s);
  });

  test('is shown without its content if this version cannot read it', async () => {
    const { videoJob } = await board.container.videoJobs.create({ spec });
    await unreadable(db, videoJob);
    expect(await get(`/greetings/${videoJob.id}`)).toContain('This version cannot read it.');
  });

  test('links to its flow', async () => {
    const id = await board.createFailed();
    expect(await get(`/greetings/${id}`)).toContain(`href="/queues/queue/greeting/${id}-1-greeting"`);
  });

  test.each(['nothing', 'a%00b', '%F0%9F%8E%81'])('does not exist under %s', async (id) => {
    const answer = await fetch(`${board.url}/greetings/${id}`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('does not exist')]);
    expect((await fetch(`${board.url}/greetings/${id}/video`)).status).toBe(404);
  });
});

test('a page reports that the database is unavailable', async () => {
  const unavailable = await startTestBoard({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
  const answer = await fetch(`${unavailable.url}/greetings`);
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('cannot be reached')]);
  await unavailable.close();
});

test.each([
  ['style.css', 'text/css; charset=utf-8', /^:root \{.*\.overview \{.*\.greetings \{.*\.timeline \{/s],
  ['live.js', 'text/javascript; charset=utf-8', /fetch\(location/],
  ['icon.svg', 'image/svg+xml', /^<svg/],
])('a page gets %s in one request', async (name, type, content) => {
  const answer = await fetch(`${board.url}/greetings/${name}`);
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    type,
    'no-cache',
  ]);
  expect(await answer.text()).toMatch(content);
});
