import { readdir, readlink } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';

let board: TestBoard;

beforeAll(async () => {
  board = await startTestBoard();
});

afterAll(() => board.close());

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

  const fetchVideo = (headers: Record<string, string>, method = 'GET') =>
    fetch(`${board.url}/greetings/${id}/video`, { method, headers });

  test.runIf(process.platform === 'linux')('is closed if none of it is sent', async () => {
    await fetchVideo({}, 'HEAD');
    await fetchVideo({ range: 'bytes=100000-' });
    await fetchVideo({ 'if-none-match': '"video/a.mp4"' });
    const files = await readdir('/proc/self/fd');
    const targets = files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => ''));
    expect((await Promise.all(targets)).filter((target) => target.includes('/video/a.mp4/'))).toEqual([]);
  });

  test('is sent, with its poster', async () => {
    const whole = await fetchVideo({});
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
    ['bytes=-200000', 0, 100_000],
    ['bytes=5-9,200000-', 5, 10],
  ])('is sent in parts: %s', async (range, from, to) => {
    const answer = await fetchVideo({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/100000`);
    expect(answer.headers.get('content-length')).toBe(String(to - from));
    expect(Buffer.from(await answer.arrayBuffer()).equals(content.subarray(from, to))).toBe(true);
  });

  test.each(['bytes=100000-', 'bytes=-0', 'bytes=9-3', 'bytes=100000-,200000-300000'])(
    'is refused for a range without any of its bytes: %s',
    async (range) => {
      const refused = await fetchVideo({ range });
      expect([refused.status, refused.headers.get('content-range')]).toEqual([416, 'bytes */100000']);
      expect(await refused.text()).toBe('');
    },
  );

  test.each(['bytes=-', 'bytes=x-1', 'lines=1-2', 'lines=100000-', 'bytes=1-2,5-6', 'bytes=1-2,-5', 'nonsense'])(
    'is sent whole for several ranges or a malformed one: %s',
    async (range) => {
      const whole = await fetchVideo({ range });
      expect([whole.status, whole.headers.get('content-range')]).toEqual([200, null]);
      expect((await whole.arrayBuffer()).byteLength).toBe(100_000);
    },
  );

  test('answers HEAD with the headers of the part that GET would send', async () => {
    const { status, headers, body } = await fetchVideo({ range: 'bytes=-10' }, 'HEAD');
    expect([status, body]).toEqual([206, null]);
    expect([headers.get('content-range'), headers.get('content-length')]).toEqual(['bytes 99990-99999/100000', '10']);
  });

  test('is not sent again to a client that has it, nor mixed with another version', async () => {
    const head = await fetchVideo({}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '100000']);
    const etag = head.headers.get('etag') ?? '';
    expect((await fetchVideo({ 'if-none-match': etag })).status).toBe(304);
    const parts = await Promise.all(
      [etag, '"other"'].map((version) => fetchVideo({ range: 'bytes=1-2', 'if-range': version })),
    );
    expect(parts.map(({ status }) => status)).toEqual([206, 200]);
    await Promise.all(parts.map((answer) => answer.arrayBuffer()));
  });

  test('is not found if storage has lost it', async () => {
    await (await board.container.store()).remove('poster/a.jpg');
    expect((await fetch(`${board.url}/greetings/${id}/poster`)).status).toBe(404);
  });
});
