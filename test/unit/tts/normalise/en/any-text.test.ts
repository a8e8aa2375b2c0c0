import { describe, expect, test } from 'vitest';
import { anyTexts, expectLinearTime, expectPlaces } from '../../../../helpers/any-text.js';

// Pieces of the lines that have tests of their own.
const pieces =
  '22|roses|a |the |in |of |5|st|th|-year-old|1990|s|XXI| century|Louis |I| |.|,|:|-|–|/|No. |$|%|°C|18:30|12/05/1990| May |½|+1|(555)|@x.com|https://|#Tag|J. K. |USA|etc.|Dr. |St. |a.m.|á|e\u0301|🎉|\u00A0|000|,000|1.5| kg|x|Happy|’|"|\n|&|=|_|\uD83C|c/|M|€|\'| pm|Dec. |sooo|٣|w/|~|¢|<5|3:2|±|²|₂|′| St |Mon-|Oct-|2,026|/month|WWII|o.k.|#5a|123 Main |, IL |Flight BA |xx|1/2 lb|❤|I |★|1960-80|3h |59m|u |r |c. |$1K-|Psalm |Room |-680|6-4, | SAT |Sc. iii|.312'.split(
    '|',
  );

describe('any English text', () => {
  const texts = anyTexts(pieces, { count: 300, seed: 11 });

  test.each(['latin', undefined] as const)('keeps its letters and their places (%s)', (letters) => {
    for (const written of texts) {
      const text = expectPlaces(written, { language: 'en', ...(letters === undefined ? {} : { letters }) });
      if (/[\p{L}\p{N}]/u.test(written)) expect(text, written).toMatch(/\p{L}/u);
      expect(text, written).not.toMatch(/\p{Nd}|undefined|NaN/u);
    }
  });

  test.each(
    "1|5 |1.|.|-|- | |1,000 |$|$5-|5-|I|a.|A. |J.|+|(5|a@|x.com/|1:|USA|May |1/2 |5 x |5 kg|#a|@a|No. |Dr. |Main |e\u0301|'5|http://|5% |II |P.|st|5th |a/|MM|o|1-22-|0123 |Mon-|Oct-|3:2 |3:2-|<5 |1,22,|'000|²|4.5/|#5a|ca. |W W|5' |U.S. |5 N |5 A 1st |A, |xx |5 h |u r |70s-|19-|6-4, |Room 1-|SAT of |3/16 |Ann, Mo. ".split(
      '|',
    ),
  )('of "%s" over and over is read in linear time', (piece) => {
    expectLinearTime(piece, { language: 'en' });
  });
});
