import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spec } from '../fixtures/spec.js';
import { basicAuthorization, login, startTestBoard, type TestBoard } from '../helpers/board.js';

let board: TestBoard;
const authorization = basicAuthorization(login);

beforeAll(async () => {
  board = await startTestBoard(login);
});

afterAll(() => board.close());

async function get(path: string): Promise<string> {
  const answer = await fetch(board.url + path, { headers: { authorization } });
  expect(answer.status).toBe(200);
  return await answer.text();
}

function post(path: string, fields: Record<string, string> = {}): Promise<Response> {
  const headers = { authorization, origin: board.url };
  return fetch(board.url + path, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
}

/** Returns the rows of the page of actions as texts, without the times. */
async function actions(path = '/greetings/audit'): Promise<string[]> {
  const rows = (await get(path)).matchAll(/<tr><td><time[^>]*>[^<]*<\/time><\/td>(.*)<\/tr>/g);
  return Array.from(rows, ([, cells = '']) => cells.replaceAll('</td><td>', ' | ').replaceAll(/<[^>]*>/g, ''));
}

/** Returns what the page of a greeting says of operators. */
async function deedsOf(id: string): Promise<string[]> {
  const [, section = ''] = (await get(`/greetings/${id}`)).split('Actions of operators</h2>');
  return Array.from(section.matchAll(/<li>(.*?) <time/g), ([, deed = '']) => deed.replaceAll(/<[^>]*>/g, ''));
}

describe('who did what is kept', () => {
  test('and shown on the page of the greeting, and on a page of its own', async () => {
    expect(await get('/greetings/audit')).toContain('Nobody has done anything yet.');
    const id = await board.createFailed();
    expect(await deedsOf(id)).toEqual([]);
    await post(`/greetings/${id}/retry`);
    await post(`/greetings/${id}/cancel`);
    await post('/greetings/steps/montage/pause');
    await post('/greetings/steps/montage/resume');
    expect(await deedsOf(id)).toEqual(['operator: cancel run 2', 'operator: retry run 2']);
    expect(await actions()).toEqual([
      'operator | resume | step montage',
      'operator | pause | step montage',
      `operator | cancel | ${id} run 2`,
      `operator | retry | ${id} run 2`,
    ]);
  });

  test('for each of many greetings, as one action', async () => {
    const ids = [await board.createFailed(), await board.createFailed()];
    await post('/greetings/batch', { action: 'retry', status: 'FAILED', at: String(Date.now() + 1), count: '2' });
    expect((await actions())[0]).toBe('operator | retry | 2 greetings');
    for (const id of ids) expect(await deedsOf(id)).toEqual(['operator: retry run 2, with others']);
  });

  test('if nothing was done, nothing is kept', async () => {
    const before = await actions();
    const { videoJob } = await board.container.videoJobs.create({ spec });
    expect((await post(`/greetings/${videoJob.id}/retry`)).status).toBe(409);
    expect((await fetch(`${board.url}/greetings/${videoJob.id}/cancel`, { method: 'POST' })).status).toBe(401);
    expect(await actions()).toEqual(before);
  });

  test('page by page', async () => {
    const before = (await actions()).length;
    for (let index = 0; index < 100; index += 1) {
      await board.container.audit.recordStep({ who: '<b>', action: 'pause' }, 'tts');
    }
    const page = await get('/greetings/audit');
    expect(page).toContain('<td>&lt;b&gt;</td>');
    const older = /rel="next" href="([^"]*)"/.exec(page)?.[1] ?? '';
    expect([(await actions()).length, (await actions(older)).length]).toEqual([100, before]);
  });
});

test('without a login, the audit says so', async () => {
  const open = await startTestBoard();
  await fetch(`${open.url}/greetings/steps/tts/pause`, { method: 'POST', headers: { origin: open.url } });
  expect(await (await fetch(`${open.url}/greetings/audit`)).text()).toContain('<td>somebody on this machine</td>');
  await open.close();
});

test('the page of actions needs the login', async () => {
  expect((await fetch(`${board.url}/greetings/audit`)).status).toBe(401);
});
