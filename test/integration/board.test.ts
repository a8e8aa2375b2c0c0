import { once } from 'node:events';
import { request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBoard } from '#root/board/server.js';
import { spec } from '../fixtures/spec.js';
import { startTestBoard, type TestBoard } from '../helpers/board.js';

const login = { BOARD_USER: 'operator', BOARD_PASSWORD: 'correct horse' };
const authorization = basic('operator', 'correct horse');
let guarded: TestBoard;
let open: TestBoard;

beforeAll(async () => {
  [guarded, open] = await Promise.all([startTestBoard(login), startTestBoard()]);
});

afterAll(() => Promise.all([guarded.close(), open.close()]));

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** What fetch changes or refuses, such as another Host, goes out as it is. */
function statusOf(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<number | undefined> {
  const { hostname, port } = new URL(open.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

describe('the board', () => {
  test.each(['/', '/greetings', '/greetings/x/video', '/queues', '/queues/api/queues', '/nowhere'])(
    'shows %s to nobody without the login',
    async (path) => {
      const answer = await fetch(guarded.url + path, { redirect: 'manual' });
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
    },
  );

  test.each([
    ['operator', 'wrong'],
    ['someone', 'correct horse'],
    ['', ''],
  ])('refuses %s with %s', async (user, password) => {
    const answer = await fetch(`${guarded.url}/greetings`, { headers: { authorization: basic(user, password) } });
    expect(answer.status).toBe(401);
  });

  test('leads from its address to the greetings', async () => {
    const answer = await fetch(guarded.url, { headers: { authorization } });
    expect(answer.url).toBe(`${guarded.url}/greetings`);
    expect(answer.status).toBe(200);
  });

  describe('where somebody guesses passwords', () => {
    const guess = (board: TestBoard, headers = {}) =>
      fetch(board.url, { headers: { ...headers, authorization: basic('operator', `guess ${Math.random()}`) } });

    async function guessing(board: TestBoard, headers = {}): Promise<number[]> {
      const statuses: number[] = [];
      for (let time = 0; time < 12; time += 1) statuses.push((await guess(board, headers)).status);
      return statuses;
    }

    async function knownCookie(board: TestBoard): Promise<string> {
      const [cookie = ''] = (
        await fetch(`${board.url}/greetings`, { headers: { authorization } })
      ).headers.getSetCookie();
      expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
      return cookie.split(';')[0] ?? '';
    }

    test('keeps the address waiting, and not the browser that was let in before', async () => {
      const board = await startTestBoard(login);
      const cookie = await knownCookie(board);
      expect(await guessing(board)).toEqual([...Array(10).fill(401), 429, 429]);
      const late = await fetch(board.url, { headers: { authorization } });
      expect(late.status).toBe(429);
      expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await fetch(board.url, { headers: { authorization, cookie } })).status).toBe(200);
      await board.close();
    });

    test('gives a known browser no more tries than an address, and nothing without the password', async () => {
      const board = await startTestBoard(login);
      const cookie = await knownCookie(board);
      expect((await fetch(board.url, { headers: { cookie } })).status).toBe(401);
      expect(await guessing(board, { cookie })).toEqual([...Array(10).fill(401), 429, 429]);
      await board.close();
    });

    test('knows the browser at every board with this login, at none with another', async () => {
      const [board, other] = await Promise.all([
        startTestBoard(login),
        startTestBoard({ ...login, BOARD_PASSWORD: 'another' }),
      ]);
      const cookie = await knownCookie(guarded);
      await Promise.all([guessing(board), guessing(other)]);
      expect((await guess(board, { cookie })).status).toBe(401);
      expect((await guess(other, { cookie })).status).toBe(429);
      expect((await guess(board, { cookie: `${cookie.slice(0, -6)}AAAA%3D` })).status).toBe(429);
      await Promise.all([board.close(), other.close()]);
    });
  });

  test.each(['/greetings', '/queues', '/queues/api/queues', '/nowhere'])(
    'sends security headers with %s',
    async (path) => {
      const { headers } = await fetch(guarded.url + path, { headers: { authorization } });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      // Bull Board sets styles in its markup; scripts it has in files.
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

  test('lets the scripts of Bull Board be kept, and has it ask nobody else', async () => {
    const page = await (await fetch(`${open.url}/queues`)).text();
    expect(page).not.toMatch(/(href|src)="(https?:)?\/\//);
    const script = /src="(static\/js\/main[^"]+)"/.exec(page)?.[1];
    const kept = await fetch(`${open.url}/queues/${script}`);
    expect([kept.status, kept.headers.get('cache-control')]).toEqual([200, 'private, max-age=86400']);
  });

  test('is open without a login on this machine, but not under a name that somebody points at it', async () => {
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

  test.each(['OPTIONS', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('does nothing for %s', async (method) => {
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
  ])('shows no file of the machine under %s', async (path) => {
    expect(await statusOf(path)).toBe(404);
  });

  test.each([
    [{ BOARD_HOST: '0.0.0.0' }, /BOARD_USER.*BOARD_PASSWORD/s],
    [{ BOARD_HOST: '0.0.0.0', BOARD_USER: 'operator' }, /BOARD_PASSWORD/],
    [{ BOARD_PASSWORD: 'alone' }, /BOARD_USER/],
  ])('refuses to start with %o', async (variables, message) => {
    await expect(startTestBoard(variables as Record<string, string>)).rejects.toMatchObject({
      name: 'SetupError',
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message),
    });
  });
});

describe('an address that is taken', () => {
  test('is a fault of the set-up', async () => {
    const port = Number(new URL(open.url).port);
    await expect(startBoard(open.container, port)).rejects.toMatchObject({ code: 'BOARD_ADDRESS' });
  });
});

describe('Bull Board', () => {
  test('shows all queues, and a whole flow from its root', async () => {
    const { container, url } = guarded;
    const spec = container.parseRequest({ to: 'Anna', text: 'Happy birthday to you!' });
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

  test('changes nothing', async () => {
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

  test('is named by Bull Board', async () => {
    const answer = await fetch(`${board.url}/queues/api/queues`);
    expect([answer.status, await answer.json()]).toEqual([503, { error: 'Redis does not answer' }]);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('keeps nobody from retrying and cancelling a greeting', async () => {
    const { videoJobs } = board.container;
    const { id } = (await videoJobs.create({ spec })).videoJob;
    for (const [act, status] of [
      ['cancel', 'CANCELLED'],
      ['retry', 'QUEUED'],
    ]) {
      const acted = { method: 'POST', redirect: 'manual', headers: { origin: board.url } } as const;
      expect((await fetch(`${board.url}/greetings/${id}/${act}`, acted)).status).toBe(303);
      expect(await videoJobs.find(id)).toMatchObject({ status });
    }
    expect(await (await fetch(`${board.url}/greetings/${id}`)).text()).toContain('Redis does not answer');
  });
});
