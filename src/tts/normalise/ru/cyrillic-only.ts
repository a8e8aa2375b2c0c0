import { cyrillicWord } from '#root/tts/normalise/ru/cyrillic.js';
import { LIKE_RUSSIAN } from '#root/tts/normalise/ru/like-russian.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const KNOWN = /^(?:b-day|e-mail|wi-fi)$/i;

/** Words of all other letters in Russian ones, for a voice that reads Russian letters only. */
export const cyrillicOnly: readonly Rule[] = [
  { pattern: /(?![А-Яа-яЁё])\p{Script=Cyrillic}/gu, say: ([letter]) => LIKE_RUSSIAN.get(letter) },
  // Words that are written together with a sign: "b-day", "Wi-Fi", "I'm".
  {
    pattern: /(?!\p{Script=Cyrillic})\p{L}\p{M}*(?:['’-]?(?!\p{Script=Cyrillic})\p{L}\p{M}*)*/gu,
    say: ([word]) => (KNOWN.test(word) ? cyrillicWord(word) : word.split('-').map(cyrillicWord).join('-')),
  },
];
