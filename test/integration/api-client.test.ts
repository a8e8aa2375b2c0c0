import { createServer, type RequestListener } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { ApiError, createClient, type GreetingEvent, verifyWebhook, WebhookError } from 'zdravitsa/client';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { typesOf } from '../helpers/types-of.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

const connect = (key = api.token) => createClient({ baseUrl: api.url, key });
const anna = { to: 'Anna', text: 'Happy birthday!' };

/** Starts a server that answers in place of the API. Returns its address. */
async function startServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test('its types are those of the description', async () => {
  const { body } = await api.ask('GET /v1/openapi.json');
  await expect(typesOf(body)).toMatchFileSnapshot('../../src/client/schemas.d.ts');
});

describe('the client', () => {
  test('orders, reads, lists, cancels, retries and deletes', async () => {
    const { greetings } = connect((await api.createKey()).token);
    const { id } = await greetings.create(anna);
    expect(await greetings.get(id)).toMatchObject({ id, to: 'Anna', status: 'QUEUED' });
    expect(await greetings.check(anna)).toMatchObject({ to: 'Anna', language: 'en' });
    expect((await greetings.list({ limit: 10, status: 'QUEUED' })).items.map((greeting) => greeting.id)).toEqual([id]);
    expect(await greetings.cancel(id)).toMatchObject({ status: 'CANCELLED' });
    expect(await greetings.wait(id)).toMatchObject({ status: 'CANCELLED' });
    expect(await greetings.retry(id)).toMatchObject({ run: 2 });
    await greetings.delete(id);
    await expect(greetings.get(id)).rejects.toMatchObject({ status: 404, code: 'GREETING_UNKNOWN' });
  });

  test('throws what is wrong by its code, with the parts of the request', async () => {
    const refused = connect().greetings.create({ ...anna, template: 'nowhere' });
    await expect(refused).rejects.toThrow(ApiError);
    await expect(refused).rejects.toMatchObject({ status: 422, errors: [{ pointer: '/template' }] });
    await expect(connect('zdr_x').greetings.list()).rejects.toMatchObject({ code: 'KEY_INVALID' });
  });

  test('repeats what is refused for now, or not answered, with the same Idempotency-Key', async () => {
    const keys: unknown[] = [];
    const baseUrl = await startServer((request, response) => {
      keys.push(request.headers['idempotency-key']);
      if (keys.length === 1) return response.writeHead(503, { 'Retry-After': '0' }).end();
      if (keys.length === 2) return request.socket.destroy();
      return response.end(JSON.stringify({ id: 'one' }));
    });
    expect(await createClient({ baseUrl }).greetings.create(anna)).toEqual({ id: 'one' });
    expect(keys).toHaveLength(3);
    expect(new Set(keys)).toEqual(new Set([expect.stringMatching(/^[\w-]{36}$/)]));
  });

  test('gives up after the last repetition, and at once if the caller does', async () => {
    const baseUrl = await startServer((_, response) => response.writeHead(429, { 'Retry-After': '0' }).end('busy'));
    const { greetings } = createClient({ baseUrl, retries: 2 });
    await expect(greetings.get('x')).rejects.toMatchObject({ status: 429, retryAfterMs: 0 });
    const slow = await startServer((_, response) => response.writeHead(429, { 'Retry-After': '50' }).end());
    const given = { signal: AbortSignal.timeout(100) };
    await expect(createClient({ baseUrl: slow }).greetings.create(anna, given)).rejects.toThrow(/timeout/);
  });

  test('yields the events of a greeting until it ends, over several connections', async () => {
    let connections = 0;
    const baseUrl = await startServer((_, response) => {
      connections += 1;
      response.write('retry: 1000\n\n: still there\r\n\r\nevent: progress\ndata: {"progress":');
      // A part of an event may come later, and a connection may be lost.
      setTimeout(() => response.write(`${connections / 10}}\n\n`), 10);
      if (connections === 1) setTimeout(() => response.destroy(), 50);
      else setTimeout(() => response.end('event: end\ndata: null\n\n'), 50);
    });
    const events: GreetingEvent[] = [];
    for await (const event of createClient({ baseUrl }).greetings.stream('x')) events.push(event);
    expect(events).toEqual([
      { type: 'progress', data: { progress: 0.1 } },
      { type: 'progress', data: { progress: 0.2 } },
      { type: 'end', data: null },
    ]);
  });
});

describe('verifyWebhook', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = JSON.stringify({ type: 'ping', timestamp: '2026-11-27T10:00:00Z', data: { name: 'Анна' } });

  /** Signs as the published library does. */
  function sign(key = secret, at = new Date()) {
    const seconds = String(Math.floor(at.getTime() / 1_000));
    const signature = new Webhook(key).sign('msg_1', at, body);
    return { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': signature };
  }

  test('accepts what the published library signs, one of several signatures too', async () => {
    expect(await verifyWebhook(body, sign(), secret)).toEqual(JSON.parse(body));
    const other = sign('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')['webhook-signature'];
    const both = { ...sign(), 'webhook-signature': `v1a,x ${other} ${sign()['webhook-signature']}` };
    expect(await verifyWebhook(body, new Headers(both), secret)).toEqual(JSON.parse(body));
  });

  test.each([
    ['another content', `${body} `, sign()],
    ['another secret', body, sign('whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')],
    ['an old message', body, sign(secret, new Date(Date.now() - 301_000))],
    ['a message from the future', body, sign(secret, new Date(Date.now() + 3_600_000))],
    ['no time', body, { ...sign(), 'webhook-timestamp': 'x' }],
    ['no signature', body, { ...sign(), 'webhook-signature': '' }],
    ['no headers', body, {}],
  ])('refuses %s', async (_, text, headers) => {
    await expect(verifyWebhook(text, headers, secret)).rejects.toThrow(WebhookError);
  });
});
