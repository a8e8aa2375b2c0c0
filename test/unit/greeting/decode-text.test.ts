import { expect, test } from 'vitest';
import { decodeText } from '#root/greeting/decode-text.js';

const text = 'to;text\r\nОля;Привет\r\n';
const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
const windows = Buffer.from([0xce, 0xeb, 0xff]);

test.each([
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16', utf16],
  ['UTF-16 with the high byte first', Buffer.from(utf16).swap16()],
  ['UTF-8 below the separator', Buffer.from(`sep=;\r\n${text}`)],
  ['UTF-8 with a mark below the separator in quotes', Buffer.from(`\uFEFF"sep=;"\n${text}`)],
])('reads %s', (_, bytes) => {
  expect(decodeText(bytes)).toBe(text);
});

test('takes other bytes for Windows-1251, unless the encoding is known', () => {
  expect(decodeText(windows)).toBe('Оля');
  expect(decodeText(Buffer.from('Zo\xEB', 'latin1'), 'iso-8859-1')).toBe('Zoë');
});

test('keeps a first line that only begins like a separator', () => {
  expect(decodeText(Buffer.from('sep=;x\n'))).toBe('sep=;x\n');
});
