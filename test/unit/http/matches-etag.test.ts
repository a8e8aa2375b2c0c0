import { expect, test } from 'vitest';
import { matchesEtag } from '#root/http/matches-etag.js';

test.each([
  ['"a"', true],
  ['W/"a"', true],
  ['"b", W/"a"', true],
  ['*', true],
  ['"b"', false],
  ['a', false],
  ['"ab"', false],
  [undefined, false],
])('If-None-Match: %s', (header, isKnown) => {
  expect(matchesEtag(header, '"a"')).toBe(isKnown);
});
