import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { spec } from '../fixtures/spec.js';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { quietLogger as logger } from '../helpers/logger.js';

const PUBLIC_URL = 'https://greetings.example';
const XSS = '"><script>alert(1)</script>';

let api: TestApi;
let dir: string;
let db: Database;
let video: Buffer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  api = await startTestApi({ PUBLIC_URL });
  db = createDatabase({ url: api.container.config.databaseUrl });
  const ffmpeg = createFfmpeg({ path: inject('quickFfmpeg'), logger });
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=180x320:r=5:d=2', '-c:v', 'libx264', '-pix_fmt', 'yuv420p'];
  await ffmpeg([...source, 'video.mp4'], { cwd: dir, signal: new AbortController().signal, timeoutMs: 30_000 });
  video = await readFile(join(dir, 'video.mp4'));
});

afterAll(async () => {
  await db.$disconnect();
  await api.close();
  await rm(dir, { recursive: true, force: true });
});

/** Creates a greeting of the rig's key that has ended well, with a video of its own. */
async function completed(given: Partial<typeof spec> = {}, row: object = {}) {
  const { videoJobs } = api.container;
  const { id } = (await videoJobs.create({ spec: { ...spec, ...given }, apiKeyId: api.apiKey.id, ...row })).videoJob;
  const videoKey = `video/${id}.mp4`;
  await api.put(videoKey, video);
  await videoJobs.saveVideo({ videoJobId: id, run: 1 }, { videoKey, posterKey: 'poster/none.jpg', durationMs: 2_000 });
  await videoJobs.finish({ videoJobId: id, run: 1 }, { status: 'COMPLETED', videoKey });
  return { id, videoKey };
}

const giftOf = async (id: string) =>
  (await api.ask(`POST /v1/greetings/${id}/gift`)).body as { url: string; token: string };
const open = (path: string, init: RequestInit = {}) => fetch(`${api.url}${path}`, { redirect: 'manual', ...init });
const countEvents = () => db.webhookEvent.count();

describe('the address of a page', () => {
  test('is made once, revoked, and then another one', async () => {
    const { id } = await completed();
    const first = await api.ask(`POST /v1/greetings/${id}/gift`);
    expect(first.status).toBe(201);
    expect(first.body.token).toMatch(/^[\w-]{22}$/);
    expect(first.body.url).toBe(`${PUBLIC_URL}/g/${first.body.token}`);
    expect((await api.ask(`POST /v1/greetings/${id}/gift`)).body).toEqual(first.body);

    expect((await api.ask(`DELETE /v1/greetings/${id}/gift`)).status).toBe(204);
    const closed = await open(`/g/${first.body.token}`, { headers: { 'Accept-Language': 'ru-RU,ru;q=0.9' } });
    expect([closed.status, await closed.text()]).toEqual([410, expect.stringContaining('больше нет')]);
    const { token } = await giftOf(id);
    expect(token).not.toBe(first.body.token);
    expect((await open(`/g/${first.body.token}`)).status).toBe(404);
    expect((await open(`/g/${token}`)).status).toBe(200);
  });

  test('is given for a finished video of the own key only', async () => {
    const { id } = await completed();
    const { token } = await api.createKey();
    expect(await api.ask(`POST /v1/greetings/${id}/gift`, { token })).toMatchObject({ status: 404 });
    expect(await api.ask(`DELETE /v1/greetings/${id}/gift`, { token })).toMatchObject({ status: 404 });
    const reader = await api.createKey({ scopes: ['greetings:read'] });
    expect(await api.ask(`POST /v1/greetings/${id}/gift`, { token: reader.token })).toMatchObject({ status: 403 });
    const { videoJob } = await api.container.videoJobs.create({ spec, apiKeyId: api.apiKey.id });
    const early = await api.ask(`POST /v1/greetings/${videoJob.id}/gift`);
    expect(early).toMatchObject({ status: 409, body: { code: 'NOT_READY' } });
  });

  test('shows nothing once the video has expired or the greeting was deleted', async () => {
    const expired = await completed();
    const { token } = await giftOf(expired.id);
    await (await api.container.store()).remove(expired.videoKey);
    expect((await open(`/g/${token}`)).status).toBe(410);
    expect(await api.ask(`POST /v1/greetings/${expired.id}/gift`)).toMatchObject({
      body: { code: 'ARTIFACT_EXPIRED' },
    });

    const deleted = await completed();
    const gift = await giftOf(deleted.id);
    await open(`/g/${gift.token}/poster.jpg`);
    const uses = await db.artifactUse.findMany({ where: { videoJobId: deleted.id } });
    expect(uses).toHaveLength(1);
    await api.ask(`DELETE /v1/greetings/${deleted.id}`);
    expect((await open(`/g/${gift.token}`)).status).toBe(410);
    expect(await (await api.container.store()).has(uses[0]?.key ?? '')).toBe(false);
  });
});

describe('the page', () => {
  test('has what previews need, tells search engines to stay away, and keeps no cookies', async () => {
    const { id } = await completed();
    const { token, url } = await giftOf(id);
    const answer = await open(`/g/${token}`);
    const page = await answer.text();
    expect(answer.headers.get('x-robots-tag')).toBe('noindex');
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(page).toContain('<meta name="robots" content="noindex">');
    expect(page).toContain('<meta property="og:title" content="Анна, это для вас">');
    expect(page).toContain(`<meta property="og:image" content="${url}/poster.jpg">`);
    expect(page).toContain(`<meta property="og:video" content="${url}/video">`);
    expect(page).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(page).not.toMatch(/<script|style="/);
  });

  test('writes names and words as text, whatever is in them', async () => {
    const { id } = await completed({ to: XSS, text: XSS, language: 'en' });
    const page = await (await open(`/g/${(await giftOf(id)).token}`)).text();
    expect(page).not.toContain('<script>');
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(3);
  });

  test('plays the video by parts, and shows a frame of it in its own size', async () => {
    const { id } = await completed();
    const { token } = await giftOf(id);
    const part = await open(`/g/${token}/video`, { headers: { Range: 'bytes=0-9' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-9/${video.length}`]);
    const posters = await Promise.all([1, 2].map(() => open(`/g/${token}/poster.jpg`)));
    expect(posters.map(({ status }) => status)).toEqual([200, 200]);
    const jpeg = Buffer.from(await (posters[0] as Response).arrayBuffer());
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 180, height: 320 });
  });

  test('has a code and a card to print', async () => {
    const { id } = await completed({ to: 'ქეთი и Анна 🎈' });
    const { token } = await giftOf(id);
    const code = await open(`/g/${token}/qr.svg`);
    expect([code.headers.get('content-type'), await code.text()]).toEqual([
      'image/svg+xml',
      expect.stringMatching(/^<svg/),
    ]);
    const card = await open(`/g/${token}/card.pdf`);
    expect(card.headers.get('content-type')).toBe('application/pdf');
    const pdf = Buffer.from(await card.arrayBuffer()).toString('latin1');
    expect(pdf).toContain('/MediaBox [0 0 297.6');
    for (const font of ['MarckScript', 'NotoSansGeorgian']) expect(pdf).toContain(font);
  });

  test('takes thanks once, and lets programs know', async () => {
    const { id } = await completed({}, { webhookUrl: 'https://shop.example/hook' });
    const { token } = await giftOf(id);
    const before = await countEvents();
    for (const _ of [1, 2]) {
      const answer = await open(`/g/${token}/thanks`, { method: 'POST' });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, `/g/${token}`]);
    }
    expect(await (await open(`/g/${token}`)).text()).toContain('role="status"');
    expect(await countEvents()).toBe(before + 1);
    const event = await db.webhookEvent.findUnique({ where: { id: `${id}_1_greeting_thanked` } });
    expect(event).toMatchObject({
      apiKeyId: api.apiKey.id,
      type: 'greeting.thanked',
      videoJobId: id,
      url: 'https://shop.example/hook',
    });
  });
});

test('guesses are refused by address after 30, and others are not', async () => {
  const { id } = await completed();
  const { token } = await giftOf(id);
  const from = (address: string) => ({ headers: { 'X-Forwarded-For': `1.2.3.4, ${address}` } });
  const guess = () => open('/g/AAAAAAAAAAAAAAAAAAAAAA', from('203.0.113.5'));
  for (let count = 0; count < 30; count++) expect((await guess()).status).toBe(404);
  expect((await guess()).status).toBe(429);
  expect((await open(`/g/${token}`, from('203.0.113.5'))).status).toBe(429);
  expect((await open(`/g/${token}`, from('203.0.113.6'))).status).toBe(200);
  expect((await open('/g/../../etc/passwd', from('203.0.113.7'))).status).toBe(404);
});
