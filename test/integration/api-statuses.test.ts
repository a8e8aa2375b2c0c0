import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi } from '#root/api/server.js';
import { createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { spec } from '../fixtures/spec.js';
import { type AskOptions, startTestApi, type TestApi } from '../helpers/api.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { type Document, operationsOf } from '../helpers/operations.js';

const UNKNOWN = '0198c0de-0000-7000-8000-000000000000';
const ORDER = { to: 'Anna' };
const BATCH = { items: [ORDER] };
const MB = 1_000_000;
// They need pictures or speech, so the tests of these routes see them.
const SEEN_ELSEWHERE = [
  'POST /v1/previews 200',
  'POST /v1/uploads 201',
  'GET /v1/greetings/{id}/subtitles.vtt 200',
  'GET /v1/greetings/{id}/subtitles.vtt 304',
];

const PICTURE = 'GET /v1/catalog/templates/{name}/picture';
const SAMPLE = 'GET /v1/catalog/voices/{name}/sample';
const files = ['video', 'poster', 'subtitles.vtt'];

let api: TestApi;
let document: Document;
/** Seen answers, e.g. `GET /v1/me 200`. */
const seen = new Set<string>();

beforeAll(async () => {
  api = await startTestApi({ API_BATCH_MAX: '2' });
  document = (await api.ask('GET /v1/openapi.json')).body;
});

afterAll(() => api.close());

interface Given extends AskOptions {
  id?: string;
  name?: string;
  query?: string;
  raw?: string | Buffer;
  url?: string;
}

/** Sends a request to a route as the description names it, and notes the status. */
async function see(route: string, given: Given = {}): Promise<Response> {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace('{id}', given.id ?? UNKNOWN).replace('{name}', given.name ?? 'birthday');
  const token = given.token === undefined ? api.token : given.token;
  const body = given.raw ?? (given.body === undefined ? undefined : JSON.stringify(given.body));
  const response = await fetch(`${given.url ?? api.url}${path}${given.query ?? ''}`, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...given.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  seen.add(`${route} ${response.status}`);
  return response;
}

const idOf = async (response: Response): Promise<string> => ((await response.json()) as { id: string }).id;
const order = async (given: Given = {}) => idOf(await see('POST /v1/greetings', { body: ORDER, ...given }));

/** Orders a greeting that has ended well, with the video and poster of this name, which may be stored or not. */
async function completed(name: string): Promise<string> {
  const { videoJobs } = api.container;
  const { id } = (await videoJobs.create({ spec, apiKeyId: api.apiKey.id })).videoJob;
  const run = { videoJobId: id, run: 1 };
  const files = { videoKey: `video/${name}.mp4`, posterKey: `poster/${name}.jpg` };
  await videoJobs.saveVideo(run, { ...files, durationMs: 1_000 });
  await videoJobs.finish(run, { status: 'COMPLETED', ...files });
  return id;
}

/** Notes the status of an answer to a body that is announced, and not or only partly sent. */
async function seeAnnounced(route: string, length: number, sent = ''): Promise<void> {
  const [method = '', path = ''] = route.split(' ');
  const headers = {
    Authorization: `Bearer ${api.token}`,
    'Content-Type': 'application/json',
    'Content-Length': length,
  };
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const request = httpRequest(api.url + path, { method, headers }, (response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    request.once('error', reject);
    request.write(sent);
  });
  seen.add(`${route} ${status}`);
}

/** Notes the status of an upload whose sender says that nothing more comes, before the announced end. */
async function seeCutUpload(): Promise<void> {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.end(
    `POST /v1/uploads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${api.token}\r\nContent-Length: 99\r\n\r\nx`,
  );
  let answer = '';
  for await (const part of socket) answer += part;
  seen.add(`POST /v1/uploads ${answer.split(' ')[1]}`);
}

/** Sees what the state of a greeting, a batch or a webhook makes of a request. */
async function seeStates(): Promise<void> {
  const key = { 'Idempotency-Key': 'one' };
  const open = await order({ headers: key });
  await see('POST /v1/greetings', { body: ORDER, headers: key });
  const shown = await see('GET /v1/greetings/{id}', { id: open });
  await see('GET /v1/greetings/{id}', { id: open, headers: { 'If-None-Match': shown.headers.get('etag') ?? '' } });
  for (const file of files) await see(`GET /v1/greetings/{id}/${file}`, { id: open });
  await see('POST /v1/greetings/{id}/gift', { id: open });
  for (const action of ['retry', 'cancel', 'cancel', 'retry'])
    await see(`POST /v1/greetings/{id}/${action}`, { id: open });
  await see('DELETE /v1/greetings/{id}', { id: open });
  await see('POST /v1/greetings', { body: ORDER, headers: key });

  const lost = await completed('lost');
  const ready = await completed('ready');
  for (const file of ['video/ready.mp4', 'poster/ready.jpg', 'sample/aa.ogg']) await api.put(file, 'content');
  await api.container.voiceSamples.save('en-male', 'sample/aa.ogg');
  for (const file of files) await see(`GET /v1/greetings/{id}/${file}`, { id: lost });
  await see('POST /v1/greetings/{id}/gift', { id: lost });
  for (const route of ['GET /v1/greetings/{id}/video', 'GET /v1/greetings/{id}/poster', SAMPLE]) {
    const found = { id: ready, name: 'en-male' };
    const etag = (await see(route, found)).headers.get('etag') ?? '';
    await see(route, { ...found, headers: { 'If-None-Match': etag } });
    for (const range of ['bytes=0-1', 'bytes=99-']) await see(route, { ...found, headers: { Range: range } });
  }
  await see('GET /v1/greetings/{id}/events', { id: ready });
  await see('POST /v1/greetings/{id}/gift', { id: ready });
  await see('DELETE /v1/greetings/{id}/gift', { id: ready });

  const batch = await idOf(await see('POST /v1/batches', { body: BATCH, headers: key }));
  await see('POST /v1/batches', { body: BATCH, headers: key });
  await see('GET /v1/batches/{id}/videos.zip', { id: batch });
  const [row] = (await api.ask(`GET /v1/batches/${batch}/items`)).body.items;
  const run = { videoJobId: row.greeting.id, run: 1 };
  await api.container.videoJobs.finish(run, { status: 'COMPLETED', videoKey: 'video/late.mp4' });
  await see('GET /v1/batches/{id}/videos.zip', { id: batch });
  await api.put('video/late.mp4', 'content');
  for (const { name } of operationsOf(document)) if (name.includes('/batches/{id}')) await see(name, { id: batch });

  await seeWebhooks();
}

async function seeWebhooks(): Promise<void> {
  const { webhooks } = api.container;
  const url = 'https://192.0.2.1/';
  const id = await idOf(await see('POST /v1/webhooks', { body: { url } }));
  const delivery = await idOf(await see('POST /v1/webhooks/{id}/test', { id }));
  await see('GET /v1/webhooks/{id}/deliveries', { id });
  await see('POST /v1/webhooks/{id}/rotate', { id });
  await see('POST /v1/deliveries/{id}/retry', { id: delivery });
  await webhooks.disable(id, 'GONE');
  await see('POST /v1/webhooks/{id}/test', { id });
  await see('POST /v1/deliveries/{id}/retry', { id: delivery });
  for (let count = 1; count < 20; count++) {
    await webhooks.create({ id: `${count}`, apiKeyId: api.apiKey.id, url, types: [], secret: '' }, 20);
  }
  await see('POST /v1/webhooks', { body: { url } });
  await see('DELETE /v1/webhooks/{id}', { id });
}

/** Sees what is wrong with bodies and queries. */
async function seeFaults(): Promise<void> {
  const bodies = ['POST /v1/greetings', 'POST /v1/batches', 'POST /v1/previews', 'POST /v1/webhooks'];
  for (const route of bodies) {
    await see(route, { raw: '{' });
    await see(route, { body: {} });
    await see(route, { raw: 'x', headers: { 'Content-Type': 'text/plain' } });
    await seeAnnounced(route, MB);
  }
  await see('POST /v1/uploads', { raw: 'no picture' });
  await see('POST /v1/uploads', { raw: Buffer.from('ffd8ffe000104a46494600', 'hex') });
  await seeAnnounced('POST /v1/uploads', 50 * MB);
  await seeCutUpload();
  for (const list of ['greetings', 'batches', 'deliveries']) {
    await see(`GET /v1/${list}`);
    await see(`GET /v1/${list}`, { query: '?limit=0' });
  }
  for (const route of ['GET /v1/catalog', 'GET /v1/me', 'GET /v1/webhooks', 'GET /v1/webhooks/secret', PICTURE])
    await see(route);
  for (const [route, name] of [
    [PICTURE, 'nowhere'],
    [PICTURE, 'x'.repeat(301)],
    [SAMPLE, 'nobody'],
    [SAMPLE, 'x'.repeat(301)],
  ] as const)
    await see(route, { name });
}

test('every documented status of every route is seen', async () => {
  const limited = (await api.createKey({ scopes: [] })).token;
  const exhausted = (await api.createKey({ rate: 0 })).token;
  const without = loadConfig({ env: { ...api.env, API_SECRET: '' } });
  const away = loadConfig({ env: { ...api.env, DATABASE_URL: 'postgresql://127.0.0.1:9/none' } });
  const containers = [without, away].map((config) => createContainer({ config, logger }));
  const [secretless, databaseless] = await Promise.all(containers.map((container) => startApi(container, 0)));
  const operations = operationsOf(document);
  for (const { name } of operations) {
    for (const given of [{ token: null }, { token: limited }, { token: exhausted }, { url: databaseless?.url ?? '' }]) {
      await see(name, given);
    }
    if (name.includes('{id}')) for (const id of [UNKNOWN, '!']) await see(name, { id });
    if (name.includes('/batches/{id}')) await see(name, { id: 'unknown' });
  }
  await see('GET /v1/webhooks/secret', { url: secretless?.url ?? '' });
  await Promise.all([secretless?.close(), databaseless?.close()]);
  await Promise.all(containers.map((container) => container.close()));
  await seeStates();
  await seeFaults();

  const documented = operations.flatMap(({ name, operation }) =>
    Object.keys(operation.responses).map((status) => `${name} ${status}`),
  );
  expect(documented.filter((each) => !seen.has(each) && !SEEN_ELSEWHERE.includes(each))).toEqual([]);
});
