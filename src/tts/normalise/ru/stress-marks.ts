import type { Rule } from '#root/tts/normalise/rules.js';

const VOWEL = '[аеёиоуыэюяАЕЁИОУЫЭЮЯ]';

/** Marks inside words: letters are composed, and a plus before a stressed vowel becomes an accent after it. */
export const stressMarks: readonly Rule[] = [
  // Signs inside a word that only direct its hyphenation.
  { pattern: /(?<=\p{Script=Cyrillic})[\u00AD\u200C\u200D]+/gu, say: () => '' },
  // Latin letters that look like Russian ones: "c 9 утра", "3-x".
  { pattern: /(?<![\p{L}\d])[cC](?=\s\d)/gu, say: ([letter]) => (letter === 'c' ? 'с' : 'С') },
  { pattern: /(?<=\d-)x(?![\p{L}\d])/gu, say: () => 'х' },
  {
    pattern: /\p{L}\p{M}+/gu,
    say: ([letter]) => {
      const composed = letter.normalize('NFC');
      return composed === letter ? undefined : composed;
    },
  },
  {
    // "Ал+ёна", "+Аня", but not "ты+я", "Аня+Оля" or "+7".
    pattern: new RegExp(
      `(?<=(?<![\\p{L}\\p{M}\\d])([А-Яа-яЁё\u0301-]{0,40}))\\+(${VOWEL})(?!\u0301)(?=([а-яёА-ЯЁ]*))`,
      'gu',
    ),
    say: ([, head = '', vowel = '', tail = '']) => {
      const isSum = /\p{Ll}$/u.test(head) && /\p{Lu}/u.test(vowel);
      const isPronoun = /^(?:ты|я|он|она|мы|вы|мама|папа)$/iu.test(head) && tail === '' && /[яЯ]/.test(vowel);
      return isSum || isPronoun || (head === '' && tail === '') ? undefined : `${vowel}\u0301`;
    },
  },
];
