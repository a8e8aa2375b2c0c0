import { readFileSync } from 'node:fs';
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

test('an unknown text is an error', () => {
  expect(() => pageTexts('en')('no-such-text')).toThrow(RangeError);
});
