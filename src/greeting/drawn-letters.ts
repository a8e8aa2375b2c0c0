// The scripts of the fonts in src/montage/text/fallback-fonts.ts. A test compares them.
const DRAWN =
  /[\p{scx=Latin}\p{scx=Cyrillic}\p{scx=Greek}\p{scx=Devanagari}\p{scx=Hebrew}\p{scx=Arabic}\p{scx=Armenian}\p{scx=Georgian}\p{scx=Thai}\p{scx=Hangul}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bengali}\p{scx=Tamil}\p{scx=Telugu}\p{scx=Gujarati}\p{scx=Gurmukhi}\p{scx=Kannada}\p{scx=Malayalam}\p{scx=Oriya}\p{scx=Sinhala}\p{scx=Myanmar}\p{scx=Khmer}\p{scx=Lao}\p{scx=Ethiopic}]/u;

// A rare letter is often an ornament, and is left out.
const MOST_ORNAMENTS = 1 / 3;

/** Returns whether fonts have the letters of a text, except for a few. */
export function canBeDrawn(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => !DRAWN.test(letter)).length <= letters.length * MOST_ORNAMENTS;
}
