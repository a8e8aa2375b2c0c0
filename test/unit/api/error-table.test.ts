import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

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
});
