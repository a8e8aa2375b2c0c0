import { wantedCases } from '#root/tts/normalise/ru/context.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';
import { ANY_MONTH } from '#root/tts/normalise/ru/months.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { DOES } from '#root/tts/normalise/ru/what-years-do.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const YEAR = '1[0-9]\\d\\d|20\\d\\d';
const WORDS: Record<Case, readonly [string, string]> = {
  nominative: ['год', 'годы'],
  genitive: ['года', 'годов'],
  dative: ['году', 'годам'],
  accusative: ['год', 'годы'],
  instrumental: ['годом', 'годами'],
  prepositional: ['году', 'годах'],
};
const ADJECTIVE_ENDINGS: Record<Case, string> = {
  nominative: 'ый',
  genitive: 'ого',
  dative: 'ому',
  accusative: 'ый',
  instrumental: 'ым',
  prepositional: 'ом',
};
const PLURAL_CASES: Readonly<Record<string, Case>> = {
  ов: 'genitive',
  ам: 'dative',
  ами: 'instrumental',
  ах: 'prepositional',
};
const PREPOSITIONS: Readonly<Record<string, Case>> = { в: 'prepositional', по: 'accusative', к: 'dative' };

/** Years: "в 2026 г.", "1941–1945 гг.", "май 2026", "с Новым 2027!", "год 2027". */
export const years: readonly Rule[] = [
  wordRule(`(${YEAR})\\s?[-–—]\\s?(${YEAR})\\s?(?:гг?\\.?|год[а-я]*)(\\s?р\\.)?`, (match) => {
    const [, first = '', second = '', born] = match;
    const inCase = caseOfYear(before(match), after(match));
    const say = (year: string) => ordinal(year, { case: inCase, gender: 'masculine' });
    return `${say(first)} — ${say(second)} ${WORDS[inCase][1]}${born === undefined ? '' : ' рождения'}${fullStop(match)}`;
  }),
  // "С 1998 по 2024 гг.".
  wordRule(`(?<=(?<!\\p{L})[Сс]о?\\s)(${YEAR})\\sпо\\s(${YEAR})\\s?гг\\.`, (match) => {
    const [, first = '', second = ''] = match;
    const from = ordinal(first, { case: 'genitive', gender: 'masculine' });
    return `${from} по ${ordinal(second, { case: 'accusative', gender: 'masculine' })} годы${fullStop(match)}`;
  }),
  // "Сезон 2026/27", "в 2026/2027 учебном году".
  wordRule(`(${YEAR})/((?:20)?\\d\\d)(?![/.]?\\d)(\\s?(?:уч\\.|учебн[а-я]+)?\\s?(?:гг?\\.|год[а-я]*))?`, (match) => {
    const [, first = '', second = '', words = ''] = match;
    if (Number(second.slice(-2)) !== (Number(first) + 1) % 100) return undefined;
    const inCase = caseOfYear(before(match), after(match), true);
    const say = (year: string) => ordinal(year, { case: inCase, gender: 'masculine' });
    const year = words.replace(/уч\.\s?/, `учебн${ADJECTIVE_ENDINGS[inCase]} `).replace(/гг?\.$/, WORDS[inCase][0]);
    return `${say(first)} — ${say(second)}${year}${fullStop(match)}`;
  }),
  // "в 2020 и 2023 гг.".
  wordRule(
    `((?:${YEAR})(?:,\\s(?:${YEAR})){0,5})(,|\\sи)\\s(${YEAR})\\s?(?:гг\\.?|год(?:ы|ов|ам|ами|ах)(?!\\p{L}))`,
    (match) => {
      const [all, first = '', link = '', last = ''] = match;
      const ending = /год(\p{Ll}+)$/u.exec(all)?.[1];
      const inCase = PLURAL_CASES[ending ?? ''] ?? caseOfYear(before(match), after(match));
      const say = (year: string) => ordinal(year, { case: inCase, gender: 'masculine' });
      return `${first.split(', ').map(say).join(', ')}${link} ${say(last)} ${WORDS[inCase][1]}${fullStop(match)}`;
    },
  ),
  // "в 44 г. до н. э.".
  wordRule('(\\d{1,4})\\s?г\\.?(?=\\s(?:до\\s)?н\\.\\s?э(?!\\p{L}))', (match) => {
    const inCase = caseOfYear(before(match), after(match));
    return `${ordinal(match[1] ?? '', { case: inCase, gender: 'masculine' })} ${WORDS[inCase][0]}`;
  }),
  wordRule(`(${YEAR})(?:\\s?г\\.|\\s(?=г\\s)г)(\\s?р\\.|\\s?рождения|\\s?в\\.)?`, (match) => {
    const [, year = '', born] = match;
    // "Школа № 1535 г. Москвы".
    if (/№\s?$/u.test(before(match))) return undefined;
    const isOf = born !== undefined || /^\s(?:выпуска|постройки|издания|урожая|призыва)/u.test(after(match));
    const inCase = caseOfYear(before(match), after(match), isOf);
    const tail = born === undefined ? '' : /в/.test(born) ? ' выпуска' : ' рождения';
    return `${ordinal(year, { case: inCase, gender: 'masculine' })} ${WORDS[inCase][0]}${tail}${fullStop(match)}`;
  }),
  // The year after its month.
  wordRule(
    `(${ANY_MONTH})\\s(${YEAR})(?:-го)?(?!-)(?:\\s?(?:г\\.?|года))?(?!\\s+\\p{Ll}+(?:ов|ей|ек|а|ы)(?!\\p{L}))`,
    ([, month = '', year = '']) => `${month} ${ordinal(year, { case: 'genitive', gender: 'masculine' })} года`,
    'i',
  ),
  // "С Новым 2027!", "к новому 2027 году".
  wordRule(
    `(нов(?:ый|ого|ому|ым|ом)|наступающ(?:ий|его|ему|им|ем)|прошедш(?:ий|его|ему|им|ем))(\\s+(?:год(?:ом|у|а)?\\s+)?)(${YEAR})(?:-(?:й|го|му|м|ым|ом))?(?=\\s*(год|[^\\p{L}\\s\\d]|$))`,
    ([, adjective = '', space = '', year = '']) =>
      `${adjective}${space}${ordinal(year, { case: caseOfEnding(adjective), gender: 'masculine' })}`,
    'i',
  ),
  wordRule(
    `(1[5-9]\\d\\d|20\\d\\d)\\s?[-–—]\\s?(1[5-9]\\d\\d|20\\d\\d)(?!\\s?(?:[%₽$€°\\d]|-?\\p{Ll}))`,
    ([, first = '', second = '']) => {
      const say = (year: string) => ordinal(year, { case: 'nominative', gender: 'masculine' });
      return Number(first) < Number(second) ? `${say(first)} — ${say(second)}` : undefined;
    },
  ),
  // "(1805)", "2027 — твой год".
  wordRule(`(?<=\\()(${YEAR})(?=\\))|(${YEAR})(?=\\s[—–-]\\s[^.!?\\n]{0,30}год(?!\\p{L}))`, ([year]) =>
    ordinal(year, { case: 'nominative', gender: 'masculine' }),
  ),
  wordRule(
    `(выпуск[ау]?|сезон[ау]?|урожа[йя]|лет[оа]|зим[аы]|весн[аы]|осен[ьи])[\\s-](${YEAR})(?!\\s?(?:\\p{Ll}|\\d|[-–—]))`,
    ([, word = '', year = '']) => `${word} ${ordinal(year, { case: 'genitive', gender: 'masculine' })} года`,
    'i',
  ),
  // "Чемпион мира-2018", "Евро-2028".
  { pattern: /(?<=\p{L}{2})-(?=(?:19|20)\d\d(?![\p{L}\d-]|[.,]\d))/gu, say: () => ' ' },
  // "год 2027", "в год 2027".
  wordRule(
    `(год)\\s(${YEAR})(?:-й|(?!-|\\s?\\p{Ll}))`,
    ([, word = '', year = '']) => {
      return `${word} ${ordinal(year, { case: 'nominative', gender: 'masculine' })}`;
    },
    'i',
  ),
  // "Пусть 2027 станет счастливым", "встречаем 2027!".
  wordRule('(?:19|20)\\d\\d', (match) => {
    const [left, right] = [before(match), after(match)];
    const say = (inCase: Case) => ordinal(match[0], { case: inCase, gender: 'masculine' });
    if (OPENS.test(left) && DOES.test(right)) return say('nominative');
    if (!/^\s?(?:[.,!?;)]|$)(?!\d)/u.test(right)) return undefined;
    if (NO_OTHER_NOUN.test(left)) return say('accusative');
    return OF_YEAR.test(left) ? say('genitive') : undefined;
  }),
  // A year without its word: "в 2026", "с 2010 по 2015".
  wordRule(
    `(?<=(?<!\\p{L})(в|с|по|до|к|после|от|из)\\s)(1[89]\\d\\d|20\\d\\d)(?!\\s?(?:[%₽$€°]|[-–—]?\\d|-\\p{L}|(?!(?:в|на|по|до|и|или|отец|мама|папа|дед|дедушка|бабушка|муж|жена|сын|дочь|он|она|они|наш|наша|мы|я|ты|вы|у|с|к|было|был|была|были|году)(?!\\p{L})|(?:роди|появи|пожени|встрети|познакоми|переех|законч|окончи|поступи|стал|пришл|купи|откры|нача)\\p{Ll}{1,6}(?!\\p{L}))\\p{Ll}|[.,:]?\\d))`,
    (match) => {
      const preposition = (match[1] ?? '').toLowerCase();
      const isGoal = preposition === 'в' && /(?:^|\s)из\s+\d{4}\s+в\s$/iu.test(before(match));
      const inCase = isGoal ? 'accusative' : (PREPOSITIONS[preposition] ?? 'genitive');
      return ordinal(match[2] ?? '', { case: inCase, gender: 'masculine' });
    },
    'i',
  ),
];

// "26 мая (6 июня) 1799 г.".
const AFTER_DATE = new RegExp(`(?:${ANY_MONTH})\\)\\s$`, 'iu');

// "С приходом 2027!".
const OF_YEAR =
  /(?<!\p{L})(?:приход|наступлени|итог|конц|конец|начал|канун|накануне|середин|преддвери|встреч|событи|план|дн[ея]|звезд|открыти|чемпион|выпускник|лучш\p{Ll}{2}\sгод)\p{Ll}{0,3}\s$/iu;
// A word for what comes before a whole sentence: "что 2027 г. принесёт".
const OPENS = /(?:^|[^\p{L}\s]\s?|(?<!\p{L})(?:и|а|но|что|как|если|когда|ведь|пусть|пускай|чтобы|весь|этот)\s)$/iu;
// Verbs whose object is the year, and adverbs: "помню 1975 г.", "впереди 2027 г.".
const NO_OTHER_NOUN =
  /(?<!\p{L})(?:(?:по|вс|за)?помн|вспом[ин]|встреча|встрет|провожа|провод|жд[её]м|жду|отмеча|отмет|праздну|назов|назва|забу[дт]|открыва|начина|начн|заверша|закрыва|счита|объяв|прощай|здравствуй|впереди|позади|скоро|наконец)\p{Ll}*\s$/iu;

function caseOfYear(left: string, right: string, isBirth = false): Case {
  const wanted = wantedCases(left, right);
  if (/(?:^|\s)в[о]?\s$/iu.test(left)) return 'prepositional';
  // "С 2027 г.!".
  if (/(?:^|[.!?]\s)С\s$/u.test(left) && /^\s?!/.test(right)) return 'instrumental';
  if (/(?:^|\s)с[о]?\s$/iu.test(left)) return /(?<!\p{L})нов/iu.test(left) ? 'instrumental' : 'genitive';
  if (wanted[0] !== 'nominative') return wanted[0] ?? 'genitive';
  if (/(?<!\p{L})(?:весь|этот|прошлый|следующий|текущий|целый|новый|пусть|пускай|чтобы|ведь)\s$/iu.test(left))
    return 'nominative';
  // "XX в. подарил Гагарина, а 1996 г. — тебя".
  const isContrast = /(?<!\p{L})(?:а|но)\s$/iu.test(left) && /^\s[—–-]\s/u.test(right);
  if (isContrast || (OPENS.test(left) && DOES.test(right)) || NO_OTHER_NOUN.test(left)) return 'nominative';
  if (AFTER_DATE.test(left)) return 'genitive';
  // "весна 1990 г.", "выпуск 2010 г.", "в III кв. 2026 г.": the year of something.
  return isBirth || /(?:[\p{L}»]|(?<!\p{L})(?:кв|мес|полуг|кл|вып)\.)\s$/u.test(left) ? 'genitive' : 'nominative';
}

function caseOfEnding(adjective: string): Case {
  if (/го$/i.test(adjective)) return 'genitive';
  if (/му$/i.test(adjective)) return 'dative';
  if (/[ыи]м$/i.test(adjective)) return 'instrumental';
  return /[ое]м$/i.test(adjective) ? 'prepositional' : 'nominative';
}
