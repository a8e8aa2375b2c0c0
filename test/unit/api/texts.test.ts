import { readdirSync, readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';
import { pageTexts, textsForScripts } from '#root/api/texts.js';

const resourceOf = (language: string) => new FluentResource(readFileSync(`src/api/locales/${language}.ftl`, 'utf8'));
const keysOf = (language: string) => resourceOf(language).body.map(({ id }) => id);

test('the pages have the same texts in both languages, each written once', () => {
  expect(keysOf('ru')).toEqual(keysOf('en'));
  for (const language of ['ru', 'en']) {
    expect(new FluentBundle(language).addResource(resourceOf(language))).toEqual([]);
  }
});

test('scripts get their texts with places for values, and a placeholder of lists as it is', () => {
  const texts = textsForScripts('en', 'js-', ['name', 'detail', 'seconds', 'accepted', 'total', 'done', 'count']);
  expect(texts.done).toBe('{name}: the video is ready');
  expect(texts['sample-rows']).toContain('{{to}}');
});

test('a person reads in words what is wrong with an order or a list', () => {
  const sources = ['src/greeting', 'src/intake', 'src/api/batches'].flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(`${dir}/${path}`, 'utf8')),
  );
  const THROWN = /(?:InputError\(\s*[^,]+|ProblemError\(\s*422),\s*'([A-Z_]+)'/g;
  const codes = new Set(sources.flatMap((source) => Array.from(source.matchAll(THROWN), ([, code]) => code)));
  // Files of other machines, which only commands name.
  codes.delete('MEDIA_MISSING');
  // No list of the page has it: a key of its own is made for each.
  codes.delete('IDEMPOTENCY_MISMATCH');
  const known = new Set(keysOf('ru'));
  expect(codes.size).toBeGreaterThan(15);
  expect([...codes].filter((code) => !known.has(`js-error-${code}`))).toEqual([]);
});

test('an unknown text is an error', () => {
  expect(() => pageTexts('en')('no-such-text')).toThrow(RangeError);
});
