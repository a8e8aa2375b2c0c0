import { expect, test } from 'vitest';
import { withoutEmoji } from '#root/montage/drawable.js';

test.each([
  ['ура 🎉!', 'ура !'],
  ['👩‍👩‍👧‍👦 семья', ' семья'],
  ['❤️ и ♥', ' и '],
  ['🇷🇺', ''],
  ['👍🏽', ''],
  ['1️⃣ 25 #1 * ©', ' 25 #1 * '],
])('%s is drawn as "%s"', (text, drawn) => {
  expect(withoutEmoji(text)).toBe(drawn);
});
