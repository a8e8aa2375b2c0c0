import { expect, test } from 'vitest';
import { canBeDrawn } from '#root/greeting/drawn-letters.js';
import { openFallbacks } from '#root/montage/text/fallback-fonts.js';

// A letter of each script that a living language is written in.
const LETTERS = 'aяαअאعաაกก가字ひカবதతગਗಕകଗගမកກሀᠮབއߞᏓⴰܐᤀᨀ᮫ꦲꯀᱚ𞤀ᜀ';

test('the check accepts the letters that fonts have, and no others', async () => {
  const fonts = await openFallbacks(Array.from(LETTERS).join(' '), []);
  for (const letter of LETTERS.match(/\p{L}/gu) ?? []) {
    const isDrawn = fonts.some((font) => font.has(letter.codePointAt(0) as number));
    expect({ letter, isAccepted: canBeDrawn(letter) }).toEqual({ letter, isAccepted: isDrawn });
  }
});
