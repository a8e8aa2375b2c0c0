import { expect, test } from 'vitest';
import { fileNameOf } from '#root/api/batches/file-name.js';

const name = (to: string, row = 7) => fileNameOf(row, to, { rows: 120, extension: 'mp4' });

test.each([
  ['Анна', '007 Анна.mp4'],
  ['../../etc/passwd', '007 etc passwd.mp4'],
  ['C:\\Users\\x', '007 C Users x.mp4'],
  ['a\u0000b\nc', '007 a b c.mp4'],
  ['фото\u202Egpj.exe', '007 фото gpj.exe.mp4'],
  ['Семья 👨‍👩‍👧 🎉', '007 Семья 👨‍👩‍👧 🎉.mp4'],
  ['...', '007.mp4'],
  ['', '007.mp4'],
])('%j becomes %j', (to, expected) => {
  expect(name(to)).toBe(expected);
});

test('a long name is cut between characters', () => {
  const cut = name('👨‍👩‍👧'.repeat(60));
  expect(Buffer.byteLength(cut)).toBeLessThan(140);
  expect(cut).toMatch(/^007 (?:👨‍👩‍👧)+\.mp4$/u);
});
