import { readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import type { VideoJob } from '#root/jobs/video-job.js';
import { startTestApi, type TestApi } from '../helpers/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

async function order(items: object[]): Promise<{ id: string; rows: VideoJob[] }> {
  const body = { defaults: { text: 'С Новым годом!' }, items };
  const { id } = (await api.ask('POST /v1/batches', { body })).body;
  return { id, rows: (await api.container.batches.itemsOf(id, { limit: 100 })).videoJobs };
}

/** Ends a greeting with a video of this content, or one that storage has no more. */
async function complete({ id }: VideoJob, content?: string | Buffer): Promise<void> {
  const videoKey = `video/${id}.mp4`;
  if (content !== undefined) await api.put(videoKey, content);
  await api.container.videoJobs.finish({ videoJobId: id, run: 1 }, { status: 'COMPLETED', videoKey });
}

const download = (path: string, init: RequestInit = {}) =>
  fetch(api.url + path, { ...init, headers: { Authorization: `Bearer ${api.token}` } });

/** Returns the files of an archive by name. */
async function unzip(archive: ArrayBuffer): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(archive));
  const files: Record<string, string> = {};
  for await (const entry of zip.eachEntry()) files[entry.fileName] = await text(await zip.openReadStreamPromise(entry));
  return files;
}

/** Returns the number of videos that this process has open. */
async function openVideos(): Promise<number> {
  const links = await readdir('/proc/self/fd');
  const paths = await Promise.all(links.map((link) => readlink(join('/proc/self/fd', link)).catch(() => '')));
  return paths.filter((path) => path.includes('/video/')).length;
}

test('the table has a line for each row, and no formula', async () => {
  const { id, rows } = await order([
    { to: '=HYPERLINK("https://x.example")', metadata: { staff: 7 } },
    { to: 'Олег; "Лёлик"' },
  ]);
  await complete(rows[0] as VideoJob);
  const failure = { step: 'tts', code: 'X', message: '@SUM(1)' };
  await api.container.videoJobs.finish({ videoJobId: rows[1]?.id ?? '', run: 1 }, { status: 'FAILED', failure });
  const response = await download(`/v1/batches/${id}/results.csv?separator=semicolon`);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="batch-${id}.csv"`);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  const [header, ...lines] = bytes.subarray(3).toString().trimEnd().split('\r\n');
  expect(header).toMatch(/^row;to;status;id;video;/);
  const [first, second] = rows.map((row) => row.id);
  expect(lines[0]).toMatch(
    `1;"'=HYPERLINK(""https://x.example"")";COMPLETED;${first};${api.url}/v1/greetings/${first}/video;;;;;`,
  );
  expect(lines[0]).toMatch(/;"\{""staff"":7\}"$/);
  expect(lines[1]).toMatch(`2;"Олег; ""Лёлик""";FAILED;${second};;;X;tts;'@SUM(1);`);
  expect(lines).toHaveLength(2);
});

test('the archive has the videos by row and name, and lists greetings without one', async () => {
  const { id, rows } = await order([
    { to: 'Анна 🎉' },
    { to: '../../../etc/passwd' },
    { to: 'Анна 🎉' },
    { to: 'Ира' },
    { to: 'Пётр' },
  ]);
  const path = `/v1/batches/${id}/videos.zip`;
  expect(await api.ask(`GET ${path}`)).toMatchObject({ status: 409, body: { code: 'NOT_READY' } });
  await complete(rows[4] as VideoJob);
  expect(await api.ask(`GET ${path}`)).toMatchObject({ status: 410, body: { code: 'ARTIFACT_EXPIRED' } });
  for (const [at, row] of rows.slice(0, 3).entries()) await complete(row, `video ${at}`);
  await api.container.videoJobs.cancel(rows[3]?.id ?? '');

  const response = await download(path);
  expect(response.headers.get('content-type')).toBe('application/zip');
  expect(await unzip(await response.arrayBuffer())).toEqual({
    '1 Анна 🎉.mp4': 'video 0',
    '2 etc passwd.mp4': 'video 1',
    '3 Анна 🎉.mp4': 'video 2',
    'without-video.txt': '4\tИра\tCANCELLED\n5\tПётр\tEXPIRED\n',
  });
  const head = await download(path, { method: 'HEAD' });
  expect(head.headers.get('content-disposition')).toBe(`attachment; filename="batch-${id}.zip"`);
  expect(await openVideos()).toBe(0);
});

test('the archive is left when the client leaves', async () => {
  const { id, rows } = await order([{ to: 'Анна' }, { to: 'Олег' }]);
  for (const row of rows) await complete(row, Buffer.alloc(30_000_000, row.id));
  const leaving = new AbortController();
  const response = await download(`/v1/batches/${id}/videos.zip`, { signal: leaving.signal });
  await response.body?.getReader().read();
  expect(await openVideos()).toBe(1);
  leaving.abort();
  await expect.poll(openVideos).toBe(0);
  expect((await api.ask(`GET /v1/batches/${id}`)).status).toBe(200);
});
