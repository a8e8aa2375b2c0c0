import { cardinal } from '#root/tts/normalise/ru/cardinal.js';
import { COLLECTIVE } from '#root/tts/normalise/ru/collective.js';
import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { type Case, choose, countOf } from '#root/tts/normalise/ru/grammar.js';
import { implicitOrdinal } from '#root/tts/normalise/ru/implicit-ordinals.js';
import {
  type Following,
  following,
  genderAfterTwo,
  isCollective,
  pluralCases,
  singular,
} from '#root/tts/normalise/ru/nouns.js';
import { after, before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { decimal } from '#root/tts/normalise/ru/quantity.js';
import { unsaidNoun } from '#root/tts/normalise/ru/unsaid-nouns.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** Numbers that no other rule has taken, in the case and gender that the words around them ask for. */
export const numbers: readonly Rule[] = [
  // Versions and the like: "2.4.1".
  {
    pattern: /(?<![\p{L}\d.,])\d{1,4}(?:\.\d{1,4}){2,4}(?![.,]?\d)/gu,
    say: ([all]) =>
      all
        .split('.')
        .map((part) => cardinal(part))
        .join(' точка '),
  },
  // The temperature of a body: "36,6".
  wordRule(
    '(?<=[Тт]емператур\\p{Ll}{1,2}\\s(?:[—–-]\\s)?)(3[4-9]|4[0-2])[.,](\\d)(?!\\d|\\s?[°%г])|(36)[.,](6)(?!\\d|\\s?[°%\\p{Ll}])',
    ([, whole, part, normal = '', tenths = '']) => `${cardinal(whole ?? normal)} и ${cardinal(part ?? tenths)}`,
  ),
  {
    pattern: /(\d+)(?:[.,](\d+))?/gu,
    say: (match) => {
      const [all, whole = '', part] = match;
      const [left, right] = [before(match), after(match)];
      const words = sayNumber(whole, part, left, right);
      // A letter next to a digit begins a word of its own: "А5", "5Б".
      return `${/[\p{L}\p{M}]$/u.test(left) ? ' ' : ''}${words ?? all}${/^[\p{L}]/u.test(right) ? ' ' : ''}`;
    },
  },
];

function sayNumber(whole: string, part: string | undefined, left: string, right: string): string {
  // "Школа номер один имени Гагарина".
  if (part === undefined && /(?<!\p{L})номер\s$/iu.test(left)) return cardinal(whole);
  // "Прошу лишь 1: будь собой".
  if (whole === '1' && /^:\s/.test(right) && ONE_THING.test(left)) return 'одно';
  // "Без 3 12": only the minutes are in the genitive.
  if (part === undefined && /(?<!\p{L})без\s\d{1,2}\s$/iu.test(left)) return cardinal(whole);
  const next = following(right);
  // "Водить можно с 16", but "поздравляю с 16".
  if (part === undefined && SINCE.test(left) && /^\s?(?:[.,!?;)]|$)/.test(right) && next.noun === undefined)
    return cardinal(whole, { case: 'genitive' });
  if (
    part === undefined &&
    /000$/.test(whole) &&
    (LASTING.test(left) || /^\s\p{L}+\sне\s/u.test(right)) &&
    TIME.test(next.noun ?? '')
  )
    return cardinal(whole, { case: 'accusative' });
  const ofOthers = isOf(left, next.noun) ? (['genitive'] as const) : wantedCases(left, right);
  // "С 18+" names a mark.
  const isFree = /^ плюс(?!\s?[\p{L}\d])/u.test(right) || (DOERS.test(left) && PEOPLE.test(next.noun ?? ''));
  const wanted = isFree ? wantedCases('', '') : ofOthers;
  if (part !== undefined) {
    const possible = pluralCases(next, false);
    return decimal(whole, part, possible.length === 1 ? possible[0] : wanted[0], genderAfterTwo(next));
  }
  // Of a span, the last number counts: "1-2 дня", "4-5 тысяч".
  const [, last = whole] = SPAN.exec(right) ?? [];
  const [, joined = last] = JOINED.exec(right) ?? [];
  const which = implicitOrdinal(whole, next, { wanted, before: left, after: right, last: joined });
  if (which !== undefined) return which;
  const count = countOf(last);
  const unsaid = count === 'many' ? undefined : unsaidNoun(left, right, wanted);
  if (unsaid !== undefined) return cardinal(whole, unsaid);
  // "1 сутки".
  if (count === 'one' && WITHOUT_SINGULAR.test(next.noun ?? '')) return cardinal(whole).replace(/один$/, 'одни');
  if (count === 'one') return cardinal(whole, choose(singular(next), forOne(wanted)));
  const { noun } = next;
  const collective = COLLECTIVE[whole];
  // "Тост за 2 влюблённых": of people, the accusative is the genitive.
  if (countOf(whole) === 'few' && isAdults(next) && wanted[0] === 'accusative')
    return cardinal(whole, { case: 'genitive' });
  if (
    collective !== undefined &&
    (isCollective(noun) || isAdults(next) ? count === 'few' && wanted.includes('accusative') : isOfPeople(left, noun))
  )
    return collective;
  // "С 2000 друзей": the thousands have the case, and their noun is a genitive.
  const [first = 'nominative'] = wanted;
  const isOblique = /000$/.test(whole) && /^(?:genitive|dative|instrumental)$/.test(first);
  const inCase = isOblique ? first : caseOf(next, wanted, count === 'few');
  return cardinal(whole, { case: inCase, gender: genderAfterTwo(next) });
}

const SINCE =
  /(?<!(?:поздравл|праздник|юбиле|днём|днем|рождени)[^.!?\n]{0,60})(?<!\p{L})(?:[—–-]|можно|вход|билет\p{Ll}*|работа\p{Ll}*|нача\p{Ll}*)\sс\s$/iu;

// "Отец 5 детей", "хозяйка 2 собак и 1 попугая", "в кругу 20 гостей". Not how long: "тренер 5 лет с нами".
const OWNER =
  /(?<!\p{L})(?:оте?ц|мать|матер|мам|пап|прадед|дед|бабуш|прабабуш|родител|автор|владел|хозя[ий]|кавалер|носител|обладател|победител|чемпион|приз[её]р|лауреат|участни[цк]|капитан|создател|основател|наставни[цк]|тренер|круг|компани|окружени|присутстви|помощ|поддержк|участи)\p{Ll}*\s(?:\d+\s\p{L}+(?:,\s|\sи\s)){0,3}$/iu;
const TIME = /^(?:год|лет|дн|день|недел|месяц|час|минут|секунд|раз)/;

function isOf(left: string, noun = ''): boolean {
  return OWNER.test(left) && !TIME.test(noun) && GENITIVE.test(noun);
}

const WITHOUT_SINGULAR =
  /^(?:сутки|ножницы|очки|часы|брюки|джинсы|шорты|штаны|трусы|колготки|сани|санки|каникулы|ворота|качели|духи|шахматы|весы|выходные|именины|деньги|грабли|щипцы|перила)$/;

const ONE_THING =
  /(?<!\p{L})(?:лишь|только|прошу|знаю|знай|помни|желаю|хочу|скажу|понял[аи]?|хочется|остал[оа]сь|важно)\s$/iu;

// "Мы вместе уже 1000 дней".
const LASTING =
  /(?<!\p{L})(?:мы|вместе|женаты|дружим|знакомы|рядом|живи|живите|живёт|служи|служите)\s(?:\p{L}+\s){0,4}$/iu;

// What can be a genitive: "детей", "книг", "попугая".
const GENITIVE = /(?:[бвгджзйклмнпрстфхцчшщ]|[ыиая])$/;

// "Премию получили 1245 человек": the people are not what was got.
const DOERS =
  /(?<!\p{L})(?:получ|выигр|пробеж|прочит|прошл|проех|проплыл|съел|выпил|прожил|заработ|купи|завоев|прослуш)\p{Ll}{0,3}(?:ли|ют|ят|ут)\s(?:уже\s|всего\s|только\s|более\s|ровно\s|почти\s)?$/iu;
const PEOPLE =
  /^(?:человека?|людей|граждан|гост|учен|студент|школьник|ученик|участник|сотрудник|выпускник|спортсмен|бегун|зрител|читател|семь|семей|жител|коллег|учител|врач|житель)/;

/** People whose name is an adjective: "2 взрослых", but "2 взрослых сына". */
function isAdults({ noun, adjective = '' }: Following): boolean {
  return (
    noun === undefined &&
    /^(?:взрослых|влюбленных|знакомых|родных|близких|любимых|молодых|военных|рабочих|новорожденных|больных|дежурных|пожарных)$/.test(
      adjective,
    )
  );
}

/** "Нас 5", "их было 3". */
function isOfPeople(left: string, noun: string | undefined): boolean {
  return (
    noun === undefined &&
    /(?<!\p{L}|у |от |для |из |без )(?:нас|вас|их)\s(?:(?:было|будет|стало|станет|уже|теперь|осталось|всего|здесь|тут|дома)\s)*$/iu.test(
      left,
    )
  );
}

/** After "по" one thing is in the dative, several are in the accusative: "по одной розе", "по две розы". */
function forOne(wanted: readonly Case[]): readonly Case[] {
  return wanted[0] === 'accusative' && wanted[1] === 'dative' ? ['dative', 'accusative'] : wanted;
}

const JOINED = /^\sи\s(\d+)(?![\d.,:]*\d)/u;
const SPAN = /^\s?(?:[-–—…]|или|либо)\s?(\d+)(?![\d.,:]*\d)/u;

function caseOf(next: Following, wanted: readonly Case[], isFew: boolean): Case {
  const first = wanted[0] ?? 'nominative';
  if (next.noun === undefined && next.adjective === undefined) return first;
  const possible = pluralCases(next, isFew);
  const found = wanted.find((one) => possible.includes(one));
  if (found !== undefined) return found;
  // The noun may belong to another part of the sentence: "к 3 часам", but also "до 2 спим".
  const isOblique = possible.length === 1 || possible[0] === 'genitive';
  return isOblique || wanted.includes('nominative') ? (possible[0] ?? first) : first;
}
