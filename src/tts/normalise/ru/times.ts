import { cardinal } from '#root/tts/normalise/ru/cardinal.js';
import { governed, wantedCases } from '#root/tts/normalise/ru/context.js';
import type { Case } from '#root/tts/normalise/ru/grammar.js';
import { after, before, wordRule } from '#root/tts/normalise/ru/pattern.js';
import { quantity } from '#root/tts/normalise/ru/quantity.js';
import { HOUR as HOURS, MINUTE, SECOND } from '#root/tts/normalise/ru/unit-nouns.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const HOUR = '([01]?\\d|2[0-4])';
const DURATION = [HOURS, MINUTE, SECOND];

/** Times of day: "в 18:30", "10:00", "с 9 утра"; scores: "3:0". */
export const times: readonly Rule[] = [
  wordRule(`${HOUR}([:.])([0-5]\\d)\\s?[-–—]\\s?${HOUR}\\2([0-5]\\d)(?![.:]?\\d)`, (match) => {
    const [, from = '', , fromMinutes = '', to = '', toMinutes = ''] = match;
    if (governed(before(match))[0] !== 'nominative' || to === '') return undefined;
    return `с ${inHours(from, fromMinutes, 'genitive')} до ${inHours(to, toMinutes, 'genitive')}`;
  }),
  // How long a race took: "результат 3:07:45", "за 2:05:30", but "в 7:00:00".
  wordRule('(?<!(?<!\\p{L})[вк]\\s)([1-9]):([0-5]\\d):([0-5]\\d)(?![:.]?\\d)', duration, 'i'),
  // "10 км за 48:30".
  wordRule(
    '(?<=(?<!\\p{L})(?:за|результат|время|рекорд)(?::|\\s[—–-])?\\s)(2[5-9]|[3-9]\\d):([0-5]\\d)(?![:.]?\\d)',
    ([, minutes = '', seconds = '']) =>
      [
        quantity(minutes, MINUTE, 'accusative'),
        ...(Number(seconds) === 0 ? [] : [quantity(String(Number(seconds)), SECOND, 'accusative')]),
      ].join(' '),
    'i',
  ),
  wordRule('([01]?\\d|2[0-4]):([0-5]\\d)(?::([0-5]\\d))?(?!:?\\d)', (match) => clock(match)),
  // A full stop or a hyphen between hours and minutes, if a word before them says that it is a time.
  wordRule(
    '(?<=(?<!\\p{L})(?:в|к|до|с|после|около|на)\\s)([01]?\\d|2[0-3])[.-]([0-5]\\d)(?!\\.?\\d|-)(?!\\s?(?:[%₽$€°]|(?!(?:утра|вечера|дня|ночи|по|до|и|на|в|у|возле|около|ровно|дома)(?!\\p{L}))\\p{Ll}))',
    (match) => {
      // "в 2-10 раз", "до 5-10" are spans of small numbers, not times.
      return match[0].includes('-') && Number(match[2]) > Number(match[1]) && Number(match[2]) % 5 !== 0
        ? undefined
        : clock(match);
    },
    'i',
  ),
  // "12.00 — концерт, 21.30 — салют".
  wordRule('(?<=^|[:;,.(]\\s)([01]?\\d|2[0-3])\\.([0-5]\\d)(?=\\s[—–-]\\s\\p{L})', (match) => clock(match)),
  // "7 февраля, 16-00".
  wordRule('(?<![\\d-])([01]?\\d|2[0-3])-(00)(?!-?\\d)', (match) => clock(match)),
  // "Завтра в 6.30 подъём", but "в 1.50 метра".
  wordRule(
    '(?<=(?<!\\p{L})в\\s)([01]?\\d|2[0-3])\\.([0-5][05])(?!\\.?\\d|-)(?!\\s?(?:[%₽$€°]|(?:раз|процент|балл|метр|литр|градус|тыс|млн|млрд|руб|тонн|кил|час|мин|сек)|(?:кг|км|см|м|л|г)(?!\\p{L})))',
    (match) => clock(match),
    'i',
  ),
  // "Ставка 1:5".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Сс]тавк|[Шш]анс|[Мм]асштаб|[Пп]ропорци|[Сс]оотношени)\\p{Ll}{0,3}\\s)(\\d{1,3}):(\\d{1,4})(?!:?\\d)',
    ([, first = '', second = '']) => `${cardinal(first)} к ${cardinal(second, { case: 'dative' })}`,
  ),
  wordRule(
    '(\\d{1,3}):(\\d{1,3})(?!:?\\d)',
    ([, first = '', second = '']) => `${cardinal(first)} — ${cardinal(second)}`,
  ),
  wordRule('(?<=\\d\\s?)([ap])\\.?m(?:\\.|(?!\\p{L}))', ([, half = '']) => ` ${/a/i.test(half) ? 'эй' : 'пи'} эм`, 'i'),
  wordRule('(?<![.:,])(\\d{1,2})(?:-?(?:и|ти|ми|х))?(\\s(?:утра|вечера|дня|ночи))', (match) => {
    const [, hour = '', part = ''] = match;
    const [first = 'nominative', second] = governed(before(match));
    const isDays = /дня$/.test(part) && !/(?:^|\s)(?:в|к|до|с|после|около|на)\s$/iu.test(before(match));
    // "За 2 ночи", "все 3 вечера": how many of them.
    const isSpan = /(?:за|все|эти|через|целых|последние|пров[её]л[аи]?|спал[аи]?)\s$/iu.test(before(match));
    if (isDays || (isSpan && /(?:ночи|вечера)$/.test(part)) || /\d(?:\s\p{Ll}+)?(?:\sи\s|\/)$/u.test(before(match)))
      return undefined;
    const inCase = second === 'genitive' ? 'genitive' : first;
    return `${hour === '1' && inCase === 'accusative' ? 'час' : cardinal(hour, { case: inCase })}${part}`;
  }),
];

function clock(match: RegExpExecArray): string {
  const [, hours = '', minutes = '', seconds] = match;
  const [first = 'nominative', second] = wantedCases(before(match), after(match));
  const inCase: Case = second === 'genitive' ? 'genitive' : first === 'instrumental' ? 'nominative' : first;
  const plain: Case = inCase === 'prepositional' ? 'accusative' : inCase;
  const time = inHours(hours, minutes, plain);
  return seconds === undefined ? time : `${time} ${minute(seconds, plain)}`;
}

function duration(match: RegExpExecArray): string {
  const [first = 'nominative', second] = wantedCases(before(match), after(match));
  const inCase = second === 'genitive' ? 'genitive' : first;
  const parts = match.slice(1, 4).map((part, index) => {
    const noun = DURATION[index];
    return noun === undefined || Number(part) === 0 ? '' : quantity(String(Number(part)), noun, inCase);
  });
  return parts.filter((part) => part !== '').join(' ');
}

function inHours(hours: string, minutes: string, inCase: Case): string {
  return `${cardinal(String(Number(hours)), { case: inCase })} ${minute(minutes, inCase)}`;
}

function minute(minutes: string, inCase: Case): string {
  if (minutes === '00') return 'ноль-ноль';
  return minutes.startsWith('0')
    ? `ноль ${cardinal(minutes.slice(1), { case: inCase })}`
    : cardinal(minutes, { case: inCase });
}
