import { capitalised } from '#root/tts/normalise/capital.js';
import { spell } from '#root/tts/normalise/ru/letters.js';
import { before } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const INITIAL = '[А-ЯЁ]\\.';
const NAME = '[А-ЯЁ][а-яё\u0301]+';

/** Initials by the names of their letters, without full stops, so that no pause is made: "А. С. Пушкин". */
export const initials: readonly Rule[] = [
  // Of two people: "А. и М. Котовы".
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{M}\\d])(${INITIAL}(?:\\s?${INITIAL})?)(?=\\s(?:и|с)\\s${INITIAL}(?:\\s?${INITIAL})?\\s?${NAME})`,
      'gu',
    ),
    say: ([all]) => named(all),
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{M}\\d])${INITIAL}(?:[\\s-]?${INITIAL}){0,2}\\s?(?=${NAME})`, 'gu'),
    say: (match) => {
      const [all] = match;
      // One letter that ends a sentence: "Это Я. Привет". Vowels of one word are no initials.
      if (/^[ЯВ]\.\s$/.test(all) && /\p{Ll}\s$/u.test(before(match))) return undefined;
      return `${named(all)} `;
    },
  },
  // "С праздником, А. В.!".
  {
    pattern: new RegExp(`(?<![\\p{L}\\p{M}\\d.])${INITIAL}\\s?${INITIAL}(?=[,!?;:)]|\\s[—–-]|\\s?$)`, 'gu'),
    say: (match) => `${named(match[0])}${/^\s?$/.test(match.input.slice(match.index + match[0].length)) ? '.' : ''}`,
  },
  // "Раиса Ф.!", "Лена К. и Оля М.".
  {
    pattern: new RegExp(`(?<=${NAME}\\s)(?![ЯИ])${INITIAL}(?=\\s?[,!?;:)]|\\s[а-яё—–-]|\\s?$)`, 'gu'),
    say: (match) => named(match[0]),
  },
  {
    pattern: new RegExp(`(?<=${NAME}\\s)${INITIAL}\\s?${INITIAL}(?![\\p{L}\\d])`, 'gu'),
    say: (match) => {
      const rest = match.input.slice(match.index + match[0].length, match.index + match[0].length + 4);
      return `${named(match[0])}${/^\s*$|^\s+\p{Lu}/u.test(rest) ? '.' : ''}`;
    },
  },
];

function named(initial: string): string {
  return Array.from(initial.matchAll(/[А-ЯЁ]/gu), ([letter]) => capitalised(spell(letter))).join(' ');
}
