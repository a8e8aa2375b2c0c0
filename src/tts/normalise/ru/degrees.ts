import { CASES, DIRECTOR_ENDINGS } from '#root/tts/normalise/ru/grammar.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
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
  ф: 'филологических',
  г: 'географических',
  соц: 'социологических',
  полит: 'политических',
  вет: 'ветеринарных',
  'г.-м': 'геолого-минералогических',
  воен: 'военных',
  фарм: 'фармацевтических',
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

// Words that have the whole title after them, and verbs.
const TITLE_OF = /(?<!\p{L})(?:звани|норматив|разряд|значк|значок|удостоверени)\p{Ll}{0,3}\s$/iu;
const BECOME = /(?<!\p{L})(?:стал[аи]?|станешь|станет|стану|быть|буд\p{Ll}+|являюсь|являешься)\s$/iu;

/** Degrees of scientists and sportsmen: "к. м. н.", "от д.т.н. Орловой", "к. м. с.", "МСМК". */
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
  wordRule(
    `(к${D})?м${D}с\\.(?:\\s?(м${D}к\\.))?|(К)МС|МС(МК)?(?=\\s(?:по|России|СССР|РФ)(?!\\p{L}))|МСМК`,
    (match) => {
      const [all, short, long, capital] = match;
      const left = before(match);
      const inCase = TITLE_OF.test(left) ? 'genitive' : BECOME.test(left) ? 'instrumental' : caseOfPost(match);
      const ending = DIRECTOR_ENDINGS[CASES.indexOf(inCase)] ?? '';
      const master = short === undefined && capital === undefined ? `мастер${ending}` : `кандидат${ending} в мастера`;
      const isWorld = long !== undefined || all.endsWith('МСМК');
      return `${master} спорта${isWorld ? ' международного класса' : ''}${/^\s(?:РФ|СССР|России)/u.test(after(match)) ? '' : fullStop(match)}`;
    },
  ),
];
