import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';

// Pieces of the lines that have tests of their own.
const pieces =
  '22|роз|ы|а|с |в |до |к |5|-й|-летие|1990| г.|XXI| век|Пётр |I| |.|,|:|-|–|/|№|₽|$|%|°C|18:30|12.05.1990| мая|½|+7|(912)|@x.ru|https://|#Тег|А. С. |МГУ|и т. д.|г. |ул. |+А|á|о\u0301|🎉|\u00A0|000|1,5| кг|x|Happy|’|"|\n|&|=|_|\uD83C|ё|тыс.| руб.|ночи'.split(
    '|',
  );

/** Returns numbers from 0 to 1 that are the same in each run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

describe('any Russian text', () => {
  const random = createRandom(7);
  const texts = Array.from({ length: 400 }, () => {
    const length = 1 + Math.floor(random() * 14);
    return Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('');
  });

  test.each(['cyrillic', 'latin', undefined] as const)('keeps its letters and their places (%s)', (letters) => {
    for (const written of texts) {
      const { text, source } = normalise(written, { language: 'ru', ...(letters === undefined ? {} : { letters }) });
      const last = Array.from(written).length - 1;
      expect(source, written).toHaveLength(Array.from(text).length);
      expect(
        source.every((from, index) => from >= (source[index - 1] ?? 0) && from <= last),
        written,
      ).toBe(true);
      if (/[\p{L}\d]/u.test(written)) expect(text, written).toMatch(/\p{L}/u);
      expect(text, written).not.toMatch(/\d/);
    }
  });

  test.each([
    '1',
    '5 ',
    '1.',
    '.',
    '-',
    ' ',
    '1 000 ',
    '№',
    '5-',
    'I',
    'а.',
    'А. ',
    '+',
    '(5',
    'a@',
    'x.ru/',
    '1:',
    'МГУ',
  ])('of "%s" over and over is read in linear time', (piece) => {
    const measure = (times: number) => {
      const start = process.cpuUsage();
      normalise(piece.repeat(times), { language: 'ru', letters: 'cyrillic' });
      return process.cpuUsage(start).user;
    };
    measure(100);
    // Quadratic time would take a hundred times as long, linear time ten times.
    expect(measure(3000)).toBeLessThan(40 * Math.max(measure(300), 5000));
  });
});
