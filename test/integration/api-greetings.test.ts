import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../helpers/api.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

const body = { to: 'Анна', text: 'С днём рождения!' };
const UNKNOWN_ID = '0198c0de-0000-7000-8000-000000000000';

async function order(given: object = body, headers: Record<string, string> = {}) {
  const answer = await api.ask('POST /v1/greetings', { body: given, headers });
  expect(answer.status).toBe(202);
  return answer.body;
}

/** Ends a greeting as the last step does. */
async function finish(id: string): Promise<void> {
  const outcome = { status: 'COMPLETED' as const, videoKey: 'video/aa.mp4' };
  await api.container.videoJobs.finish({ videoJobId: id, run: 1 }, outcome);
}

describe('ordering', () => {
  test('stores the greeting and answers 202 with its address', async () => {
    const metadata = { orderId: 42 };
    const answer = await api.ask('POST /v1/greetings', { body: { ...body, metadata } });
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe(`/v1/greetings/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      status: 'QUEUED',
      to: 'Анна',
      template: 'birthday',
      delivery: 'link',
      metadata,
      error: null,
    });
    const stored = await api.container.videoJobs.find(answer.body.id);
    expect(stored).toMatchObject({ delivery: 'link', apiKeyId: api.apiKey.id, metadata, requestKey: null });
  });

  test('a repeated request is one greeting, from 20 clients at once too', async () => {
    const headers = { 'Idempotency-Key': 'order-1' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.ask('POST /v1/greetings', { body, headers })),
    );
    expect(new Set(answers.map((answer) => answer.body.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19);

    const reordered = await api.ask('POST /v1/greetings', { body: { text: body.text, to: body.to }, headers });
    expect(reordered.status).toBe(200);
    const other = await api.ask('POST /v1/greetings', { body: { ...body, to: 'Олег' }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_MISMATCH' } });
  });

  test('a dry run stores nothing', async () => {
    const before = await api.ask('GET /v1/greetings?limit=100');
    const answer = await api.ask('POST /v1/greetings?dryRun=true', { body: { to: 'Anna' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ to: 'Anna', language: 'en', format: 'portrait' });
    expect(await api.ask('POST /v1/greetings?dryrun=true', { body })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/query/dryrun', code: 'FIELD_UNKNOWN' }] },
    });
    expect((await api.ask('GET /v1/greetings?limit=100')).body).toEqual(before.body);
  });

  test.each([
    [{}, '/to'],
    [{ to: 5 }, '/to'],
    [{ ...body, colour: 'red' }, '/colour'],
    [{ ...body, template: 'nowhere' }, '/template'],
    [{ ...body, voice: '../x' }, '/voice'],
    [{ ...body, format: 'round' }, '/format'],
    [{ ...body, metadata: { note: 'x'.repeat(2_000) } }, '/metadata'],
    [{ ...body, metadata: { a: { '/~': 'x\0' } } }, '/metadata/a/~1~0'],
    [{ ...body, metadata: { 'half\ud800': 1 } }, '/metadata'],
    [{ ...body, webhookUrl: 'https://shop.example/\0' }, '/webhookUrl'],
    [{ ...body, photos: ['photo/aa.jpg'] }, '/photos/0'],
    [{ ...body, webhookUrl: 'file:///etc/passwd' }, '/webhookUrl'],
    [{ ...body, deliver: { telegram: { chatId: 5 } } }, '/deliver/telegram'],
    [[body], ''],
  ])('names what is wrong with %j', async (given, pointer) => {
    const answer = await api.ask('POST /v1/greetings', { body: given });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body.errors[0].pointer).toBe(pointer);
    expect(answer.body).toMatchObject({ status: 422, requestId: answer.headers.get('x-request-id') });
  });

  test('refuses a body that is no JSON, another type, and a large one', async () => {
    const post = (text: string | ReadableStream | Buffer, type: string, encoding = 'identity') =>
      fetch(`${api.url}/v1/greetings`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': type, 'Content-Encoding': encoding },
        body: text,
        duplex: 'half',
      });
    expect((await post('{"to":', 'application/json')).status).toBe(400);
    expect((await post(Buffer.from('{"to":"Zo\xEB"}', 'latin1'), 'application/json')).status).toBe(400);
    const deep = `{"to":"Anna","metadata":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
    expect((await post(deep, 'application/json')).status).toBe(400);
    const form = await post('to=Anna', 'application/x-www-form-urlencoded');
    expect(form.status).toBe(415);
    expect(await form.json()).toMatchObject({ detail: 'send Content-Type: application/json' });
    const compressed = await post(gzipSync(JSON.stringify(body)), 'application/json', 'gzip');
    expect(compressed.status).toBe(415);
    expect(await compressed.json()).toMatchObject({ detail: 'send the body without Content-Encoding: gzip' });
    const large = JSON.stringify({ to: 'x'.repeat(70_000) });
    expect((await post(large, 'application/json')).status).toBe(413);
    expect((await post(new Blob([large]).stream(), 'application/json')).status).toBe(413);
    expect((await post(new Blob([JSON.stringify(body)]).stream(), 'application/json')).status).toBe(202);
  });
});

describe('reading', () => {
  test('shows a greeting with an ETag that changes with it', async () => {
    const { id } = await order();
    const first = await api.ask(`GET /v1/greetings/${id}`);
    expect(first).toMatchObject({ status: 200, body: { id, progress: 0, links: { self: `/v1/greetings/${id}` } } });
    const headers = { 'If-None-Match': first.headers.get('etag') ?? '' };
    expect((await api.ask(`GET /v1/greetings/${id}`, { headers })).status).toBe(304);
    await finish(id);
    const ended = await api.ask(`GET /v1/greetings/${id}`, { headers });
    expect(ended).toMatchObject({ status: 200, body: { status: 'COMPLETED' } });
    expect(ended.body.links.video).toBe(`/v1/greetings/${id}/video`);
  });

  test('lists by pages, and by status', async () => {
    const { token } = await api.createKey();
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      ids.unshift((await api.ask('POST /v1/greetings', { body, token })).body.id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body: page } = await api.ask(`GET /v1/greetings?limit=2${cursor && `&cursor=${cursor}`}`, { token });
      seen.push(...page.items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(ids);
    await finish(ids[2] as string);
    const { body: completed } = await api.ask('GET /v1/greetings?status=COMPLETED', { token });
    expect(completed.items.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
    expect((await api.ask('GET /v1/greetings?state=COMPLETED', { token })).status).toBe(422);
  });

  test("another key's greeting is unknown, whatever is asked", async () => {
    const { id } = await order();
    const { token } = await api.createKey();
    for (const route of ['GET', 'DELETE']) {
      expect(await api.ask(`${route} /v1/greetings/${id}`, { token })).toMatchObject({ status: 404 });
    }
    for (const action of ['cancel', 'retry']) {
      const answer = await api.ask(`POST /v1/greetings/${id}/${action}`, { token });
      expect(answer).toMatchObject({ status: 404, body: { code: 'GREETING_UNKNOWN' } });
    }
    expect((await api.ask(`GET /v1/greetings?cursor=${id}`, { token })).body.items).toEqual([]);
    expect((await api.ask(`GET /v1/greetings/${UNKNOWN_ID}`)).status).toBe(404);
  });
});

describe('changing', () => {
  test('cancels what is open and retries what has ended, and else says 409', async () => {
    const { id } = await order();
    const early = await api.ask(`POST /v1/greetings/${id}/retry`);
    expect(early).toMatchObject({ status: 409, body: { code: 'GREETING_OPEN' } });
    expect(await api.ask(`POST /v1/greetings/${id}/cancel`)).toMatchObject({
      status: 202,
      body: { status: 'CANCELLED', error: { code: 'CANCELLED' } },
    });
    const late = await api.ask(`POST /v1/greetings/${id}/cancel`);
    expect(late).toMatchObject({ status: 409, body: { code: 'GREETING_ENDED' } });
    expect(await api.ask(`POST /v1/greetings/${id}/retry`)).toMatchObject({
      status: 202,
      body: { status: 'QUEUED', run: 2 },
    });
  });

  test('deletes names, texts and files, and the same request makes it no more', async () => {
    const headers = { 'Idempotency-Key': 'forget-me' };
    const { id } = await order({ ...body, metadata: { who: 'Анна' } }, headers);
    await api.put('video/aa.mp4', 'video');
    await finish(id);
    await api.container.videoJobs.keepUses({ videoJobId: id }, ['video/aa.mp4']);
    expect((await api.ask(`DELETE /v1/greetings/${id}`)).status).toBe(204);

    const row = await api.container.videoJobs.find(id);
    expect(row).toMatchObject({ status: 'COMPLETED', spec: null, videoKey: null, metadata: null });
    expect(await (await api.container.store()).open('video/aa.mp4')).toBeUndefined();
    expect((await api.ask(`GET /v1/greetings/${id}`)).status).toBe(404);
    const again = await api.ask('POST /v1/greetings', { body: { ...body, metadata: { who: 'Анна' } }, headers });
    expect(again).toMatchObject({ status: 410, body: { code: 'GREETING_DELETED' } });
  });
});
