import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoard } from '#root/board/server.js';
import { spec } from '../fixtures/spec.js';
import { basicAuthorization, login, startTestBoard, type TestBoard } from '../helpers/board.js';

const authorization = basicAuthorization(login);
let guarded: TestBoard;
let open: TestBoard;

beforeAll(async () => {
  [guarded, open] = await Promise.all([startTestBoard(login), startTestBoard()]);
});

afterAll(() => Promise.all([guarded.close(), open.close()]));

/** Sends headers unchanged, including those that fetch changes or refuses, such as Host. */
function statusOf(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = new URL(open.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('the board', () => {
  test('redirects from its address to the greetings', async () => {
    const answer = await fetch(guarded.url, { headers: { authorization } });
    expect(answer.url).toBe(`${guarded.url}/greetings`);
    expect(answer.status).toBe(200);
  });

  test.each(['/greetings', '/queues', '/queues/api/queues', '/nowhere'])(
    'sends security headers with %s',
    async (path) => {
      const { headers } = await fetch(guarded.url + path, { headers: { authorization } });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      // Bull Board has inline styles, but no inline scripts.
      expect(policy.split('; ').filter((part) => part.includes('unsafe'))).toEqual(
        path.startsWith('/queues') ? ["style-src 'self' 'unsafe-inline'"] : [],
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('allows caching of the scripts of Bull Board, which loads nothing from other hosts', async () => {
    const page = await (await fetch(`${open.url}/queues`)).text();
    expect(page).not.toMatch(/(href|src)="(https?:)?\/\//);
    const script = /src="(static\/js\/main[^"]+)"/.exec(page)?.[1];
    const cached = await fetch(`${open.url}/queues/${script}`);
    expect([cached.status, cached.headers.get('cache-control')]).toEqual([200, 'private, max-age=86400']);
  });

  test('is open without a login on this machine, but not under a foreign name that resolves to it', async () => {
    const { port } = new URL(open.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, 'LOCALHOST', `[::1]:${port}`]) {
      expect([host, await statusOf('/greetings', { host })]).toEqual([host, 200]);
    }
    for (const host of ['rebound.example', '127.0.0.1.rebound.example', 'localhost.rebound.example', '0.0.0.0']) {
      const own = { host, origin: `http://${host}` };
      expect([host, await statusOf('/greetings', own)]).toEqual([host, 403]);
      expect([host, await statusOf('/queues/api/queues', own)]).toEqual([host, 403]);
      expect([host, await statusOf('/greetings/x/retry', own, 'POST')]).toEqual([host, 403]);
    }
    for (const host of ['localhost@rebound.example', 'rebound.example#localhost', 'a/b']) {
      expect([host, await statusOf('/greetings', { host })]).toEqual([host, 400]);
    }
  });

  test.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('refuses %s', async (method) => {
    expect(await statusOf('/greetings', { origin: 'https://elsewhere.example' }, method)).toBeGreaterThanOrEqual(400);
    expect(await statusOf('/greetings', { origin: open.url }, method)).toBeGreaterThanOrEqual(400);
  });

  test.each([
    '/greetings/../../package.json',
    '/greetings/..%2f..%2fpackage.json',
    '/greetings/%2e%2e/%2e%2e/package.json',
    '/queues/static/..%2f..%2fpackage.json',
    '/queues/static/..%5c..%5cpackage.json',
    '/queues/static/js/../../../package.json',
    '//elsewhere.example/',
  ])('serves no file of the machine under %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });
});

describe('an address in use', () => {
  test('is a set-up error', async () => {
    const port = Number(new URL(open.url).port);
    await expect(startBoard(open.container, port)).rejects.toMatchObject({ code: 'BOARD_ADDRESS' });
  });
});

describe('Bull Board', () => {
  test('shows all queues, and the flow of a greeting', async () => {
    const { container, url } = guarded;
    const spec = await container.takeIn(container.checkOrder({ to: 'Anna', text: 'Happy birthday to you!' }));
    const { videoJob } = await container.submitter.submit({ spec });
    const queues = await fetch(`${url}/queues/api/queues`, { headers: { authorization } });
    const body = (await queues.json()) as { queues: { name: string; readOnlyMode: boolean }[] };
    expect(body.queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([
      ['tts', true],
      ['montage', true],
      ['deliver', true],
      ['greeting', true],
    ]);
    const root = `${videoJob.id}-1-greeting`;
    const job = await fetch(`${url}/queues/api/queues/greeting/${root}`, { headers: { authorization } });
    expect(await job.text()).toContain(`"/greetings/${videoJob.id}"`);
    const flow = await fetch(`${url}/queues/api/queues/greeting/${root}/flow`, { headers: { authorization } });
    const tree = JSON.stringify(await flow.json());
    for (const step of ['greeting', 'deliver', 'montage', 'tts-0', 'tts-2']) {
      expect(tree).toContain(`${videoJob.id}-1-${step}`);
    }
  });

  test('is read-only', async () => {
    const put = (origin: string) =>
      fetch(`${guarded.url}/queues/api/queues/tts/pause`, { method: 'PUT', headers: { authorization, origin } });
    expect((await put(guarded.url)).status).toBe(405);
    expect((await put('https://elsewhere.example')).status).toBe(403);
  });
});

describe('a Redis that hangs', () => {
  let silent: Server;
  let board: TestBoard;

  beforeAll(async () => {
    silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    board = await startTestBoard({ REDIS_PORT: String((silent.address() as AddressInfo).port) });
  });

  afterAll(async () => {
    await board.close();
    silent.close();
  });

  test('is reported by Bull Board', async () => {
    const answer = await fetch(`${board.url}/queues/api/queues`);
    expect([answer.status, await answer.json()]).toEqual([503, { error: 'Redis does not answer' }]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('does not prevent the retry and cancellation of a greeting', async () => {
    const { videoJobs } = board.container;
    const { id } = (await videoJobs.create({ spec })).videoJob;
    for (const [action, status] of [
      ['cancel', 'CANCELLED'],
      ['retry', 'QUEUED'],
    ]) {
      const post = { method: 'POST', redirect: 'manual', headers: { origin: board.url } } as const;
      expect((await fetch(`${board.url}/greetings/${id}/${action}`, post)).status).toBe(303);
      expect(await videoJobs.find(id)).toMatchObject({ status });
    }
    expect(await (await fetch(`${board.url}/greetings/${id}`)).text()).toContain('Redis does not answer');
  });
});
