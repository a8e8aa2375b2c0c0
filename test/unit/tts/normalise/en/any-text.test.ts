import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';

// Pieces of the lines that have tests of their own.
const pieces =
  '22|roses|a |the |in |of |5|st|th|-year-old|1990|s|XXI| century|Louis |I| |.|,|:|-|–|/|No. |$|%|°C|18:30|12/05/1990| May |½|+1|(555)|@x.com|https://|#Tag|J. K. |USA|etc.|Dr. |St. |a.m.|á|e\u0301|🎉|\u00A0|000|,000|1.5| kg|x|Happy|’|"|\n|&|=|_|\uD83C|c/|M|€|\'| pm|Dec. |ooo|٣|w/|~|¢'.split(
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

describe('any English text', () => {
  const random = createRandom(11);
  const texts = Array.from({ length: 600 }, () => {
    const length = 1 + Math.floor(random() * 14);
    return Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)]).join('');
  });

  test.each(['latin', undefined] as const)('keeps its letters and their places (%s)', (letters) => {
    for (const written of texts) {
      const { text, source } = normalise(written, { language: 'en', ...(letters === undefined ? {} : { letters }) });
      const last = Array.from(written).length - 1;
      expect(source, written).toHaveLength(Array.from(text).length);
      expect(
        source.every((from, index) => from >= (source[index - 1] ?? 0) && from <= last),
        written,
      ).toBe(true);
      if (/[\p{L}\p{N}]/u.test(written)) expect(text, written).toMatch(/\p{L}/u);
      expect(text, written).not.toMatch(/\p{Nd}|undefined|NaN/u);
    }
  });

  test.each(
    "1|5 |1.|.|-|- | |1,000 |$|$5-|5-|I|a.|A. |J.|+|(5|a@|x.com/|1:|USA|May |1/2 |5 x |5 kg|#a|@a|No. |Dr. |Main |e\u0301|'5|http://|5% |II |P.|st|5th |a/|MM|o".split(
      '|',
    ),
  )('of "%s" over and over is read in linear time', (piece) => {
    const measure = (times: number) => {
      const start = process.cpuUsage();
      normalise(piece.repeat(times), { language: 'en' });
      return process.cpuUsage(start).user;
    };
    measure(100);
    // Quadratic time would take a hundred times as long, linear time ten times.
    expect(measure(3000)).toBeLessThan(40 * Math.max(measure(300), 5000));
  });
});
