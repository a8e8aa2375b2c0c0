import { describe, expect, test } from 'vitest';
import { type CallbackData, decodeCallback, encodeCallback } from '#root/telegram/callback-data.js';

const id = '7fK2qX9aBc-';
const videoJobId = '019ac2f0-5c1e-7d3a-9b4e-0123456789ab';
const packed = 'AZrC8FwefTqbTgEjRWeJqw';

describe('the data of a button', () => {
  test.each<[string, CallbackData]>([
    [`d:${id}:12:o=thank-you`, { kind: 'draft', id, revision: 12, action: 'o', value: 'thank-you' }],
    [`d:${id}:0:go`, { kind: 'draft', id, revision: 0, action: 'go' }],
    [`d:${id}:3:v?=ru-female`, { kind: 'draft', id, revision: 3, action: 'v?', value: 'ru-female' }],
    [`d:${id}:3:w=+`, { kind: 'draft', id, revision: 3, action: 'w', value: '+' }],
    [`g:${packed}:e=1`, { kind: 'greeting', id: videoJobId, action: 'e', value: '1' }],
    ['g:*:x', { kind: 'greeting', id: '*', action: 'x' }],
    [`b:${id}:go`, { kind: 'batch', id, action: 'go' }],
    [`p:${id}:x`, { kind: 'party', id, action: 'x' }],
    ['m:3', { kind: 'page', page: 3 }],
    ['l:ru', { kind: 'language', language: 'ru' }],
    [`a:${packed}:r`, { kind: 'admin', id: videoJobId, action: 'r' }],
    ['s:f', { kind: 'settings', action: 'f' }],
    ['s:o=new-year', { kind: 'settings', action: 'o', value: 'new-year' }],
    ['w:o=new-year', { kind: 'start', action: 'o', value: 'new-year' }],
    ['w:ex', { kind: 'start', action: 'ex' }],
  ])('%s is read as it was written', (text, data) => {
    expect(encodeCallback(data)).toBe(text);
    expect(decodeCallback(text)).toEqual(data);
  });

  test.each([
    undefined,
    '',
    'x',
    'z:1',
    'd',
    'd:::',
    `d:${id}`,
    `d:${id}:1`,
    `d:${id}:01:go`,
    `d:${id}:-1:go`,
    `d:${id}:1e3:go`,
    `d:${id}:1:go=`,
    `d:${id}:1:go:more`,
    `d:${id}x:1:go`,
    'd:*:1:go',
    `g:${packed}:GO`,
    `g:${id}:x`,
    'g::x',
    `g:${videoJobId}:x`,
    'w:',
    'w:o=',
    'm:0',
    'm:x',
    'm: 1',
    'l:fr',
    'l:ru ',
    'l:ru:en',
    'l:__proto__',
    's:',
    's:f=',
    's:f:v',
    'a:*:r',
    '💥'.repeat(16),
  ])('%j means nothing', (text) => {
    expect(decodeCallback(text)).toBeUndefined();
  });

  test('fits Telegram with the longest value, and is refused if it is longer', () => {
    const draft = { kind: 'draft', id, revision: 999_999, action: 'v?' } as const;
    const free = 64 - encodeCallback({ ...draft, value: '' + 'x' }).length + 1;
    expect(encodeCallback({ ...draft, value: 'x'.repeat(free) })).toHaveLength(64);
    // Bytes count, not letters.
    for (const value of ['x'.repeat(free + 1), `${'x'.repeat(free - 1)}я`]) {
      expect(() => encodeCallback({ ...draft, value })).toThrow(RangeError);
    }
  });
});
