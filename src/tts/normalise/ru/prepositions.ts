import type { Rule } from '#root/tts/normalise/rules.js';

/** Prepositions with the vowel that the words of a number ask for: "со вторым", "со ста", "ко второму", "об одном". */
export const prepositions: readonly Rule[] = [
  { pattern: /(?<![\p{L}\p{M}])([сСкКвВ])(?=\s(?:втор[а-я]|вторник))/gu, say: ([letter]) => `${letter}о` },
  {
    pattern: /(?<![\p{L}\p{M}])([сС])(?=\s(?:(?:ста|сто)(?![а-яё])|сто[а-яё]{0,30}лет))/gu,
    say: ([letter]) => `${letter}о`,
  },
  // "По 1500 ₽": one thousand is in the dative, the other numbers in the accusative.
  {
    pattern: /(?<=(?<![\p{L}\p{M}])[пП]о\s)(?:тысячу|миллион|миллиард)(?![\p{L}\p{M}])/gu,
    say: ([power]) => (power === 'тысячу' ? 'тысяче' : `${power}у`),
  },
  { pattern: /(?<![\p{L}\p{M}])([оО])(?=\sод(?:н|ин))/gu, say: ([letter]) => `${letter}б` },
];
