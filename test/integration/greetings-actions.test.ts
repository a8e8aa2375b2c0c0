import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestBoard, type TestBoard } from '../helpers/board.js';

let board: TestBoard;

beforeAll(async () => {
  board = await startTestBoard();
});

afterAll(() => board.close());

describe('retry and cancel', () => {
  const post = (path: string, headers: Record<string, string> = { origin: board.url }) =>
    fetch(board.url + path, { method: 'POST', redirect: 'manual', headers });

  const statusOf = async (id: string) => (await board.container.videoJobs.find(id))?.status;

  test('a retry starts a new run, and a cancellation ends it', async () => {
    const id = await board.createFailed();
    const retried = await post(`/greetings/${id}/retry`);
    expect([retried.status, retried.headers.get('location')]).toEqual([303, `/greetings/${id}?done=retry`]);
    expect(await board.container.videoJobs.find(id)).toMatchObject({ status: 'QUEUED', run: 2, errorCode: null });
    expect(await (await fetch(`${board.url}/greetings/${id}?done=retry`)).text()).toContain('A new run was started.');
    const unknown = await (await fetch(`${board.url}/greetings/${id}?done=constructor`)).text();
    expect(unknown).not.toContain('class="notice"');
    expect((await post(`/greetings/${id}/retry`)).status).toBe(409);

    expect((await post(`/greetings/${id}/cancel`)).status).toBe(303);
    expect(await statusOf(id)).toBe('CANCELLED');
    expect((await post(`/greetings/${id}/cancel`)).status).toBe(409);
  });

  test.each([
    {},
    { origin: 'https://elsewhere.example' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site', origin: 'own' },
    { 'sec-fetch-site': 'same-site', origin: 'own' },
    { 'sec-fetch-site': 'none', origin: 'own' },
  ])(
    'a request that does not come from a page of the board changes nothing: %o',
    async (headers: Record<string, string>) => {
      const id = await board.createFailed();
      const sent = headers.origin === 'own' ? { ...headers, origin: board.url } : headers;
      expect((await post(`/greetings/${id}/retry`, sent)).status).toBe(403);
      expect(await statusOf(id)).toBe('FAILED');
    },
  );

  test('a page of the board is recognised behind a proxy that changes Host', async () => {
    const id = await board.createFailed();
    const behindProxy = { origin: 'https://board.example', 'sec-fetch-site': 'same-origin' };
    expect((await post(`/greetings/${id}/retry`, behindProxy)).status).toBe(303);
    expect(await statusOf(id)).toBe('QUEUED');
  });

  test('a link changes nothing', async () => {
    const id = await board.createFailed();
    expect((await fetch(`${board.url}/greetings/${id}/retry`)).status).toBe(404);
    expect(await statusOf(id)).toBe('FAILED');
  });
});
