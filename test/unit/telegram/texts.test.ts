import { readFileSync } from 'node:fs';
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, test } from 'vitest';
import { keyFor, textKeys } from '#root/telegram/text-keys.js';
import { chatLanguages, textsIn } from '#root/telegram/texts.js';

const resourceOf = (language: string) =>
  new FluentResource(readFileSync(`src/telegram/locales/${language}.ftl`, 'utf8'));

/** Returns the names of the variables in a part of a message. */
function variablesOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { type, name } = part as { type?: string; name?: string };
  const own = type === 'var' && name !== undefined ? [name] : [];
  return [...new Set([...own, ...Object.values(part).flatMap(variablesOf)])].sort();
}

describe.each(chatLanguages)('the texts in %s', (language) => {
  test('are those of the list, with the same values', () => {
    const listed = Object.entries(textKeys).map(([key, values]) => [key, Object.keys(values).sort()]);
    const written = resourceOf(language).body.map(({ id, value }) => [id, variablesOf(value)]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(listed));
  });

  test('are each written once', () => {
    expect(new FluentBundle(language).addResource(resourceOf(language))).toEqual([]);
  });
});

test.each([
  [1, '1 знака', '1 character fits'],
  [2, '2 знаков', '2 characters fit'],
  [11, '11 знаков', '11 characters fit'],
  [21, '21 знака', '21 characters fit'],
  [1_000, '1\u00a0000 знаков', '1,000 characters fit'],
])('%i takes the noun in its form, without marks around it', (textMax, ru, en) => {
  expect(textsIn('ru')('input-TEXT_TOO_LONG', { textMax })).toContain(`до ${ru}.`);
  expect(textsIn('en')('input-TEXT_TOO_LONG', { textMax })).toContain(`up to ${en}.`);
});

test('an error code leads to the text about it, if there is one', () => {
  expect(keyFor('input', 'NAME_EMPTY')).toBe('input-NAME_EMPTY');
  expect(keyFor('failure', 'NAME_EMPTY')).toBeUndefined();
});

test('an unknown key and a missing value do not compile', () => {
  const texts = textsIn('en');
  // @ts-expect-error: there is no such key
  expect(() => texts('no-such-text')).toThrow(RangeError);
  // @ts-expect-error: the value is missing
  expect(() => texts('cancelled')).toThrow(ReferenceError);
  // @ts-expect-error: the value is of another kind
  expect(texts('input-TEXT_TOO_LONG', { textMax: '64' })).toContain('64');
});
