import { readdir, readlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import type { VideoJobStatus } from '#root/greeting/video-job.js';
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

/** A UUID of version 7, as rows have. */
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

async function ended(): Promise<string> {
  const { videoJob } = await board.container.videoJobs.create({ spec });
  const failure = { step: 'montage', code: 'FFMPEG_FAILED', message: 'it <b>broke</b> & ended' };
  await board.container.videoJobs.finish({ videoJobId: videoJob.id, run: 1 }, { status: 'FAILED', failure });
  return videoJob.id;
}

describe('the list of greetings', () => {
  test('leads through all rows, the newest first, and back again', async () => {
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

  test('shows those of one status, page by page', async () => {
    const failed = ids.filter((_, index) => statuses[(ROWS - 1 - index) % statuses.length] === 'FAILED');
    const first = await get('/greetings?status=FAILED');
    const second = await get(link(first, 'next') ?? '');
    expect([...shownIds(first), ...shownIds(second)]).toEqual(failed.slice(0, 2 * SHOWN));
  });

  test('finds a greeting by its id, by how that begins, and by the id of a job', async () => {
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
    expect(page).toContain('No greeting here');
    expect(page).not.toContain('<script>');
  });

  test('takes what makes no sense for absent', async () => {
    expect(shownIds(await get('/greetings?status=LOST&older=%00&newer=x'))).toEqual(ids.slice(0, SHOWN));
  });
});

describe('the page of a greeting', () => {
  test('shows its timeline and error, and what a user wrote as text', async () => {
    const { videoJob } = await board.container.videoJobs.create({
      spec: { ...spec, to: '<img src=x onerror=alert(1)>', text: '"</blockquote><script>alert(1)</script>' },
    });
    const page = await get(`/greetings/${videoJob.id}`);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/<img src=x|<script>/);
    const failed = await get(`/greetings/${await ended()}`);
    expect(failed).toContain('FFMPEG_FAILED');
    expect(failed).toContain('it &lt;b&gt;broke&lt;/b&gt; &amp; ended');
    expect(failed).toMatch(/Created.*Started.*Finished/s);
  });

  test('comes without what it asks for where this version cannot read it', async () => {
    const { videoJob } = await board.container.videoJobs.create({ spec });
    await unreadable(db, videoJob);
    expect(await get(`/greetings/${videoJob.id}`)).toContain('what this version cannot read');
  });

  test('leads to its flow', async () => {
    const id = await ended();
    expect(await get(`/greetings/${id}`)).toContain(`href="/queues/queue/greeting/${id}-1-greeting"`);
  });

  test.each(['nothing', 'a%00b', '%F0%9F%8E%81'])('is not found under %s', async (id) => {
    const answer = await fetch(`${board.url}/greetings/${id}`);
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('no such page or greeting')]);
    expect((await fetch(`${board.url}/greetings/${id}/video`)).status).toBe(404);
  });
});

test('a page says so where the database is away', async () => {
  const nowhere = await startTestBoard({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
  const answer = await fetch(`${nowhere.url}/greetings`);
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('could not be reached')]);
  await nowhere.close();
});

describe('the video of a greeting', () => {
  const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));
  let id: string;

  beforeAll(async () => {
    await board.put('video/a.mp4', content);
    await board.put('poster/a.jpg', 'a picture');
    const { videoJob } = await board.container.videoJobs.create({ spec });
    id = videoJob.id;
    const video = { videoKey: 'video/a.mp4', posterKey: 'poster/a.jpg', durationMs: 1_000 };
    await board.container.videoJobs.saveVideo({ videoJobId: id, run: 1 }, video);
  });

  const part = (headers: Record<string, string>, method = 'GET') =>
    fetch(`${board.url}/greetings/${id}/video`, { method, headers });

  test.runIf(process.platform === 'linux')('is not left open where nothing of it is sent', async () => {
    await part({}, 'HEAD');
    await part({ range: 'bytes=100000-' });
    await part({ 'if-none-match': '"video/a.mp4"' });
    const files = await readdir('/proc/self/fd');
    const targets = files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => ''));
    expect((await Promise.all(targets)).filter((target) => target.includes('/video/a.mp4/'))).toEqual([]);
  });

  test('comes whole, with its poster', async () => {
    const whole = await part({});
    expect(whole.status).toBe(200);
    expect(whole.headers.get('accept-ranges')).toBe('bytes');
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await whole.arrayBuffer()).equals(content)).toBe(true);
    const poster = await fetch(`${board.url}/greetings/${id}/poster`);
    expect([poster.headers.get('content-type'), await poster.text()]).toEqual(['image/jpeg', 'a picture']);
  });

  test.each([
    ['bytes=0-0', 0, 1],
    ['bytes=500-999', 500, 1_000],
    ['bytes=99990-', 99_990, 100_000],
    ['bytes=-10', 99_990, 100_000],
    ['bytes=99990-200000', 99_990, 100_000],
  ])('comes in parts: %s', async (range, from, to) => {
    const answer = await part({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/100000`);
    expect(answer.headers.get('content-length')).toBe(String(to - from));
    expect(Buffer.from(await answer.arrayBuffer()).equals(content.subarray(from, to))).toBe(true);
  });

  test('is refused beyond its end, and whole for a range that is none', async () => {
    const beyond = await part({ range: 'bytes=100000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
    for (const range of ['bytes=9-3', 'bytes=-', 'lines=1-2', 'bytes=1-2,5-6']) {
      const whole = await part({ range });
      expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, 100_000]);
    }
  });

  test('is not sent again to who has it, nor mixed with another', async () => {
    const head = await part({}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '100000']);
    const etag = head.headers.get('etag') ?? '';
    expect((await part({ 'if-none-match': etag })).status).toBe(304);
    const parts = await Promise.all([etag, '"other"'].map((known) => part({ range: 'bytes=1-2', 'if-range': known })));
    expect(parts.map(({ status }) => status)).toEqual([206, 200]);
    await Promise.all(parts.map((answer) => answer.arrayBuffer()));
  });

  test('is not found where storage lost it', async () => {
    await (await board.container.store()).remove('poster/a.jpg');
    expect((await fetch(`${board.url}/greetings/${id}/poster`)).status).toBe(404);
  });
});

describe('retry and cancel', () => {
  const post = (path: string, headers: Record<string, string> = { origin: board.url }) =>
    fetch(board.url + path, { method: 'POST', redirect: 'manual', headers });

  const statusOf = async (id: string) => (await board.container.videoJobs.find(id))?.status;

  test('retry starts a new run, cancel ends it', async () => {
    const id = await ended();
    const retried = await post(`/greetings/${id}/retry`);
    expect([retried.status, retried.headers.get('location')]).toEqual([303, `/greetings/${id}?done=retry`]);
    expect(await board.container.videoJobs.find(id)).toMatchObject({ status: 'QUEUED', run: 2, errorCode: null });
    expect(await get(`/greetings/${id}?done=retry`)).toContain('A new run was started.');
    expect((await post(`/greetings/${id}/retry`)).status).toBe(409);

    expect((await post(`/greetings/${id}/cancel`)).status).toBe(303);
    expect(await statusOf(id)).toBe('CANCELLED');
    expect((await post(`/greetings/${id}/cancel`)).status).toBe(409);
  });

  test.each([
    {},
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site', origin: 'own' },
    { 'sec-fetch-site': 'same-site', origin: 'own' },
    { 'sec-fetch-site': 'none', origin: 'own' },
  ])('nothing is done unless a page of the board asks for it: %o', async (headers: Record<string, string>) => {
    const id = await ended();
    const sent = headers.origin === 'own' ? { ...headers, origin: board.url } : headers;
    expect((await post(`/greetings/${id}/retry`, sent)).status).toBe(403);
    expect(await statusOf(id)).toBe('FAILED');
  });

  test('a browser says for itself that the page is the board’s, also behind a proxy that changes Host', async () => {
    const id = await ended();
    const behindProxy = { origin: 'https://board.example', 'sec-fetch-site': 'same-origin' };
    expect((await post(`/greetings/${id}/retry`, behindProxy)).status).toBe(303);
    expect(await statusOf(id)).toBe('QUEUED');
  });

  test('nothing is done by following a link', async () => {
    const id = await ended();
    expect((await fetch(`${board.url}/greetings/${id}/retry`)).status).toBe(404);
    expect(await statusOf(id)).toBe('FAILED');
  });
});
