import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spec } from '../fixtures/spec.js';
import { basicAuthorization, login, startTestBoard, type TestBoard } from '../helpers/board.js';

const authorization = basicAuthorization(login);
let guarded: TestBoard;

beforeAll(async () => {
  guarded = await startTestBoard(login);
});

afterAll(() => guarded.close());

describe('the login of the board', () => {
  test.each(['/', '/greetings', '/greetings/x/video', '/queues', '/queues/api/queues', '/nowhere'])(
    'is required for %s',
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
  ])('refuses user "%s" with password "%s"', async (user, password) => {
    const answer = await fetch(`${guarded.url}/greetings`, {
      headers: { authorization: basicAuthorization({ BOARD_USER: user, BOARD_PASSWORD: password }) },
    });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['no login', {}],
    ['a wrong password', { authorization: basicAuthorization({ ...login, BOARD_PASSWORD: 'wrong' }) }],
  ])('is required to retry and cancel: %s', async (_, given) => {
    const id = await guarded.createFailed();
    const { videoJob } = await guarded.container.videoJobs.create({ spec });
    const post = async (path: string, headers: Record<string, string>) =>
      (await fetch(guarded.url + path, { method: 'POST', redirect: 'manual', headers })).status;
    const statuses = async () =>
      Promise.all([id, videoJob.id].map(async (each) => (await guarded.container.videoJobs.find(each))?.status));

    const ours = { origin: guarded.url, 'sec-fetch-site': 'same-origin' };
    expect(await post(`/greetings/${id}/retry`, { ...ours, ...given })).toBe(401);
    expect(await post(`/greetings/${videoJob.id}/cancel`, { ...ours, ...given })).toBe(401);
    expect(await statuses()).toEqual(['FAILED', 'QUEUED']);
    expect(await post(`/greetings/${id}/retry`, { ...ours, authorization })).toBe(303);
    expect(await post(`/greetings/${videoJob.id}/cancel`, { ...ours, authorization })).toBe(303);
    expect(await statuses()).toEqual(['QUEUED', 'CANCELLED']);
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

describe('a client that guesses passwords', () => {
  const guess = (board: TestBoard, headers = {}) =>
    fetch(board.url, {
      headers: {
        ...headers,
        authorization: basicAuthorization({ ...login, BOARD_PASSWORD: `guess ${Math.random()}` }),
      },
    });

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

  test('blocks its address for a while, but not a browser that logged in before', async () => {
    const board = await startTestBoard(login);
    const cookie = await knownCookie(board);
    expect(await guessing(board)).toEqual([...Array(10).fill(401), 429, 429]);
    const late = await fetch(board.url, { headers: { authorization } });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetch(board.url, { headers: { authorization, cookie } })).status).toBe(200);
    await board.close();
  });

  test('has no more tries with the cookie of a known browser, and no access without the password', async () => {
    const board = await startTestBoard(login);
    const cookie = await knownCookie(board);
    expect((await fetch(board.url, { headers: { cookie } })).status).toBe(401);
    expect(await guessing(board, { cookie })).toEqual([...Array(10).fill(401), 429, 429]);
    await board.close();
  });

  test('is a known browser at every board with the same login only', async () => {
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
