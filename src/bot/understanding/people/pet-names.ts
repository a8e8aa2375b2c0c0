import type { Case } from '#root/bot/understanding/people/cases.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { fold } from '#root/bot/understanding/words.js';
import { russianNames } from '#root/greeting/russian-names.js';

const SHORTEST_SYLLABLE = 3;
// After them stand the endings of "Катя", and of "Саша".
const SOFT = '[ую][лсн]';
const HARD = '(?:[ую]ш|иш)|(?:[ую][лсш]|иш)?(?:[ео]чк|[ео]ньк)|(?:юш|иш|(?<=.{5}))к';

// "Артурчик", "Маратик".
const MALE = 'ь?чик|(?<=.{4})ик';

const patterns: Record<Case, RegExp> = {
  nominative: petName('[яь]', 'а?', ''),
  genitive: petName('и', 'и', 'а'),
  dative: petName('е', 'е', 'у'),
  accusative: petName('ю', 'у', 'а'),
  instrumental: petName('ей', '[ое]й', 'ом'),
};
const stems = new Set(russianNames.flatMap((name) => stemsOf(fold(name))));

/** Returns the nominative of a pet name that is made of a listed name: "Катюнь" is "катюня", "Викусе" is "викуся". */
export function petNameOf(word: string, inCase: Case): string | undefined {
  const { stem = '', soft, hard, male } = patterns[inCase].exec(word)?.groups ?? {};
  if (!stems.has(stem) || isNoName(word)) return undefined;
  if (male !== undefined) return `${stem}${male}`;
  return soft === undefined ? `${stem}${hard}а` : `${stem}${soft}я`;
}

function petName(soft: string, hard: string, male: string): RegExp {
  return new RegExp(`^(?<stem>.+?)(?:(?<soft>${SOFT})${soft}|(?<hard>${HARD})${hard}|(?<male>${MALE})${male})$`, 'u');
}

/** "Кат" of "Катя", "кс" of "Ксюша", "марин" and "мар" of "Марина". */
function stemsOf(name: string): string[] {
  const syllable = /^[^аеиоуыэюя]*[аеиоуыэюя][^аеиоуыэюя]/u.exec(name)?.[0] ?? '';
  return [
    name.replace(/[аейьяу]$/u, ''),
    name.replace(/(?<=..)[ую][шх]а$/u, ''),
    ...(syllable.length < SHORTEST_SYLLABLE ? [] : [syllable]),
  ];
}
