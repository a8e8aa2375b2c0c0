import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { startTestApi, type TestApi } from '../helpers/api.js';

let api: TestApi;
/** A greeting that real workers have made. */
let greeting: VideoJob;

const TO = 'Анна "А\u0301ня" <b>';
const TEXT = 'Будь счастлива & здорова!';

beforeAll(async () => {
  api = await startTestApi();
  await api.startWorkers();
  const { body } = await api.ask('POST /v1/greetings', { body: { to: TO, text: TEXT, format: 'square' } });
  // The stream ends when the greeting does.
  const events = await api.ask(`GET /v1/greetings/${body.id}/events`);
  expect(events.body).toContain('event: end');
  greeting = (await api.container.videoJobs.find(body.id)) as VideoJob;
  expect(greeting.status).toBe('COMPLETED');
});

afterAll(() => api.close());

const path = (name: string) => `/v1/greetings/${greeting.id}/${name}`;

describe('the files of a greeting', () => {
  test('the video is sent whole, in part, as headers only, or not again', async () => {
    const whole = await api.ask(`GET ${path('video')}`);
    expect(whole.status).toBe(200);
    expect(whole.headers.get('content-type')).toBe('video/mp4');
    const length = Number(whole.headers.get('content-length'));
    const range = { Range: 'bytes=4-7' };
    expect(await api.ask(`GET ${path('video')}`, { headers: range })).toMatchObject({ status: 206, body: 'ftyp' });
    const outside = { Range: `bytes=${length}-` };
    expect((await api.ask(`GET ${path('video')}`, { headers: outside })).status).toBe(416);
    const head = await api.ask(`HEAD ${path('video')}`);
    expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, '', String(length)]);
    const known = { 'If-None-Match': whole.headers.get('etag') ?? '' };
    expect((await api.ask(`GET ${path('video')}`, { headers: known })).status).toBe(304);
  });

  test('the file is named after the person', async () => {
    const shown = await api.ask(`HEAD ${path('poster')}`);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect(shown.headers.get('content-disposition')).toMatch(
      /^inline; filename="Anna Anya b\.jpg"; filename\*=UTF-8''%D0/,
    );
    const saved = await api.ask(`HEAD ${path('video?download')}`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="Anna Anya b\.mp4"/);
  });

  test('the subtitles have the words as they are written, within the video', async () => {
    const { status, headers, body } = await api.ask(`GET ${path('subtitles.vtt')}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/vtt; charset=utf-8');
    expect(body).toMatch(/^WEBVTT\n\n00:00:00\.000 --> /);
    expect(body).toContain('\nАнна "А\u0301ня" &lt;b&gt;\n');
    expect(body).toContain('\nБудь счастлива &amp; здорова!\n');
    const last = [...body.matchAll(/--> 00:00:(\S+)/g)].at(-1);
    expect(Number(last?.[1]) * 1_000).toBeCloseTo(greeting.durationMs ?? 0, -1);
    const known = { 'If-None-Match': headers.get('etag') ?? '' };
    expect((await api.ask(`GET ${path('subtitles.vtt')}`, { headers: known })).status).toBe(304);
  });

  test('are not there for another key, nor by tricks in the path', async () => {
    const { token } = await api.createKey();
    for (const name of ['video', 'poster', 'subtitles.vtt', 'events']) {
      expect(await api.ask(`GET ${path(name)}`, { token })).toMatchObject({
        status: 404,
        body: { code: 'GREETING_UNKNOWN' },
      });
    }
    const key = encodeURIComponent(`../../../${greeting.videoKey}`);
    expect((await api.ask(`GET /v1/greetings/${key}/video`)).status).toBe(422);
    expect((await api.ask(`GET /v1/greetings/..%2f${greeting.id}/video`)).status).toBe(422);
    expect((await api.ask(`GET ${path('video%2f..%2f..')}`)).status).toBe(404);
  });

  test('409 before it is ready, with the code if it has failed', async () => {
    const { body } = await api.ask('POST /v1/greetings', { body: { to: 'Олег' } });
    await api.ask(`POST /v1/greetings/${body.id}/cancel`);
    for (const name of ['video', 'poster', 'subtitles.vtt']) {
      const answer = await api.ask(`GET /v1/greetings/${body.id}/${name}`);
      expect(answer).toMatchObject({
        status: 409,
        body: { code: 'NOT_READY', detail: expect.stringContaining('CANCELLED') },
      });
    }
  });

  test('410 when they are no longer stored', async () => {
    const store = await api.container.store();
    const [speechKey] = await api.container.videoJobs.speechKeysOf(greeting.id);
    await store.remove(speechKey as string);
    await store.remove(greeting.posterKey as string);
    for (const name of ['subtitles.vtt', 'poster']) {
      const answer = await api.ask(`GET ${path(name)}`);
      expect(answer).toMatchObject({ status: 410, body: { code: 'ARTIFACT_EXPIRED' } });
    }
  });
});
