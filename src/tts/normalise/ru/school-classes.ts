import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { choose } from '#root/tts/normalise/ru/grammar.js';
import { following, singular } from '#root/tts/normalise/ru/nouns.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const SCHOOL = /(?:школ|гимнази|лице[йея]|учени[кц]|выпускни|первокласс)[^.!?\n]{0,40}$/iu;

/** Classes of a school: "11 «А»", "в 9-Б классе", "выпускники 4 \"В\" класса". */
export const schoolClasses: readonly Rule[] = [
  wordRule('(\\d{1,2})(\\s?[-–]\\s?|\\s?)([А-ЯЁ]|[«"“][А-ЯЁ][»"”])', (match) => {
    const [, number = '', , letter = ''] = match;
    const left = before(match);
    const next = following(after(match));
    // "1А, 2Б и 11В классы".
    const isListed = /^(?:(?:,|\sи)\s\d{1,2}[\s-]?[«"“]?[А-ЯЁ][»"”]?){1,6}\s+класс/u.test(after(match));
    const isClass = /^класс/.test(next.noun ?? '');
    if (/(?:дом|д\.|корпус|ул\S*|№|квартира)\s?$/iu.test(left)) return undefined;
    const isQuoted = /^[«"“]/.test(letter);
    if (!isClass && !isQuoted && !isListed && !(Number(number) < 12 && SCHOOL.test(left))) return undefined;
    const wanted = wantedCases(left, after(match));
    if (isClass) {
      const masculine = singular(next).filter(({ gender, animate }) => gender === 'masculine' && animate !== true);
      return `${ordinal(number, choose(masculine, wanted))} ${letter}`;
    }
    const inCase = wanted.includes('prepositional') ? 'prepositional' : (wanted[0] ?? 'nominative');
    return `${ordinal(number, { case: inCase, gender: 'masculine' })} ${letter}`;
  }),
];
