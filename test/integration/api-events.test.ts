import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWatch } from '#root/api/events/watch.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { quietLogger as logger } from '../helpers/logger.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

async function order(): Promise<string> {
  return (await api.ask('POST /v1/greetings', { body: { to: 'Anna' } })).body.id;
}

/** Opens a stream, and returns a function that reads it until a text has come. */
async function listen(id: string) {
  const leaving = new AbortController();
  const headers = { Authorization: `Bearer ${api.token}` };
  const response = await fetch(`${api.url}/v1/greetings/${id}/events`, { headers, signal: leaving.signal });
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    type: response.headers.get('content-type'),
    leave: () => leaving.abort(),
    async until(wanted: string | undefined): Promise<string> {
      while (wanted === undefined || !text.includes(wanted)) {
        const { done, value } = await reader.read();
        if (done) return text;
        text += value;
      }
      return text;
    },
  };
}

const eventsIn = (text: string) =>
  [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, event, data]) => ({
    event,
    data: JSON.parse(data ?? ''),
  }));

test('a snapshot comes at once, then each change, and the greeting at its end', async () => {
  const id = await order();
  const stream = await listen(id);
  expect(stream.type).toBe('text/event-stream; charset=utf-8');
  expect(eventsIn(await stream.until('"QUEUED"'))).toEqual([
    { event: 'progress', data: { id, status: 'QUEUED', run: 1, step: null, progress: 0 } },
  ]);
  const run = { videoJobId: id, run: 1 };
  await api.container.videoJobs.beginStep(run, 'tts');
  await stream.until('"tts"');
  await api.container.videoJobs.finish(run, { status: 'COMPLETED', videoKey: 'video/aa.mp4' });
  const events = eventsIn(await stream.until(undefined));
  expect(events.at(-1)).toMatchObject({ event: 'end', data: { id, status: 'COMPLETED', links: { video: /video/ } } });
  expect(events.filter(({ event }) => event === 'end')).toHaveLength(1);

  const late = eventsIn(await (await listen(id)).until(undefined));
  expect(late.map(({ event }) => event)).toEqual(['progress', 'end']);
});

test('the end of a deleted greeting says nothing of it', async () => {
  const id = await order();
  const stream = await listen(id);
  await stream.until('"QUEUED"');
  await api.ask(`DELETE /v1/greetings/${id}`);
  expect(eventsIn(await stream.until(undefined)).at(-1)).toMatchObject({ event: 'end' });
  expect((await api.ask(`GET /v1/greetings/${id}/events`)).status).toBe(404);
});

test('one who begins to listen while rows are read hears of no end', async () => {
  const { videoJobs, flows } = api.container;
  const [one, other] = [await videoJobs.find(await order()), await videoJobs.find(await order())] as [
    VideoJob,
    VideoJob,
  ];
  const heard: unknown[] = [];
  const ends: (() => void)[] = [];
  let reads = 0;
  const slow = {
    ...videoJobs,
    async statesOf(ids: string[]) {
      reads += 1;
      if (reads === 1) ends.push(watch.listen(other, (progress) => heard.push(progress?.status)));
      return videoJobs.statesOf(ids);
    },
  };
  const watch = createWatch({ videoJobs: slow, flows, logger });
  ends.push(watch.listen(one, (progress) => heard.push(progress?.status)));
  await expect.poll(() => reads, { timeout: 5_000 }).toBeGreaterThanOrEqual(3);
  for (const end of ends) end();
  expect(heard).toEqual(['QUEUED', 'QUEUED']);
});

test('one statement reads all greetings, however many listen, and none when nobody does', async () => {
  const { videoJobs, flows } = api.container;
  const rows = await Promise.all(
    Array.from({ length: 5 }, async () => (await videoJobs.find(await order())) as VideoJob),
  );
  let asked: string[][] = [];
  const counting = {
    ...videoJobs,
    statesOf(ids: string[]) {
      asked.push(ids);
      return videoJobs.statesOf(ids);
    },
  };
  const watch = createWatch({ videoJobs: counting, flows, logger });
  const heard: unknown[] = [];
  const ends = rows.flatMap((row) => Array.from({ length: 20 }, () => watch.listen(row, (told) => heard.push(told))));
  expect(heard).toHaveLength(100);
  await expect.poll(() => asked.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(2);
  // The first one began with the first listener.
  expect(asked.slice(1).every((ids) => ids.length === 5)).toBe(true);
  expect(watch.size()).toBe(5);
  for (const end of ends) end();
  for (const end of ends) end();
  expect(watch.size()).toBe(0);
  asked = [];
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(asked.length).toBeLessThanOrEqual(1);
});
