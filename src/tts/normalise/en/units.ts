import { cardinal, decimal } from '#root/tts/normalise/en/cardinal.js';
import { after, before, fullStop, NUMBER } from '#root/tts/normalise/en/pattern.js';
import { SIGN, unitNames } from '#root/tts/normalise/en/unit-names.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const NUMBERS = `(?<![\\p{L}\\d.,:/])([-−](?=\\d)|(?<=\\s)–(?=\\d+ ?°))?(${NUMBER}|\\.\\d+)`;
const SPAN = `(?: ?(-|–|to|x|×) ?(${NUMBER}))?`;
const JOINING: Readonly<Record<string, string>> = { x: ' by ', '×': ' by ', to: ' to ', '-': ' to ', '–': ' to ' };
const SCALES: Readonly<Record<string, string>> = { C: ' Celsius', F: ' Fahrenheit', K: ' Kelvin' };

/** Measures: "3.5 kg", "-15 °C", "5'10\"", "50%". */
export const units: readonly Rule[] = [
  {
    pattern: new RegExp(`${NUMBERS}${SPAN} ?(?:°|º|˚|deg\\.? (?=[CF]))(?: ?([CF])(?![\\p{L}\\d]))?`, 'gu'),
    say: ([, minus, number = '', joint, last, scale = '']) =>
      `${numbers(minus, number, joint, last)} ${number === '1' && last === undefined ? 'degree' : 'degrees'}${SCALES[scale] ?? ''}`,
  },
  {
    pattern: new RegExp(`${NUMBERS}${SPAN} ?%`, 'gu'),
    say: (match) => {
      const [, minus, number = '', joint, last] = match;
      return `${numbers(minus, number, joint, last)} percent${/^\p{L}/u.test(after(match)) ? ' ' : ''}`;
    },
  },
  // "30+ yrs".
  {
    pattern: new RegExp(`(?<=\\d) ?\\+ ?(${SIGN})(?![\\p{L}\\d²³'&])(\\.(?!\\d))?`, 'gu'),
    say: (match) => {
      const many = unitNames.get(match[1] ?? '')?.many;
      return many === undefined ? undefined : ` plus ${many}${fullStop(match)}`;
    },
  },
  // "3h 59m".
  {
    pattern: /(?<![\p{L}\d.,:])(\d{1,3}) ?h(?:rs?)? (\d{1,2}) ?m(?![\p{L}\d²³])/gu,
    say: ([, hours = '', minutes = '']) => `${hours} h ${minutes} min`,
  },
  // "3 bd/2 ba".
  { pattern: /(?<=\d) ?b[dr](?=\/\d|,? \d(?:\.5)? ?ba(?!\p{L}))/gu, say: () => 'BR' },
  { pattern: /(?<=\dBR(?:\/|,? )\d(?:\.5)?) ?ba(?!\p{L})/gu, say: () => 'BA' },
  // "3BR/2BA".
  { pattern: /(?<=\dBR)\/(?=\d)/gu, say: () => ', ' },
  // "30cm x 20cm".
  { pattern: /(?<=\d ?(?:cm|mm|m|in|ft|yd|"|')) ?[x×] ?(?=\d)/gu, say: () => ' by ' },
  // "A 5 lb. 2 oz. gift".
  {
    pattern: /(?<=\b[Aa]n? )(\d{1,2}) ?lbs?\.? (\d{1,2}) ?oz\.?(?= \p{Ll}{3,})/gu,
    say: ([, pounds = '', ounces = '']) => `${cardinal(pounds)} pound ${cardinal(ounces)} ounce`,
  },
  // Height: 5'10".
  {
    pattern: /(?<![\p{L}\d.,:])(\d)'(?: ?(\d{1,2})(?:"|”|''|(?![\d\p{L}])))(?![\d\p{L}])/gu,
    say: ([, feet = '', inches = '']) => `${cardinal(feet)} foot ${cardinal(inches)}`,
  },
  // "A 6 ft. 7 in. center".
  {
    pattern: /(?<=\b[Aa]n? )(\d) ?ft\.? (\d{1,2}) ?in\.?(?= \p{Ll}{3,})/gu,
    say: ([, feet = '', inches = '']) => `${cardinal(feet)} foot ${cardinal(inches)}`,
  },
  // "6 ft 2 in".
  {
    pattern: /(?<=\d ?(?:ft\.?|feet|foot),? )(\d{1,2}(?:\.\d)?) ?in(?:\.|(?!\p{L}))/gu,
    say: (match) => `${decimal(match[1] ?? '')} ${match[1] === '1' ? 'inch' : 'inches'}${fullStop(match)}`,
  },
  {
    pattern: /(?<![\p{L}\d.,:])(\d{1,3})'(?= (?:tall|long|wide|high|deep|x|×|by)(?!\p{L}))/gu,
    say: ([, feet = '']) => `${cardinal(feet)} feet`,
  },
  {
    pattern: new RegExp(
      `${NUMBERS}${SPAN}( (?:hundred|thousand|million|billion))?( ?|-)(${SIGN})(?![\\p{L}\\p{M}\\d²³'&]|\\.\\p{L})(\\.(?!\\d))?`,
      'gu',
    ),
    say: (match) => {
      const [, minus, number = '', joint, last, power = '', gap = '', sign = '', dot = ''] = match;
      const names = unitNames.get(sign);
      if (names === undefined || isOtherWord(match, sign, gap)) return undefined;
      const isSingle =
        last === undefined && power === '' && (number === '1' || gap === '-' || isAttribute(match, sign));
      const isOne = isSingle || RACE.test(after(match));
      const stop = dot === '' ? '' : fullStop(match);
      return `${numbers(minus, number, joint, last)}${power} ${isOne ? names.one : names.many}${stop}`;
    },
  },
  // "in" is a unit only if no word follows that it could govern.
  {
    pattern: new RegExp(
      `${NUMBERS}${SPAN} ?(?:in\\.(?= (?:\\p{Ll}|&))|in\\.?(?=\\s?(?:$|[,;!?)x×]|\\.\\s|(?:tall|long|wide|high|deep|thick|by)(?!\\p{L})))|"(?= ?(?:x|×|\\p{Ll}|TV)|[,;)]|\\s?$))`,
      'gu',
    ),
    say: (match) => {
      const [all, minus, number = '', joint, last] = match;
      // A quotation mark that closes is no inch.
      if (all.endsWith('"') && /(?:^|[\s(])["“][^"”]*$/.test(before(match))) return undefined;
      return `${numbers(minus, number, joint, last)} ${isInch(match) ? 'inch' : 'inches'}${fullStop(match)}`;
    },
  },
];

function numbers(minus: string | undefined, first: string, joint?: string, last?: string): string {
  const sign = minus === undefined ? '' : 'minus ';
  return `${sign}${decimal(first)}${last === undefined ? '' : `${JOINING[joint ?? ''] ?? ' '}${decimal(last)}`}`;
}

// "The 4x100 m relay".
const RACE =
  /^ (?:dash|race|run|relay|sprint|hurdles|freestyle|butterfly|backstroke|breaststroke|medley|swim|walk|final|record)(?!\p{L})/u;

// "A new 1,200 sq. ft. apartment".
const AREA = /^sq/;
const HOME =
  /^\.? (?:ap(?:t|artment)|house|home|condo|flat|loft|office|studio|garden|lot|space|ranch|cabin|barn|deck|yard|store)(?!\p{L})/u;

/** Letters that are no unit here: "5 m" is one, "5s" and "the 5 s" are none. */
function isOtherWord(match: RegExpExecArray, sign: string, gap: string): boolean {
  // "The 30s", "B-17s".
  if (sign === 's' && gap === '') return /^\d0$/.test(match[2] ?? '') || /(?:\p{Lu}-?|\b[Tt]he )$/u.test(before(match));
  if (sign === 'V' || sign === 'L' || sign === 'W') return gap === ' ' && /^ ?\p{Lu}/u.test(after(match));
  return false;
}

function isInch(match: RegExpExecArray): boolean {
  return (
    (match[2] === '1' && match[4] === undefined) ||
    /^ ?(?:TV|(?!(?:x|by|tall|long|wide|high|deep|thick|and|or|of|in|on|at)(?!\p{L}))\p{Ll})/u.test(after(match))
  );
}

function isAttribute(match: RegExpExecArray, sign: string): boolean {
  if (AREA.test(sign) && HOME.test(after(match))) return true;
  if (/[★⭐]/.test(sign)) return /^ (?!(?:from|for|and|out|all|you)(?!\p{L}))\p{Ll}{3,}/u.test(after(match));
  return (
    (/\b(?:an?|one|huge|big|giant|whole) $/i.test(before(match)) ||
      (/^(?:oz|lb)$/.test(sign) && /\b(?:the|this|that|your|my) $/i.test(before(match)))) &&
    /^\.? (?!(?:and|for|from|per|each|you|that|was|are|she|the|off|lost|gained)(?!\p{L}))\p{Ll}{3,}/u.test(after(match))
  );
}
