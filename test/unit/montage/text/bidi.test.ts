import { describe, expect, test } from 'vitest';
import { isRightToLeft, visualOrder } from '#root/montage/text/bidi.js';

function shown(text: string) {
  const line = text.split(' ').map((word, index) => ({ word: { text: word }, space: index === 0 ? '' : ' ' }));
  return visualOrder(line, isRightToLeft(text)).map((part) => part.text);
}

describe('a line', () => {
  test.each([
    ['Anna: 25 years!', ['Anna:', ' ', '25', ' ', 'years!']],
    ['Anna שלום עולם, ok', ['Anna', ' ', 'עולם', ' ', 'שלום', ',', ' ', 'ok']],
    ['יום הולדת שמח!', ['שמח!', ' ', 'הולדת', ' ', 'יום']],
    ['שלום Anna Maria (25).', ['.', 'Anna', ' ', 'Maria', ' ', '(25)', ' ', 'שלום']],
  ])('"%s" is drawn from left to right as %j', (text, parts) => {
    expect(shown(text)).toEqual(parts);
  });

  test('has the direction of each part', () => {
    const line = [
      { word: { text: 'שלום' }, space: '' },
      { word: { text: 'Anna' }, space: ' ' },
    ];
    expect(visualOrder(line, true).map((part) => part.isRightToLeft)).toEqual([false, true, true]);
  });
});

test('the first letter decides the direction of a text, and control characters do not', () => {
  expect(isRightToLeft('25! שלום Anna')).toBe(true);
  expect(isRightToLeft('Anna שלום')).toBe(false);
  expect(isRightToLeft('\u200F\u202EAnna')).toBe(false);
});
