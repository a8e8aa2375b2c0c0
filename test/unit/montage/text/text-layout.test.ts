import { describe, expect, test } from 'vitest';
import { layOutBlock, layOutPages } from '#root/montage/text/text-layout.js';

// Every character is half an em wide.
const measure = (text: string) => text.length / 2;
const fit = { measure, widthPx: 600, emPx: 60, maxLines: 2 };
const words = (text: string) => text.split(' ').map((word) => ({ text: word }));
const shown = (lines: { text: string }[][]) => lines.map((line) => line.map(({ text }) => text).join(' '));

describe('text layout', () => {
  test('fills pages of two lines, none wider than allowed, and loses no word', () => {
    const text = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';
    const pages = layOutPages(words(text), fit);
    expect(pages.flatMap(({ lines }) => shown(lines)).join(' ')).toBe(text);
    for (const { lines, emPx } of pages) {
      expect(lines.length).toBeLessThanOrEqual(2);
      for (const line of shown(lines)) expect(measure(line) * emPx).toBeLessThanOrEqual(600);
    }
  });

  test('breaks lines evenly', () => {
    expect(shown(layOutPages(words('aaaa bbbb cccc dddd eeee'), fit)[0]?.lines ?? [])).toEqual([
      'aaaa bbbb cccc',
      'dddd eeee',
    ]);
  });

  test('shrinks a page with a word of 40 characters, and no other', () => {
    const [first, second, third] = layOutPages(words(`short line ${'x'.repeat(40)} and then again some more`), fit);
    expect([first, second, third].some((page) => page?.emPx === 30)).toBe(true);
    expect([first, second, third].some((page) => (page?.emPx ?? 0) > 50)).toBe(true);
  });

  test('begins a new line at a line break of the text', () => {
    const [page] = layOutPages([{ text: 'a' }, { text: 'b', breaksLine: true }], fit);
    expect(shown(page?.lines ?? [])).toEqual(['a', 'b']);
  });

  test('puts no space between the parts of a word, and may break a line between them', () => {
    const parts = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].map((text, index) => ({ text, joined: index > 0 }));
    const [page] = layOutPages(parts, { ...fit, widthPx: 8 * 60 });
    expect(shown(page?.lines ?? [])).toEqual(['aaaaaaaa bbbbbbbb', 'cccccccc']);
  });

  test('a name of 64 characters fits in three lines', () => {
    const { lines, emPx } = layOutBlock(words('Alexandra-Konstantinopolskaja von Hohenlohe-Schillingsfuerst jr.'), {
      ...fit,
      emPx: 180,
      maxLines: 3,
      heightPx: 2_000,
      lineHeightPerEm: 1.25,
    });
    expect(lines.length).toBeLessThanOrEqual(3);
    for (const line of shown(lines)) expect(measure(line) * emPx).toBeLessThanOrEqual(600.001);
  });

  test('a name of short words takes no more height than it may', () => {
    const { lines, emPx } = layOutBlock(words('Anna and Boris'), {
      ...fit,
      emPx: 180,
      maxLines: 3,
      heightPx: 330,
      lineHeightPerEm: 1.25,
    });
    expect(lines.length * emPx * 1.25).toBeLessThanOrEqual(330);
    expect(shown(lines).join(' ')).toBe('Anna and Boris');
  });
});
