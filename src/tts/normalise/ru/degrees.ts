import { CASES, DIRECTOR_ENDINGS } from '#root/tts/normalise/ru/grammar.js';
import { after, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { caseOfPost } from '#root/tts/normalise/ru/post-case.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const D = '\\.\\s?';

const sciences: Readonly<Record<string, string>> = {
  м: 'медицинских',
  т: 'технических',
  п: 'педагогических',
  э: 'экономических',
  ю: 'юридических',
  и: 'исторических',
  х: 'химических',
  б: 'биологических',
  'ф.-м': 'физико-математических',
  филол: 'филологических',
  филос: 'философских',
  психол: 'психологических',
  мед: 'медицинских',
  тех: 'технических',
  техн: 'технических',
  пед: 'педагогических',
  экон: 'экономических',
  юр: 'юридических',
  юрид: 'юридических',
  ист: 'исторических',
  хим: 'химических',
  биол: 'биологических',
  'физ.-мат': 'физико-математических',
  'с.-х': 'сельскохозяйственных',
};

/** Degrees of scientists: "к. м. н.", "от д.т.н. Орловой". */
export const degrees: readonly Rule[] = [
  // "Канд. филол. наук".
  wordRule(
    `(${Object.keys(sciences).join('|')})\\.\\s?(?=наук)`,
    ([, science = '']) => `${sciences[science.toLowerCase()]} `,
    'i',
  ),
  wordRule(
    `([кд])${D}(${Object.keys(sciences).join('|')})${D}н(?:\\.|(?=[\\s,]))`,
    (match) => {
      const [, degree = '', science = ''] = match;
      const ending = DIRECTOR_ENDINGS[CASES.indexOf(caseOfPost(match))] ?? '';
      const words = `${/к/i.test(degree) ? 'кандидат' : 'доктор'}${ending} ${sciences[science.toLowerCase()]} наук`;
      return `${words}${/^\s*$/.test(after(match)) ? fullStop(match) : ''}`;
    },
    'i',
  ),
];
