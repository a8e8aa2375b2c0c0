import { cardinal, combining } from '#root/tts/normalise/ru/cardinal.js';
import { OF_PEOPLE } from '#root/tts/normalise/ru/collective.js';
import { governed } from '#root/tts/normalise/ru/context.js';
import { type Agreement, type Case, choose, countOf } from '#root/tts/normalise/ru/grammar.js';
import { following, singular } from '#root/tts/normalise/ru/nouns.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const PART =
  '(?:(?:лет|годовал|комнатн|этажн|дневн|часов|минутн|секундн|месячн|недельн|процентн|кратн|местн|литров|градусн|тысячн|миллионн|рублёв|рублев|километров|метров|звёздочн|звездочн|конечн|угольн|этапн|разов|серийн|томн|тонн|каратн|футов|струнн|палубн|цветн|скоростн|фигурн|вековн|миллиметров|сантиметров|дверн|мерн|слойн|ярусн|ядерн|значн|страничн|граммов|килограммов|балльн|полосн|дюймов|ступенчат|сторонн|спальн|язычн|створчат|пиксельн)[а-яё]{2,}|(?:классни|курсни|летк|этажк)[а-яё]+)';

// "Двукратный", but "двухлетний".
const BOTH = /^(?:кратн|сторонн|значн|спальн|язычн)/i;

/** Numbers with their endings: "1-й", "2-го", "в 5-й раз", "1990-е", "в 2-х словах", "30-летием", "2-комнатная". */
export const ordinals: readonly Rule[] = [
  // "Дарим 25 % скидку".
  {
    pattern: /(\d{1,3})\s?%(?=\sскидк([ау])(?!\p{L}))/gu,
    say: ([, number = '', ending = '']) => `${number}-процентн${ending === 'а' ? 'ая' : 'ую'}`,
  },
  // "С 50 % скидкой", "к 100 % результату".
  {
    pattern: /(?<=(?<!\p{L})([сСкК]о?)\s)(\d{1,3})\s?%(?=\s\p{Ll}{2,}(ой|ей|ью|ом|ем|у|ю|е)(?!\p{L}))/gu,
    say: ([, preposition = '', number = '', ending = '']) => {
      if (/с/i.test(preposition))
        return /^(?:у|ю|е)$/.test(ending) ? undefined : `${number}-процентн${/[йю]$/.test(ending) ? 'ой' : 'ым'}`;
      return /м|й$/.test(ending) ? undefined : `${number}-процентн${ending === 'е' ? 'ой' : 'ому'}`;
    },
  },
  // "100%-ный".
  {
    pattern: /(\d+)\s?%-?(?:н|ти?н)?(ый|ая|ое|ые|ого|ой|ому|ым|ых|ую|ом)(?!\p{L})/gu,
    say: ([, number, ending]) => `${number}-процентн${ending}`,
  },
  // "70-80-е" are "70-е — 80-е".
  {
    pattern: /(?<![\d.,])(\d{1,3}0)\s?[-–—]\s?(?=\d{1,3}0-?(е|х|м|ми)(?!\p{L}))/gu,
    say: ([, number = '', ending = '']) => `${number}-${ending} — `,
  },
  // "До 3-х кг".
  { pattern: /(?<=\d)-(?:х|ти|ми)(?=\s(?:кг|г|км|м|см|л|мл|тыс|млн|руб)\.?(?!\p{L}))/gu, say: () => '' },
  // "Больше в 2х".
  wordRule(
    '(?<=(?<!\\p{L})[Вв]\\s)([2-9]|1\\d|100)[хx](?!\\s\\p{L})',
    ([, number = '']) => `${cardinal(number)} ${countOf(number) === 'few' ? 'раза' : 'раз'}`,
  ),
  // "30-летием", "30 летие", "30-ти летию", "2х-комнатная".
  wordRule(
    `(?:(\\d{1,2})([-–]))?(\\d{1,7})(?:\\s?[-–]\\s?|-?(?:ти|ми|х|и|го)[\\s-]?|\\s(?=лети[еяюй]|летн[а-яё]{2}|этажк))?(${PART})`,
    ([, from, dash = '', number = '', word = '']) =>
      `${from === undefined ? '' : `${combining(from)}${dash}`}${number === '2' && BOTH.test(word) ? 'дву' : firstPart(number, word)}${word}`,
    'i',
  ),
  wordRule(
    '(\\d{1,7})-?(ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ей|ух|ёх|ью|мью|ым|им|ыми|ими|ых|их|ую|юю|ом|ем|й|я|е|го|му|м|ю|х|ми|мя|ти|тью|ка|а|и)',
    (match) => {
      const [all, number = '', ending = ''] = match;
      // Without a hyphen, only endings that are no word: "5я" is an ending, "5 и" is not.
      if (!all.includes('-') && /^(?:м|а|и|х|е)$/.test(ending) && !/^(?:[2-4]х|\d0е)$/.test(all)) return undefined;
      return withEnding(number, ending, match);
    },
  ),
];

// "1-классник", "2-курсница".
const YEARS_OF_SCHOOL = ['', 'перво', 'второ', 'третье', 'четверо'];

function firstPart(number: string, word: string): string {
  return (/^(?:классни|курсни)/i.test(word) ? YEARS_OF_SCHOOL[Number(number)] : undefined) ?? combining(number);
}

function withEnding(number: string, ending: string, match: RegExpExecArray): string {
  const left = before(match);
  const own = governed(left);
  // "Со 2-м местом и 3-м на Кубке".
  const wanted: readonly Case[] =
    own[0] === 'nominative' && /(?<!\p{L})со?\s[^.,!?]*\sи\s$/iu.test(left) ? ['instrumental'] : own;
  const next = following(after(match));
  const count = countOf(number);
  const isSmall = count === 'few' && number.length < 3;
  if (/^(?:мя|ти|тью|ью|мью|ух|ёх|ка|а)$/.test(ending) || (ending === 'и' && count === 'many'))
    return asCardinal(number, ending, wanted);
  // "К 2-м часам", "к 22-м".
  const isHour = wanted[0] === 'dative' && next.noun === undefined && Number(number) < 25;
  if (ending === 'м' && isSmall && (isHour || /[ая]м$/.test(next.noun ?? '')))
    return cardinal(number, { case: 'dative' });
  if (ending === 'ми' && !/0$/.test(number)) return asCardinal(number, ending, wanted);
  // "С 1-го по 10-е".
  if (ending === 'е' && /(?<!\p{L})со?\s\d{1,2}\S*\s(?:\p{Ll}+\s)?по\s$/iu.test(left))
    return ordinal(number, { case: 'accusative', gender: 'neuter' });
  // "По 3-м предметам 5, по 1-му — 4".
  if (ending === 'му' && number === '1' && next.noun === undefined && /(?<!\p{L})по\s$/iu.test(left)) return 'одному';
  // "Путёвка на 2-х".
  if (
    ending === 'х' &&
    next.noun === undefined &&
    next.adjective === undefined &&
    /(?<!\p{L})(?:на|для)\s$/iu.test(left)
  )
    return OF_PEOPLE[number] ?? cardinal(number, { case: 'genitive' });
  // "На 5-х городских играх".
  const isWhich = count === 'many' && /[ыи]х$/.test(next.adjective ?? '') && /[ая]х$/.test(next.noun ?? '');
  if (ending === 'х' && count !== 'one' && !isWhich && (isSmall || !/[0]$/.test(number))) {
    const inCase: Case =
      wanted.includes('prepositional') || /[ая]х$/.test(next.noun ?? '') ? 'prepositional' : 'genitive';
    return cardinal(number, { case: inCase });
  }
  if (ending === 'ю' && count === 'many' && /ми$/.test(next.noun ?? ''))
    return cardinal(number, { case: 'instrumental' });
  if (/^(?:х|ых|их)$/.test(ending))
    return ordinal(number, plural(wanted.includes('prepositional') ? 'prepositional' : 'genitive'));
  if (/^(?:ми|ыми|ими)$/.test(ending)) return ordinal(number, plural('instrumental'));
  const read = readingsOf(number, ending, next.noun ?? next.adjective);
  const possible = FEMININE_ACRONYM.test(after(match)) ? read.filter((one) => one.gender !== 'masculine') : read;
  const ofNoun = singular(next);
  const both = possible.filter((one) => ofNoun.some(({ case: c, gender }) => c === one.case && gender === one.gender));
  return ordinal(number, choose(both.length > 0 && possible[0]?.plural !== true ? both : possible, wanted));
}

// "Пожарные 3-й ПСЧ".
const FEMININE_ACRONYM = /^\s(?:СД|МСД|ТД|ПСЧ|ПЧ|МСЧ|ГКБ|ЦРБ|ДШИ|ДЮСШ|СОШ|ТЭЦ|АЭС|ГЭС|АТС)(?!\p{L})/u;

function asCardinal(number: string, ending: string, wanted: readonly Case[]): string {
  if (/^(?:мя|тью|ью|мью)$/.test(ending)) return cardinal(number, { case: 'instrumental' });
  const oblique = wanted.find((one) => one === 'dative' || one === 'prepositional' || one === 'genitive');
  return cardinal(number, { case: oblique ?? 'genitive' });
}

const plural = (inCase: Case): Agreement => ({ case: inCase, gender: 'masculine', plural: true });
const m = (inCase: Case): Agreement => ({ case: inCase, gender: 'masculine' });
const f = (inCase: Case): Agreement => ({ case: inCase, gender: 'feminine' });
const n = (inCase: Case): Agreement => ({ case: inCase, gender: 'neuter' });

const MASCULINE_IN_EY = /^(?:юбилей|музей|герой|хоккей|трофей|лицей|случай|покой|бой|слой|строй)$/;

/** Returns what an ordinal with this ending can be. */
function readingsOf(number: string, ending: string, noun = ''): readonly Agreement[] {
  const isDecade = /[1-9]0$|^\d000$/.test(number) && (number.length === 4 || number.length === 2);
  const ofFeminine = [f('genitive'), f('dative'), f('prepositional'), f('instrumental')];
  switch (ending) {
    case 'й':
    case 'ой':
    case 'ый':
    case 'ий':
      return ending === 'ый' || MASCULINE_IN_EY.test(noun) || !/(?:[еиы]|ой|ей|ью)$/.test(noun)
        ? [m('nominative'), m('accusative'), ...ofFeminine]
        : ofFeminine;
    case 'я':
    case 'ая':
    case 'яя':
      return [f('nominative')];
    case 'е':
    case 'ое':
    case 'ее':
      return (isDecade && ending === 'е' && !/[оея]$/.test(noun)) ||
        (ending === 'е' && /(?:[бвгджзклмнпрстфхчшщ]и|ы|[нт]ия)$/.test(noun))
        ? [plural('nominative')]
        : [n('nominative'), n('accusative')];
    case 'ые':
    case 'ие':
      return [plural('nominative')];
    case 'ей':
      return ofFeminine;
    case 'го':
    case 'ого':
    case 'его':
      return [m('genitive'), n('genitive')];
    case 'му':
    case 'ому':
    case 'ему':
      return [m('dative'), n('dative')];
    case 'м':
      if (/[ая]м$/.test(noun)) return [plural('dative')];
      return /(?:ом|ем)$/.test(noun)
        ? [m('instrumental'), n('instrumental')]
        : [m('instrumental'), m('prepositional'), n('instrumental'), n('prepositional')];
    case 'ым':
    case 'им':
      return /[ая]м$/.test(noun) ? [plural('dative')] : [m('instrumental'), n('instrumental')];
    case 'ом':
    case 'ем':
      return [m('prepositional'), n('prepositional')];
    default:
      return [f('accusative')];
  }
}
