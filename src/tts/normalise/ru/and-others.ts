import { governed } from '#root/tts/normalise/ru/context.js';
import { CASES, type Case } from '#root/tts/normalise/ru/grammar.js';
import { before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const OTHERS = 'ие их им их ими их'.split(' ');
// What stands before it in the list: "маме, папе", "И. П. Павлову".
const LIST = /(?:(?:\p{Lu}\.\s?){0,2}[\p{L}-]+(?:,\s|\sи\s|\s(?=\p{Lu})|\s$)){1,6}$/u;

/** "И др." in the case of the list that it ends. */
export const andOthers: readonly Rule[] = [
  wordRule('и\\s(мн\\.\\s?)?др\\.', (match) => {
    const many = match[1] === undefined ? '' : 'мног';
    const ending = OTHERS[CASES.indexOf(caseOfList(before(match)))] ?? '';
    return `и ${many === '' ? '' : `${many}${ending} `}друг${ending}${fullStop(match)}`;
  }),
];

function caseOfList(left: string): Case {
  const [, last = ''] = /([\p{L}-]+)\s$/u.exec(left) ?? [];
  if (/[ая]ми$/u.test(last)) return 'instrumental';
  if (/\p{L}{2}[ая]м$/u.test(last)) return 'dative';
  if (/\p{L}{2}[ая]х$/u.test(last)) return 'prepositional';
  // The list may begin with a word that governs it: "спасибо маме и др.".
  const [list = ''] = LIST.exec(left) ?? [];
  const words = list.split(/\s+/);
  for (let taken = 0; taken < words.length; taken += 1) {
    const [first = 'nominative', second] = governed(left.slice(0, left.length - words.slice(taken).join(' ').length));
    if (first !== 'nominative') return second === 'genitive' && !/(?:[ое]м|[ое]й|ю)$/u.test(last) ? second : first;
  }
  return /^\p{Lu}\p{Ll}+[ую]$/u.test(last) ? 'dative' : 'nominative';
}
