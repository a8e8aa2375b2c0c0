import anyAscii from 'any-ascii';
import { splitWords } from '#root/tts/align/words.js';
import type { Languages } from '#root/tts/languages.js';

interface FliteWord {
  /** Index in the text, in code points. */
  index: number;
  /** The word in ASCII, with its punctuation marks. */
  ascii: string;
}

/** Input of flite for one text. */
export interface FliteText {
  words: readonly FliteWord[];
  /** The text in ASCII. */
  text: string;
  /** The words without their punctuation marks, separated by pauses. */
  listed: string;
}

const DASH = /^\p{Pd}+$/u;
// Characters that have an English reading, or an equal in ASCII. Others, for example emoji, are read out by name.
const READABLE = /[\p{L}\p{M}\p{N}\p{P}$€£%&+=№]/u;

/** Returns how flite speaks a text, or undefined if most of its letters are not English. */
export function fliteText(text: string, languages: Languages): FliteText | undefined {
  if (languages.latin !== undefined || !isLatin(text)) return undefined;
  const words: FliteWord[] = [];
  for (const { text: word, from: index } of splitWords(text)) {
    const ascii = toAscii(word);
    const last = words.at(-1);
    if (/[a-z\d]/i.test(ascii)) words.push({ index, ascii });
    // A dash between words is a pause.
    else if (DASH.test(word) && last !== undefined && !/[,.;:!?]$/.test(last.ascii)) last.ascii += ',';
  }
  if (words.length === 0) return undefined;
  return {
    words,
    text: words.map(({ ascii }) => ascii).join(' '),
    listed: words.map(({ ascii }) => ascii.replace(/^[^a-z\d$]+|[^a-z\d%]+$/gi, '')).join(', '),
  };
}

function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  return letters.length === 0 || latin.length > letters.length / 2;
}

function toAscii(word: string): string {
  const composed = Array.from(word.normalize('NFC'), (character) => (READABLE.test(character) ? character : ''));
  const ascii = anyAscii(composed.join('')).replace(/\s+/g, '');
  return ascii === '&' ? 'and' : ascii;
}
