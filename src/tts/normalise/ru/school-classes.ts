import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { type Case, choose } from '#root/tts/normalise/ru/grammar.js';
import { following, singular } from '#root/tts/normalise/ru/nouns.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const SCHOOL = /(?:школ|гимнази|лице[йея]|учени[кц]|выпускни|классни)[^.!?\n]{0,40}$/iu;
// "Наш 9Б", "любимому 5 «А»".
const OURS = /(?<!\p{L})(?:наш|ваш|мо[йеи]|тво[йеи]|родно|любим|дорого|дружн|лучш|весь|всему)\p{Ll}*\s$/iu;
// "Из 7-Б", but "Ленина 7-Б".
// "С Днём знаний, 5-А и 6-Б".
const AFTER_COMMA =
  /^(?![^.!?]*(?:ул|пр-т|просп|пер|шоссе|дом|адрес|наб|пл|бульв|проезд|мкр)\p{Ll}*[.\s:]|[^.!?]*\s(?:на|по)\s\p{L}+,\s$)[^.!?\n]*,\s$/iu;
const IN_SENTENCE =
  /(?:^|(?<!\p{L})(?!(?:дом|д|квартир\p{Ll}|строение)\s)\p{Ll}+\s|(?<!\p{L})[Кк]ласс\p{Ll}{0,2}\s|[:—–]\s)$/u;
// "Классу 6-В".
const OF_CLASS: Readonly<Record<string, Case>> = {
  '': 'nominative',
  а: 'genitive',
  у: 'dative',
  ом: 'instrumental',
  е: 'prepositional',
};
const LEARNERS =
  /(?:хор|ансамбл|театр|дет|окончани|завершени|выпуск|учени[кц]|одноклассни|первоклассни|старшеклассни|класс|встреч|геро|звезд|гордост|старост|девоч|девуш|мальчи|мужчин|женщин|парн|юнош|защитни|мам|пап|отлични|капитан|коллектив|друзь|подруг|педагог|праздник|сборн|выпускни|учител|руководител|родител|ребят|команд|звезд|сын|доч|внук|внуч|племянни|крестни)[а-яё]*\s$|\sрук\.\s$/iu;
// "Знакомы с 9 «А»".
const SINCE = /(?<!\p{L})(?:знаком|друж|люб|вместе|помн|неразлучн)\p{Ll}*\s(?:\p{L}+\s)?со?\s$/iu;
// "Пошёл в 1 «А»".
const ENTERING = /(?<!\p{L})(?:(?:по|пере)(?:ш[её]л|шл[аи]|ступ\p{Ll}+|йд\p{Ll}+)|ид\p{Ll}+)\s(?:\p{L}+\s)?во?\s$/iu;
// Cases of a noun in the plural, by its ending.
const CASES: Readonly<Record<string, Case>> = {
  ы: 'nominative',
  ов: 'genitive',
  ам: 'dative',
  ами: 'instrumental',
  ах: 'prepositional',
};
const CLASSES = /^(?:(?:,|\sи)\s\d{1,2}[\s-]?[«"“]?[А-ЯЁ][»"”]?){0,6}\s+класс(ы|ов|ами?|ах)(?!\p{L})/u;

/** Classes of a school: "11 «А»", "в 9-Б классе", "1А и 2Б классы", "с 5 по 9 кл.". */
export const schoolClasses: readonly Rule[] = [
  // "5–11 кл.": the next rules read the numbers.
  {
    pattern: /(?<=(?<![\p{L}\d])\d{1,2}\s?[-–—]\s?\d{1,2}\s?)кл\./gu,
    say: (match) => {
      const left = before(match).replace(/\d{1,2}\s?[-–—]\s?\d{1,2}\s?$/u, '');
      const wanted = wantedCases(left, after(match));
      const found = LEARNERS.test(left) ? 'genitive' : wanted.includes('prepositional') ? 'prepositional' : wanted[0];
      const [ending = 'ы'] = Object.entries(CASES).find(([, inCase]) => inCase === found) ?? [];
      return `${/\d$/.test(before(match)) ? ' ' : ''}класс${ending}${fullStop(match)}`;
    },
  },
  {
    pattern: /(?<=(?<![\p{L}\d])\d{1,2}\s?(?:[«"“]?[А-ЯЁ][»"”]?\s)?)кл\./gu,
    say: (match) => {
      const left = before(match).replace(
        /(?:\d{1,2}[\s-]?[«"“]?[А-ЯЁ][»"”]?(?:,|\sи)\s)*\d+\s?(?:[«"“]?[А-ЯЁ][»"”]?\s)?$/u,
        '',
      );
      const wanted = wantedCases(left, after(match));
      const isOf = wanted.includes('genitive') || LEARNERS.test(left);
      const ending = wanted.includes('prepositional') ? 'е' : isOf ? 'а' : '';
      return `${/\d$/.test(before(match)) ? ' ' : ''}класс${ending}${fullStop(match)}`;
    },
  },
  // "Студентов 1–4 курсов".
  wordRule(
    '(\\d{1,2})(?:-?\\p{Ll}{1,2})?(\\s?[-–—]\\s?|\\sи\\s)(\\d{1,2})(?:-?\\p{Ll}{1,2})?(?=\\s(?:класс|курс|этаж)(ов|ей|ам|ами|ах)(?!\\p{L}))',
    (match) => {
      const [, first = '', link = '', last = '', ending = ''] = match;
      // "5 и 6 классов" could be how many.
      if (/и/.test(link) && wantedCases(before(match), '')[0] === 'accusative') return undefined;
      const say = (digits: string) => ordinal(digits, { case: CASES[ending] ?? 'genitive', gender: 'masculine' });
      return `${say(first)}${/и/.test(link) ? link : ' — '}${say(last)}`;
    },
  ),
  wordRule('(?<=(?<!\\p{L})[сС]о?\\s)(\\d{1,2})(?:-?го)?(?=\\sпо\\s\\d{1,2}(?:-?й)?\\s(?:класс|курс|этаж))', (match) =>
    ordinal(match[1] ?? '', { case: 'genitive', gender: 'masculine' }),
  ),
  // "С 1 по 3 место".
  wordRule('(?<=(?<!\\p{L})[сС]о?\\s)(\\d{1,3})(?=\\sпо\\s\\d{1,3}\\s(?:место|число))', ([, number = '']) =>
    ordinal(number, { case: 'genitive', gender: 'neuter' }),
  ),
  wordRule(
    '(\\d{1,2})(\\s?[-–]\\s?|\\s?)([А-ЯЁ]|[«"“][А-ЯЁ][»"”]|[«"“][а-е][»"”](?=\\s(?:класс|кл\\.))|(?:[абгдежз]|(?<![\\s])в)(?=\\s(?:класс|кл\\.)))',
    (match) => {
      const [, number = '', link = '', letter = ''] = match;
      // "7-е классы".
      if (letter === 'е' && link !== '') return undefined;
      // "От 1 «А» и 2 «Б»": the preposition governs both.
      const left = before(match).replace(/(?:\d{1,2}[\s-]?[«"“]?[А-ЯЁ][»"”]?(?:,|\sи)\s)+$/u, '');
      const next = following(after(match));
      const [, plural] = CLASSES.exec(after(match)) ?? [];
      const isClass = /^класс/.test(next.noun ?? '');
      // "Желаю 5 «З»".
      if (plural === undefined && !isClass && /(?<!\p{L})(?:жела|пожела|дар|шл)[а-яё]+\s[^.!?]{0,20}$/iu.test(left))
        return undefined;
      if (/(?:дом|д\.|корпус|ул\S*|№|квартира)\s?$/iu.test(left)) return undefined;
      const isOfSchool =
        /^[«"“]/.test(letter) ||
        (link === '-' && Number(number) < 12 && (IN_SENTENCE.test(left) || AFTER_COMMA.test(left))) ||
        (Number(number) < 12 && (SCHOOL.test(left) || OURS.test(left)));
      if (!isClass && plural === undefined && !isOfSchool) return undefined;
      const wanted = wantedCases(left, after(match));
      const ofClass = (inCase: Case) => `${ordinal(number, { case: inCase, gender: 'masculine' })} ${letter}`;
      if (plural !== undefined) return ofClass(CASES[plural] ?? 'nominative');
      if (isClass) {
        const masculine = singular(next).filter(({ gender, animate }) => gender === 'masculine' && animate !== true);
        return ofClass(choose(masculine, wanted).case);
      }
      const [, ending] = /(?<!\p{L})класс(а|у|ом|е|)\s$/iu.exec(left) ?? [];
      if (ending !== undefined) return ofClass(OF_CLASS[ending] ?? 'nominative');
      if (LEARNERS.test(left) || SINCE.test(left)) return ofClass('genitive');
      if (ENTERING.test(left) || /^\s(?:\p{L}+\s)?(?:пойд|ид[её]|ш[её]л|шл[аи]|поступ)/u.test(after(match)))
        return ofClass('accusative');
      return ofClass(wanted.includes('prepositional') ? 'prepositional' : (wanted[0] ?? 'nominative'));
    },
  ),
];
