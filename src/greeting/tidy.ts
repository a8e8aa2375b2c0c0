import { readLookAlikes } from '#root/greeting/look-alikes.js';

// Letters and digits that only look special: mathematical alphabets, letters in circles and squares, full-width forms,
// ligatures and presentation forms. Signs such as № and ½ stay as they are.
const FANCY =
  /[\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F149}\uFF01-\uFF5E\uFB00-\uFB06\uFB13-\uFB17\uFB50-\uFDFB\uFE70-\uFEFC\u2460-\u249B\u24B6-\u24EA\u1D2C-\u1D6A\u210A-\u2113\u2115\u2119-\u211D\u2124\u2128\u212C-\u2134]+/gu;
// Soft hyphen, Mongolian vowel separator, zero-width space, word joiner, byte order mark.
const INVISIBLE = /[\u00AD\u180E\u200B\u2060\uFEFF]/gu;

/**
 * Returns words as they are stored: fancy letters folded to plain ones, letters composed with their accents (NFC),
 * invisible characters removed, tabs and form feeds replaced by spaces, look-alikes of another alphabet read as meant.
 */
export function tidy(given: string): string {
  const plain = given
    .replace(INVISIBLE, '')
    .replace(FANCY, (letters) => letters.normalize('NFKC'))
    .normalize('NFC')
    .replace(/[\t\v\f]/g, ' ')
    .trim();
  return readLookAlikes(plain);
}
