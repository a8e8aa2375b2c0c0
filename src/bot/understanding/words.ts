import { EMOJI } from '#root/greeting/emoji.js';

/** A word of a message, with its place in it. */
export interface Word {
  text: string;
  start: number;
  end: number;
}

// People are named by fewer.
const MOST_WORDS = 16;
// A comma after them is a mistake: "Уважаемая, Анна Петровна".
const HONOURED = /^(?:уважаем|дорог)\p{L}+$/iu;
const ABBREVIATED = /^(?:dr|mr|mrs|ms|prof|sgt|st)$/i;
const WORD = /[&+]|\p{L}(?:[\p{L}\p{M}]|['’ʼ.-](?!s(?!\p{L}))(?=\p{L}))*/gu;

/** Returns a text as it is compared: in lower case, with е for ё and a plain apostrophe. Its length stays. */
export function fold(text: string): string {
  const small = text.toLowerCase();
  return /[ё’ʼ]/.test(small) ? small.replace(/ё/g, 'е').replace(/[’ʼ]/g, "'") : small;
}

/** Returns the words in lower case that a text is made of, without punctuation and emoji. Digits count as words. */
export function foldedWords(text: string): string[] {
  return fold(text.replace(EMOJI, ' ')).match(/[\p{L}\p{M}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** Returns the words from an index on, as long as only spaces stand between them, and at most 16. */
export function wordsFrom(text: string, start: number): Word[] {
  const found: Word[] = [];
  for (const match of text.slice(start).matchAll(WORD)) {
    const at = start + match.index;
    const last = found.at(-1);
    const between = text.slice(last?.end ?? start, at);
    if (found.length === MOST_WORDS || !/^ *$/.test(withoutMark(between, last?.text ?? '', match[0]))) break;
    found.push({ text: match[0], start: at, end: at + match[0].length });
  }
  return found;
}

/** Leaves out a mark between two words that ends nothing. */
function withoutMark(between: string, word: string, next: string): string {
  if (ABBREVIATED.test(word)) return between.replace('.', '');
  return HONOURED.test(word) && /^\p{Lu}/u.test(next) ? between.replace(',', '') : between;
}

/** Returns a text with a capital at its beginning. */
export function capitalised(text: string): string {
  return text.replace(/^[\s"«„“(]*\p{Ll}/u, (start) => start.toUpperCase());
}
