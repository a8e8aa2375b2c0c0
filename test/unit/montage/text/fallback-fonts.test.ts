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

test('words of every script can be measured, in whatever order their letters and marks stand', async () => {
  const letters = Array.from({ length: 0x3000 }, (_, code) => String.fromCodePoint(code)).filter(
    (letter) => /[\p{L}\p{M}]/u.test(letter) && (canBeDrawn(letter) || /\p{M}/u.test(letter)),
  );
  const fonts = await openFallbacks(letters.join(' '), []);
  for (const font of fonts) {
    const own = letters.filter((letter) => font.has(letter.codePointAt(0) as number));
    // A sequence of pseudo-random words, the same in each run.
    for (let seed = 1; seed < 300; seed += 1) {
      const word = Array.from({ length: 6 }, (_, index) => own[(seed * 7_919 + index * index * 104_729) % own.length]);
      if (own.length > 0) expect(font.widthPerEm(word.join(''))).toBeGreaterThanOrEqual(0);
    }
  }
});
