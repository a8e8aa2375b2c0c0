import { EMOJI } from '#root/greeting/emoji.js';
import { readLookAlikes } from '#root/greeting/look-alikes.js';

// Letters and digits that only look special: mathematical alphabets, letters in circles and squares, full-width forms,
// ligatures and presentation forms. Signs such as № and ½ stay as they are.
const FANCY =
  /[\u{1D400}-\u{1D7FF}\u{1F130}-\u{1F149}\uFF01-\uFF5E\uFB00-\uFB06\uFB13-\uFB17\uFB50-\uFDFB\uFE70-\uFEFC\u2460-\u249B\u24B6-\u24EA\u1D2C-\u1D6A\u210A-\u2113\u2115\u2119-\u211D\u2124\u2128\u212C-\u2134]+/gu;
// White letters in black circles and squares have no plain form in Unicode. Alone, A, B, O and P in squares are emoji.
const INVERTED =
  /[\u{1F150}-\u{1F169}]|[\u{1F170}-\u{1F189}](?=[\u{1F170}-\u{1F189}])|(?<=[\u{1F170}-\u{1F189}])[\u{1F170}-\u{1F189}]/gu;
const SMALL_CAPITALS = 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡxʏᴢ';
// There is no small capital X: the plain letter keeps its place in the list.
const SMALL_CAPITAL = new RegExp(`[${SMALL_CAPITALS.replace('x', '')}]`, 'gu');
// Lines through, above and below letters.
const OVERLAY = /[\u0305\u0332\u0333\u0334-\u0338\u033F\u20D2\u20D3\u20D8-\u20E0]/gu;
// Soft hyphen, Mongolian vowel separator, zero-width space, word joiner, byte order mark, marks of direction.
const INVISIBLE = /[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;
// An emoji between two words stands for the space between them.
const AS_SPACE = new RegExp(`(?<=[\\p{L}\\p{N}\\p{P}])((?:${EMOJI.source})+)(?=[\\p{L}\\p{N}])`, 'gu');

/**
 * Returns words as they are stored: fancy letters folded to plain ones, letters composed with their accents (NFC),
 * invisible characters removed, tabs and form feeds replaced by spaces, words separated by an emoji alone separated by a
 * space too, look-alikes of another alphabet read as meant.
 */
export function tidy(given: string): string {
  const plain = given
    .replace(INVISIBLE, '')
    .replace(FANCY, (letters) => letters.normalize('NFKC'))
    .replace(INVERTED, uninverted)
    .replace(SMALL_CAPITAL, (letter) => String.fromCodePoint(CAPITAL_A + SMALL_CAPITALS.indexOf(letter)))
    .replace(OVERLAY, '')
    .normalize('NFC')
    .replace(/[\t\v\f]/g, ' ')
    .replace(AS_SPACE, '$1 ')
    .trim();
  return readLookAlikes(plain);
}

const CAPITAL_A = 0x41;
const [CIRCLED_A, SQUARED_A] = [0x1f150, 0x1f170];

function uninverted(letter: string): string {
  const code = letter.codePointAt(0) as number;
  return String.fromCodePoint(CAPITAL_A + code - (code < SQUARED_A ? CIRCLED_A : SQUARED_A));
}
