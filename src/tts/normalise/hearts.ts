import type { Rule } from '#root/tts/normalise/rules.js';

const HEART = '(?:[❤♥💕💖💗🧡💛💚💙💜]\\uFE0F?|<3+)';

/** Hearts in the place of a word, by language: "I ❤ you". Other hearts are not read. */
export const hearts: ReadonlyMap<string, readonly Rule[]> = new Map([
  ['en', [verb('I|[Ww]e|[Tt]hey|[Yy]ou', 'love'), sum('love'), withHeart('[Ww]ith|[Mm]uch|[Ww]/', 'love')]],
  ['ru', [verb('[Яя]', 'люблю'), verb('[Мм]ы', 'любим'), sum('любовь'), withHeart('[Сс]', 'любовью')]],
]);

/** "You + me = ❤". */
function sum(word: string): Rule {
  return { pattern: new RegExp(`(?<==\\s?)${HEART}`, 'gu'), say: () => word };
}

/** "Made with ❤". */
function withHeart(preposition: string, word: string): Rule {
  return { pattern: new RegExp(`(?<=(?<![\\p{L}\\p{M}])(?:${preposition})\\s?)${HEART}+`, 'gu'), say: () => word };
}

function verb(subject: string, word: string): Rule {
  return {
    pattern: new RegExp(`(?<=(?<![\\p{L}\\p{M}])(?:${subject})\\s?)${HEART}(?=\\s?\\p{L})`, 'gu'),
    say: ({ input, index, 0: { length } }) =>
      `${/\s/.test(input[index - 1] ?? '') ? '' : ' '}${word}${/\s/.test(input[index + length] ?? '') ? '' : ' '}`,
  };
}
