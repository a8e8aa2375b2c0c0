import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spec } from '../fixtures/spec.js';
import { shownIds, startTestBoard, type TestBoard } from '../helpers/board.js';

let board: TestBoard;
const ids: Record<string, string> = {};
const names = ['Анна', 'Анна-Мария', 'тётя Аня', 'АННА ПЕТРОВНА', 'Артём', 'Ada', "Conan O'Brien", 'Жанна'];

beforeAll(async () => {
  board = await startTestBoard();
  for (const name of names) ids[name] = await order(name);
});

afterAll(() => board.close());

const order = async (to: string) => (await board.container.videoJobs.create({ spec: { ...spec, to } })).videoJob.id;

/** Returns the address to which a search leads. */
async function search(fields: Record<string, string>, url = board.url): Promise<string> {
  const answer = await fetch(`${url}/greetings/search`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams(fields),
  });
  expect(answer.status).toBe(303);
  return answer.headers.get('location') ?? '';
}

async function get(path: string): Promise<string> {
  const answer = await fetch(board.url + path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

describe('a search by name', () => {
  test.each([
    ['Анна', ['АННА ПЕТРОВНА', 'Анна-Мария', 'Анна']],
    ['анна', ['АННА ПЕТРОВНА', 'Анна-Мария', 'Анна']],
    ['мари', ['Анна-Мария']],
    ['Анна-Мария', ['Анна-Мария']],
    ['аня тетя', ['тётя Аня']],
    ['артем', ['Артём']],
    ['АРТЁМ', ['Артём']],
    ['ada', ['Ada']],
    ["O'Br", ["Conan O'Brien"]],
    ['Анна Ada', []],
    ["анна' | !!&:*\\", ['АННА ПЕТРОВНА', 'Анна-Мария', 'Анна']],
  ])('for %s finds %j', async (q, expected) => {
    expect(shownIds(await get(await search({ q })))).toEqual(expected.map((name) => ids[name]));
  });

  test('puts no name into an address', async () => {
    const address = await search({ q: 'Жанна', status: 'QUEUED', age: '1h' });
    expect(decodeURIComponent(address)).not.toContain('анна');
    expect(address).toMatch(/^\/greetings\?status=QUEUED&age=1h&name=[\w-]+$/);
    const page = await get(address);
    expect(shownIds(page)).toEqual([ids.Жанна]);
    expect(page).toContain('value="Жанна"');
    const links = Array.from(page.matchAll(/(?:href|src|action)="([^"]*)"/g), ([, link = '']) =>
      decodeURIComponent(link),
    );
    expect(links.filter((link) => link.includes('анна'))).toEqual([]);
  });

  test('is combined with other filters', async () => {
    expect(shownIds(await get(await search({ q: 'Ada', status: 'FAILED' })))).toEqual([]);
    const page = await get(await search({ q: 'Ada', status: 'QUEUED', step: '', error: '' }));
    expect(shownIds(page)).toEqual([ids.Ada]);
    expect(page).toMatch(/href="\/greetings\?status=FAILED&amp;name=[\w-]+"/);
  });

  test('pages through everybody of that name', async () => {
    for (let index = 0; index < 60; index += 1) await order('Глафира');
    const first = await get(await search({ q: 'глафира' }));
    const next = /rel="next" href="([^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect([shownIds(first).length, shownIds(await get(next)).length]).toEqual([50, 10]);
  });

  test('says what it did not find, and escapes it', async () => {
    const page = await get(await search({ q: '<b>Никого' }));
    expect(page).toContain('No matching greeting is for “&lt;b&gt;Никого”');
  });

  test('asks to search again if the board cannot open the name', async () => {
    const other = await startTestBoard();
    const foreign = await search({ q: 'Анна' }, other.url);
    await other.close();
    for (const address of [foreign, '/greetings?name=AAAA']) {
      const page = await get(address);
      expect(page).toContain('This search has expired');
      expect(shownIds(page)).toEqual([]);
    }
  });
});

test('an id or a chat is found by an address that can be shared', async () => {
  const id = ids.Ada ?? '';
  expect(await search({ q: id })).toBe(`/greetings?q=${id}`);
  expect(await search({ q: 'chat 42', step: 'tts' })).toBe('/greetings?step=tts&q=chat+42');
  expect(await search({ q: ' ' })).toBe('/greetings');
});

test('a search from another site is refused', async () => {
  const answer = await fetch(`${board.url}/greetings/search`, {
    method: 'POST',
    body: new URLSearchParams({ q: 'A' }),
  });
  expect(answer.status).toBe(403);
});
