import { expect, test } from 'vitest';
import { drawable } from '#root/montage/text/drawable.js';

test.each([
  ['ура 🎉!', 'ура !'],
  ['👩‍👩‍👧‍👦 семья', ' семья'],
  ['❤️ и ♥', ' и '],
  ['🇷🇺', ''],
  ['👍🏽', ''],
  ['1️⃣ 25 #1 * ©', ' 25 #1 * '],
])('%s is drawn as "%s"', (text, drawn) => {
  expect(drawable(text)).toBe(drawn);
});

test.each([
  ['controls of direction', 'a\u202Eb\u202C\u2066c\u2069\u200E\u200F\u061C', 'abc'],
  ['characters without width', 'a\u200Bb\uFEFFc\u00ADd\u2060e\u180E', 'abcde'],
  ['fillers that look empty', '\u3164\u115F\u2800\u{E0041}', ''],
  ['private and unassigned characters, and half surrogate pairs', 'x\uE000\u0378\uD800y\u{10FFFF}', 'xy'],
  ['joiners between letters that do not join', 'a\u200Db \u200Cc', 'ab c'],
  ['marks without a letter', '\u0301\u0301 a\u0301', ' a\u0301'],
  ['marks that would cover the line above', `a${'\u0300'.repeat(30)}`, `a${'\u0300'.repeat(4)}`],
])('%s are not drawn', (_, text, drawn) => {
  expect(drawable(text)).toBe(drawn);
});

test.each(['می\u200Cخواهم', 'क्\u200Dष', 'สุขสันต์', 'שָׁלוֹם', '一\u3000二\n三', 'x\u0323\u0302'])(
  '%s is drawn as it is',
  (text) => {
    expect(drawable(text)).toBe(text);
  },
);
