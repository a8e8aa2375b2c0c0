import { readdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeLostUploads } from '#root/app/lost-uploads.js';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { tone } from '../helpers/wav.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

async function upload(content: Buffer | ReadableStream | string, token = api.token) {
  const headers = { Authorization: `Bearer ${token}` };
  const response = await fetch(`${api.url}/v1/uploads`, { method: 'POST', headers, body: content, duplex: 'half' });
  const body = (await response.json()) as { id: string; code?: string };
  return { status: response.status, body };
}

let shade = 0;

/** A picture that no other test has uploaded. */
const jpeg = () => {
  shade += 20;
  const background = { r: shade, g: 90, b: 40 };
  return sharp({ create: { width: 60, height: 40, channels: 3, background } })
    .jpeg()
    .toBuffer();
};
const clip = () => readFile(join(import.meta.dirname, '../fixtures/no-sound.mp4'));
const order = (given: object, token = api.token, headers: Record<string, string> = {}) =>
  api.ask('POST /v1/greetings', { body: { to: 'Анна', ...given }, token, headers });
const leftovers = async () => readdir(await api.container.workDir());

describe('an upload', () => {
  test('a photo is shown in a greeting', async () => {
    const { status, body } = await upload(await jpeg());
    expect({ status, body }).toMatchObject({ status: 201, body: { kind: 'photo', width: 60, height: 40 } });
    const { body: greeting } = await order({ photos: [body.id] });
    const { spec } = (await api.container.videoJobs.find(greeting.id)) ?? {};
    expect(spec?.photos).toEqual([expect.stringMatching(/^photo\//)]);
  });

  test('a recording, from a body of unknown length, replaces the voice', async () => {
    const { status, body } = await upload(new Blob([tone(1)]).stream());
    expect({ status, body }).toMatchObject({ status: 201, body: { kind: 'recording', durationMs: 1_000 } });
    const { body: greeting } = await order({ recording: body.id });
    const { spec } = (await api.container.videoJobs.find(greeting.id)) ?? {};
    expect(spec).toMatchObject({ text: '', recording: { durationMs: 1_000 } });
  });

  test('a clip without sound is spoken over', async () => {
    const { status, body } = await upload(await clip());
    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'clip', width: expect.any(Number), durationMs: expect.any(Number) });
    const { body: greeting } = await order({ recording: body.id });
    const { spec } = (await api.container.videoJobs.find(greeting.id)) ?? {};
    expect(spec).toMatchObject({ clip: { durationMs: expect.any(Number) }, text: expect.stringMatching(/./) });
  });

  test('is refused if it is too large, of another type, or damaged, and leaves nothing behind', async () => {
    const large = Buffer.alloc(20_000_001);
    expect(await upload(large)).toMatchObject({ status: 413, body: { code: 'MEDIA_TOO_LARGE' } });
    expect((await upload(new Blob([large]).stream())).status).toBe(413);
    for (const text of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '#EXTM3U\n/etc/passwd', '%PDF-1.7', '']) {
      expect(await upload(text)).toMatchObject({ status: 415, body: { code: 'MEDIA_UNSUPPORTED' } });
    }
    const damaged = (await jpeg()).subarray(0, 100);
    expect(await upload(damaged)).toMatchObject({ status: 422, body: { code: 'MEDIA_NOT_DECODABLE' } });
    expect(await upload(tone(61))).toMatchObject({ status: 422, body: { code: 'MEDIA_TOO_LONG' } });
    expect(await leftovers()).toEqual([]);
  });

  test('a client that leaves keeps no place and no file', async () => {
    const headers = { Authorization: `Bearer ${api.token}`, 'Content-Length': 1_000 };
    const slow = Array.from({ length: 3 }, () => request(`${api.url}/v1/uploads`, { method: 'POST', headers }));
    for (const each of slow) {
      each.on('error', () => {});
      each.write('begin');
    }
    // Two at once are received.
    await expect.poll(leftovers).toHaveLength(2);
    const waiting = upload(await jpeg());
    for (const each of slow) each.destroy();
    expect((await waiting).status).toBe(201);
    await expect.poll(leftovers).toEqual([]);
  });

  test('needs a key that may order', async () => {
    const { token } = await api.createKey({ scopes: ['greetings:read'] });
    expect((await upload(await jpeg(), token)).status).toBe(403);
  });
});

describe('an order with uploads', () => {
  const fault = (pointer: string, code: string) => ({ status: 422, body: { code, errors: [{ pointer, code }] } });

  test("does not find another key's, nor one of another kind", async () => {
    const photo = (await upload(await jpeg())).body.id;
    const sound = (await upload(tone(0.5))).body.id;
    const { token } = await api.createKey();
    expect(await order({ photos: [photo] }, token)).toMatchObject(fault('/photos/0', 'UPLOAD_UNKNOWN'));
    expect(await order({ recording: sound }, token)).toMatchObject(fault('/recording', 'UPLOAD_UNKNOWN'));
    expect(await order({ photos: [photo, sound] })).toMatchObject(fault('/photos/1', 'UPLOAD_KIND'));
    expect(await order({ recording: photo })).toMatchObject(fault('/recording', 'UPLOAD_KIND'));
    expect((await order({ photos: [photo, photo], recording: sound })).status).toBe(202);
  });

  test('says that a file has expired, until the upload is removed with it', async () => {
    const { apiUploads, store } = api.container;
    const { id } = (await upload(await jpeg())).body;
    const [stored] = await apiUploads.findOfKey(api.apiKey.id, [id]);
    const kept = (await upload(await jpeg())).body.id;
    await (await store()).remove(stored?.files.photos[0] as string);
    expect(await order({ photos: [id] })).toMatchObject(fault('/photos/0', 'UPLOAD_EXPIRED'));

    expect(await removeLostUploads({ apiUploads, store: await store() }, new Date(0))).toBe(0);
    expect(await removeLostUploads({ apiUploads, store: await store() }, new Date(Date.now() + 1_000))).toBe(1);
    expect(await order({ photos: [id] })).toMatchObject(fault('/photos/0', 'UPLOAD_UNKNOWN'));
    expect((await order({ photos: [kept] })).status).toBe(202);
  });

  test('is the first greeting when it is repeated, even if its upload is gone', async () => {
    const { id } = (await upload(await jpeg())).body;
    const repeated = () => order({ photos: [id] }, api.token, { 'Idempotency-Key': 'with-photo' });
    const first = (await repeated()).body.id;
    const [stored] = await api.container.apiUploads.findOfKey(api.apiKey.id, [id]);
    await (await api.container.store()).remove(stored?.files.photos[0] as string);
    expect(await repeated()).toMatchObject({ status: 200, body: { id: first } });
    await api.ask(`DELETE /v1/greetings/${first}`);
    expect(await repeated()).toMatchObject({ status: 410, body: { code: 'GREETING_DELETED' } });
  });

  test('a file stays when a greeting with it is deleted, if somebody else has uploaded it or ordered it as well', async () => {
    const content = await jpeg();
    const own = (await upload(content)).body.id;
    const { body: greeting } = await order({ photos: [own] });
    const { body: second } = await order({ photos: [own] });
    const other = await api.createKey();
    const { id: foreign } = (await upload(content, other.token)).body;
    const remove = (id: string) => api.ask(`DELETE /v1/greetings/${id}`);

    expect((await remove(greeting.id)).status).toBe(204);
    expect((await remove(second.id)).status).toBe(204);
    const ordered = await order({ photos: [foreign] }, other.token);
    expect(ordered.status).toBe(202);

    expect(await order({ photos: [own] })).toMatchObject(fault('/photos/0', 'UPLOAD_UNKNOWN'));
    const [key = ''] = (await api.container.videoJobs.find(ordered.body.id))?.spec?.photos ?? [];
    expect((await api.ask(`DELETE /v1/greetings/${ordered.body.id}`, { token: other.token })).status).toBe(204);
    expect(await (await api.container.store()).open(key)).toBeUndefined();
  });
});
