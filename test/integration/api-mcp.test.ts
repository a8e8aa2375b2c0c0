import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startTestApi, type TestApi } from '../helpers/api.js';
import { operationsOf } from '../helpers/operations.js';

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});

afterAll(() => api.close());

/** Connects the SDK's own client, as an assistant does. */
async function connect(token = api.token): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { Authorization: `Bearer ${token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${api.url}/mcp`), { requestInit }));
  onTestFinished(() => client.close());
  return client;
}

/** Returns the facts of the error that a tool answered. */
function errorOf({ isError, content }: Awaited<ReturnType<Client['callTool']>>) {
  expect(isError).toBe(true);
  const [first] = content;
  return first?.type === 'text' ? JSON.parse(first.text.replace(/ Try again.*$/, '')) : undefined;
}

/** Returns the id of the greeting that a tool answered. */
const idOf = ({ structuredContent }: Awaited<ReturnType<Client['callTool']>>) =>
  (structuredContent as { id: string } | undefined)?.id;

const anna = { to: 'Anna', text: 'Happy birthday!' };

describe('/mcp', () => {
  test('lists the tools, whose input is that of the routes', async () => {
    const { tools } = await (await connect()).listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'list_catalog',
      'preview_greeting',
      'create_greeting',
      'get_greeting',
      'cancel_greeting',
      'create_batch',
      'get_batch',
    ]);
    const create = tools.find(({ name }) => name === 'create_greeting');
    expect(create?.inputSchema).toMatchObject({
      required: ['to'],
      properties: { template: {}, voice: {}, photos: {} },
    });
  });

  test('makes greetings for two assistants, each with its own key', async () => {
    const other = await api.createKey();
    const [first, second] = [await connect(), await connect(other.token)];
    const [one, two] = await Promise.all(
      [first, second].map((client) => client.callTool({ name: 'create_greeting', arguments: anna })),
    );
    const id = one && idOf(one);
    const seen = await first.callTool({ name: 'get_greeting', arguments: { id } });
    expect(seen.structuredContent).toMatchObject({ id, to: 'Anna', status: 'QUEUED' });
    const foreign = await second.callTool({ name: 'get_greeting', arguments: { id } });
    expect(errorOf(foreign)).toMatchObject({ code: 'GREETING_UNKNOWN' });
    const cancelled = await second.callTool({ name: 'cancel_greeting', arguments: { id: two && idOf(two) } });
    expect(cancelled.structuredContent).toMatchObject({ status: 'CANCELLED' });
  });

  test('a repeated call with the same key is one greeting', async () => {
    const client = await connect();
    const call = { name: 'create_greeting', arguments: { ...anna, idempotencyKey: 'once' } };
    const [one, two] = [await client.callTool(call), await client.callTool(call)];
    expect(idOf(one)).toBeDefined();
    expect(idOf(two)).toBe(idOf(one));
  });

  test('tells an assistant the code and the detail of a refusal', async () => {
    const { token } = await api.createKey({ scopes: ['greetings:read'] });
    const refused = await (await connect(token)).callTool({ name: 'create_greeting', arguments: anna });
    expect(errorOf(refused)).toEqual({ code: 'SCOPE_MISSING', detail: expect.stringContaining('greetings:write') });
    const given = { ...anna, template: 'nowhere' };
    const wrong = await (await connect()).callTool({ name: 'create_greeting', arguments: given });
    expect(errorOf(wrong).errors).toEqual([expect.objectContaining({ pointer: '/template' })]);
  });

  test('shows the catalogue, a preview and a batch, where the API has them', async () => {
    const routes = operationsOf((await api.ask('GET /v1/openapi.json')).body).map(({ name }) => name);
    const client = await connect();
    const calls = [
      ['GET /v1/catalog', 'list_catalog', {}],
      ['POST /v1/previews', 'preview_greeting', anna],
      [
        'POST /v1/batches',
        'create_batch',
        { defaults: { text: 'Hi, {{to}} of {{city}}!' }, items: [{ to: 'Anna', values: { city: 'Ulm' } }] },
      ],
    ] as const;
    for (const [route, name, given] of calls) {
      const answer = await client.callTool({ name, arguments: given });
      if (routes.includes(route)) expect(answer.isError, JSON.stringify(answer.content)).toBeUndefined();
      else expect(errorOf(answer)).toMatchObject({ code: 'ROUTE_UNKNOWN' });
    }
  });

  test('counts a call of a tool as one request', async () => {
    const { token } = await api.createKey({ rate: 10 });
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_catalog', arguments: {} } };
    const headers = { Accept: 'application/json, text/event-stream' };
    const called = await api.ask('POST /mcp', { token, body: call, headers });
    expect(called.status).toBe(200);
    expect(called.headers.get('ratelimit')).toContain('r=9;');
    expect((await api.ask('GET /v1/me', { token })).headers.get('ratelimit')).toContain('r=8;');
  });

  test('answers a program that accepts any type, whatever session it names', async () => {
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    for (const headers of [{ Accept: '*/*' }, { Accept: '*/*', 'Mcp-Session-Id': 'of-another-process' }]) {
      expect((await api.ask('POST /mcp', { body, headers })).body).toContain('"list_catalog"');
    }
  });

  test('is closed without a key, and to what is no message of the protocol', async () => {
    expect(await api.ask('POST /mcp', { body: {}, token: null })).toMatchObject({ status: 401 });
    expect((await api.ask('GET /mcp')).status).toBe(405);
    for (const body of [{}, [], 'x', { jsonrpc: '2.0', id: 1, method: 'nothing' }]) {
      expect((await api.ask('POST /mcp', { body })).status).toBeLessThan(500);
    }
  });
});
