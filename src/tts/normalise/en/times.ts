import { cardinal, digitByDigit, inPairs, twoDigits } from '#root/tts/normalise/en/cardinal.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const HALF = '([AaPp])(?:\\.? ?[Mm]\\.|\\.?[Mm])(?![\\p{L}\\d])';
const ZONES = 'EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|CT|MT|GMT|UTC|CET|MSK|BST|IST';

const ZONE = new RegExp(`^ (?:${ZONES})(?![\\p{L}\\d])`, 'u');

/** Times of day: "6:30 pm", "18:30", "10:00", "7 a.m.". */
export const times: readonly Rule[] = [
  { pattern: /(?<!\p{L})Ps\.? (?=\d{1,3}:\d)/gu, say: () => 'Psalm ' },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.:$]|\\d,)(\\d{1,2})(?:[:.](\\d{2}))? ?${HALF}`, 'gu'),
    say: (match) => {
      const [, hour = '', minutes = '00', half = ''] = match;
      if (Number(hour) > 24 || Number(minutes) > 59) return undefined;
      return `${clock(hour, minutes)} ${half.toUpperCase()} M${ZONE.test(after(match)) ? '' : fullStop(match)}`;
    },
  },
  // "0500".
  wordRule(
    '0([1-9])00(?: ?h(?:ou)?rs(?!\\p{L}))?(?![-./]\\d)',
    ([all, hour = '']) => `oh ${cardinal(hour)} hundred${/h/.test(all) ? ' hours' : ''}`,
  ),
  // "At 1300 hrs.".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Aa]t|[Bb]y|[Ff]rom|[Uu]ntil|[Bb]efore|@) )((?:[01]\\d|2[0-3])[0-5]\\d) ?(?:hrs?|hours)(?!\\p{L})\\.?',
    (match) => `${inPairs(match[1] ?? '')} hours${fullStop(match)}`,
  ),
  // The first end of a span: "6:00-8 pm" has become "6:00-eight P M".
  {
    pattern: /(?<![\p{L}\d.,:$])(\d{1,2})(?::(\d{2}))? ?[-–] ?(?=\p{Ll}[\p{L}' -]{2,20} [AP] M(?!\p{L}))/gu,
    say: ([, hour = '', minutes = '00']) => `${clock(hour, minutes)} to `,
  },
  { pattern: /(?<= [AP] M) ?[-–] ?(?=(?:\p{Ll}[\p{L}' -]{2,20} [AP] M|noon|midnight)(?!\p{L}))/gu, say: () => ' to ' },
  {
    pattern: /(?<=(?:[Nn]oon|[Mm]idnight)) ?[-–—] ?(?=\d|[\p{Ll}-]{3,12} [\p{Ll} ]{0,12}[AP] M(?!\p{L}))/gu,
    say: () => ' to ',
  },
  // "9-midnight".
  {
    pattern: /(?<![\p{L}\d.,:/$-])(\d{1,2}) ?[-–] ?(?=(?:noon|midnight|close|closing|late|sunset|dusk)(?!\p{L}))/gu,
    say: ([, from = '']) => `${cardinal(from)} to `,
  },
  // "1-2:30".
  {
    pattern: /(?<![\p{L}\d.,:/$-])(\d{1,2}) ?[-–] ?(?=\d{1,2}:[0-5]\d(?!\d))/gu,
    say: ([, from = '']) => `${cardinal(from)} to `,
  },
  // "0:04 left".
  wordRule(
    '0?0:([0-5]\\d)(?= (?:left|to go|remaining|on the clock)(?!\\p{L}))',
    ([, seconds = '']) => `${cardinal(String(Number(seconds)))} ${seconds === '01' ? 'second' : 'seconds'}`,
  ),
  // How long a race took: "in 1:45:30", "3:45.67".
  wordRule(
    '(?:(?<=(?:[Ii]n|of|[Uu]nder|below|sub|[Tt]ime:?|ran|clocked|finished) )|(?<!(?:[Aa]t|@|[Ff]rom|[Uu]ntil|[Bb]y|[Tt]o) )(?=\\d:))(\\d{1,2}):([0-5]\\d):([0-5]\\d)(?![:.]\\d)',
    ([, hours = '', minutes = '', seconds = '']) =>
      `${Number(hours)} h ${Number(minutes)} min ${Number(seconds)} s`.replace(/ 0 (?:min|s)(?= |$)/g, ''),
  ),
  wordRule(
    '(?<=(?:\\p{Ll}|\\d ?[Kk])[,:]? )(?<!\\p{Lu}\\p{Ll}{2,15} )(2[5-9]|[3-5]\\d):([0-5]\\d)(?![:.–-]?\\d)',
    ([, minutes = '', seconds = '']) => `${cardinal(minutes)} ${twoDigits(seconds)}`,
  ),
  wordRule(
    '(\\d{1,2}):([0-5]\\d)\\.(\\d{1,3})',
    ([, minutes = '', seconds = '', part = '']) =>
      `${cardinal(String(Number(minutes)))} ${twoDigits(seconds)} point ${digitByDigit(part)}`,
  ),
  {
    pattern:
      /(?<![\p{L}\d.:]|\d,)([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?!:?\d)( ?[-–] ?(?=\d{1,2}(?::\d{2}|(?![\d:./%-]))))?(?: ?(?:hrs|hours|h|o'clock)(?!\p{L}))?/gu,
    say: (match) => {
      const [, hour = '', minutes = '', seconds, dash] = match;
      // Verses: "John 3:16".
      const isVerse = /\p{Lu}\p{Ll}+\.? $/u.test(before(match)) && /^ ?[-–,;] ?\d/.test(after(match));
      const said = isVerse || minutes !== '00' ? clock(hour, minutes) : fullHour(hour);
      const rest = seconds === undefined ? '' : ` and ${cardinal(String(Number(seconds)))} seconds`;
      return `${said}${rest}${dash === undefined ? '' : ' to '}`;
    },
  },
  // "9-5" is a working day, and so are hours after a day of the week.
  wordRule('(?<!\\d |[-–.,:/$£€])9 ?[-–] ?5(?![-–.,:/]\\d|%| ?(?:=|%))', () => 'nine to five'),
  wordRule(
    '(?<=(?:day|days|daily),? )(\\d{1,2}) ?[-–] ?(\\d{1,2})(?![-–.:/]?\\d)',
    ([, from = '', to = '']) => `${cardinal(from)} to ${cardinal(to)}`,
  ),
  // Scores and ratios: "3:2", but verses by their numbers: "Isaiah 40:31".
  {
    pattern: /(?<![\p{L}\d.,:])(\d{1,3}):(\d{1,9})(?:[-–](\d{1,3}))?(?!:?\d)/gu,
    say: (match) => {
      const isVerse = /\p{Lu}\p{Ll}+\.? $/u.test(before(match));
      const [, first = '', second = '', last] = match;
      const rest = last === undefined ? '' : ` to ${cardinal(last)}`;
      return `${cardinal(first)}${isVerse ? ' ' : ' to '}${cardinal(second)}${rest}`;
    },
  },
  wordRule(`(?<= [AP] M |o'clock |\\p{Ll} )(${ZONES})|(?<=\\()(?:${ZONES})(?=\\))`, ([zone]) =>
    Array.from(zone).join(' '),
  ),
];

function clock(hour: string, minutes: string): string {
  const hours = hour === '00' ? 'zero' : cardinal(String(Number(hour)));
  return minutes === '00' ? hours : `${hours} ${twoDigits(minutes)}`;
}

function fullHour(hour: string): string {
  const hours = Number(hour);
  if (hours === 0 || hours === 24) return 'midnight';
  return hours > 12 ? `${cardinal(String(hours))} hundred` : `${cardinal(String(hours))} o'clock`;
}
