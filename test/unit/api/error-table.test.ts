import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Problem, ProblemError, problems, toResponse } from '#root/api/problem.js';

const THROWN = /ProblemError\(\s*(\d{3}),\s*'([A-Z_]+)'/g;
const ROW = /^\| (\d{3}) \| (`.*?) \|/gm;

const read = (dir: string) =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readFileSync(join(dir, path), 'utf8'))
    .join('\n');

const thrown = [...read('src/api').matchAll(THROWN)].map(([, status, code]) => `${status} ${code}`);
const explained = [...readFileSync('docs/api.md', 'utf8').matchAll(ROW)].flatMap(([, status, codes = '']) =>
  Array.from(codes.matchAll(/`(\w+)`/g), ([, code]) => `${status} ${code}`),
);

describe('the table of errors in docs/api.md', () => {
  test('explains every code that the API answers with', () => {
    expect(thrown.length).toBeGreaterThan(10);
    expect(thrown.filter((row) => !explained.includes(row))).toEqual([]);
  });

  test('names no code that does not exist', () => {
    const sources = read('src');
    const unknown = explained.map((row) => row.slice(4)).filter((code) => !sources.includes(`'${code}'`));
    expect(unknown).toEqual([]);
  });

  test('has a heading for each type of problem, to which its address leads', async () => {
    const headings = [...readFileSync('docs/api.md', 'utf8').matchAll(/^### (.+)$/gm)].map(([, text = '']) => text);
    const anchors = headings.map((text) => text.toLowerCase().replaceAll(' ', '-'));
    const statuses = [400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 503] as const;
    for (const status of statuses) {
      const response = toResponse(new ProblemError(status, 'CODE', ''), 'x');
      const { title, type } = (await response.json()) as Problem;
      expect(headings).toContain(title);
      expect(anchors).toContain(type.split('/docs/api.md#')[1]);
      expect(problems(status)[status].description).toBe(title);
    }
  });
});
