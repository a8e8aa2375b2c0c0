import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { type Case, fold, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { readNumeral } from '#root/tts/normalise/ru/roman-numeral.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const ENDINGS: Record<Case, readonly [string, string]> = {
  nominative: ['', 'а'],
  genitive: ['а', 'ов'],
  dative: ['у', 'ам'],
  accusative: ['', 'а'],
  instrumental: ['ом', 'ами'],
  prepositional: ['е', 'ах'],
};
const SHORT: Readonly<Record<string, string>> = { 'в.': 'век', 'вв.': 'век', 'кв.': 'квартал', 'ст.': 'век' };
const NOUN = 'вв?\\.|кв\\.|ст\\.|век[а-яё]*|столети[а-яё]+|тысячелети[а-яё]+|квартал[а-яё]*';

/** Centuries and quarters in Roman numerals: "в XIX в.", "XV–XVI вв.", "с XVI по XVIII век", "в IV кв.". */
export const centuries: readonly Rule[] = [
  wordRule(`([XVI]+)(\\s?[-–—]\\s?|\\s(?:и|или|по|до)\\s)([XVI]+)\\s?(${NOUN})`, (match) => {
    const [, first = '', link = '', second = '', word = ''] = match;
    const [from, to] = [readNumeral(first), readNumeral(second)];
    if (from === undefined || to === undefined) return undefined;
    const isSpan = /по|до/.test(link);
    const given = wantedCases(before(match), ' по 1');
    const inCase = isSpan ? (/по/.test(link) ? 'accusative' : 'genitive') : caseOf(word, given, true, isOfNoun(match));
    const gender = genderOf(word);
    const start = ordinal(from, { case: isSpan ? 'genitive' : inCase, gender });
    const stem = SHORT[word];
    const noun = stem === undefined ? word : `${stem}${ENDINGS[inCase][isSpan && word !== 'вв.' ? 0 : 1]}`;
    const dash = /[-–—]/.test(link) ? ' — ' : link;
    return `${start}${dash}${ordinal(to, { case: inCase, gender })} ${noun}${fullStop(match)}`;
  }),
  wordRule(`([XVI]+)\\s?(${NOUN})`, (match) => {
    const [, numeral = '', word = ''] = match;
    const value = readNumeral(numeral);
    if (value === undefined) return undefined;
    // "Диплом II ст.", "орден Славы III ст.".
    if (word === 'ст.' && Number(value) < 5)
      return `${ordinal(value, { case: 'genitive', gender: 'feminine' })} степени${fullStop(match)}`;
    const wanted = wantedCases(before(match), after(match));
    const inCase = caseOf(word, wanted, false, isOfNoun(match));
    const stem = SHORT[word];
    const noun = stem === undefined ? word : `${stem}${ENDINGS[inCase][0]}`;
    return `${ordinal(value, { case: inCase, gender: genderOf(word) })} ${noun}${fullStop(match)}`;
  }),
];

const isOfNoun = (match: RegExpExecArray) => /\p{Ll}\s$/u.test(before(match));
const genderOf = (word: string): Gender => (/^(?:столети|тысячелети)/.test(word) ? 'neuter' : 'masculine');

/** The form of the word says its case; an abbreviation takes the case that the words before it ask for. */
function caseOf(word: string, wanted: readonly Case[], isPlural: boolean, isAfterNoun: boolean): Case {
  const folded = fold(word);
  const [first = 'nominative', second] = wanted;
  if (SHORT[word] !== undefined) {
    if (second === 'prepositional' && !/^за/.test(first)) return 'prepositional';
    if (first === 'nominative') return isAfterNoun ? 'genitive' : 'nominative';
    return second === 'genitive' ? 'genitive' : first;
  }
  if (/(?:ах|ях|[^и]е|ии)$/.test(folded)) return 'prepositional';
  if (/(?:ам|ям|[ую])$/.test(folded)) return 'dative';
  if (/(?:ами|ями|[ое]м)$/.test(folded)) return 'instrumental';
  if (/(?:ов|ий)$/.test(folded) || (!isPlural && /[ая]$/.test(folded))) return 'genitive';
  return first === 'accusative' ? 'accusative' : 'nominative';
}
