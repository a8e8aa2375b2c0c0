import { BEFORE_NUMBERS, INSIDE, WORDS } from '#root/tts/normalise/en/abbreviation-words.js';
import { after, anyWordRule, before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// Numbers that are words already: Roman numerals, and those of rooms.
const IN_WORDS =
  '(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\\p{Ll}{3,5}teen|\\p{Ll}{3,5}ty)(?!\\p{L})';

// "Smith Bros. Co. Ltd.", "Co. B": the name goes on.
const IN_NAME = /^ (?:Ch\.|Dept\.|(?:Co|Company|Ltd|Limited|Inc|Incorporated|Corp|LLC)(?!\p{L})|[A-K](?![\p{L}']))/u;

const LIFE: Readonly<Record<string, string>> = { b: 'born', d: 'died', m: 'married' };
const WINDS: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };

/** Abbreviations that are read as whole words. */
export const abbreviations: readonly Rule[] = [
  wordRule("([Bb])[-']?day|B-?Day|B-?DAY", ([all, first]) =>
    all === all.toUpperCase() ? 'BIRTHDAY' : first === 'b' ? 'birthday' : 'Birthday',
  ),
  anyWordRule(WORDS, (match, said) => `${said}${IN_NAME.test(after(match)) ? '' : fullStop(match)}`),
  anyWordRule(INSIDE, (_, said) => said),
  wordRule(
    '(?<=[(,:;–—-] ?|\\p{Lu}\\p{Ll}+ )([bdm])\\.(?= (?:\\d|(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)|nineteen|twenty|eighteen|two thousand))',
    ([, letter = '']) => LIFE[letter],
  ),
  wordRule('(?<=\\d )c\\.(?= \\p{Ll})', (match) => (/(?:^|\D)1 $/.test(before(match)) ? 'cup' : 'cups')),
  wordRule('(?<=(?:first|second|third|th) )c\\.', () => 'century'),
  {
    pattern: /(?<![\p{L}\d])K[-–](?=\d{1,2}(?!\d))(?!9(?! (?:grade|school|student|kid|class|teacher|education)))/gu,
    say: () => 'K through ',
  },
  wordRule('(?<=\\b(?:miles?|mi|km|blocks?) )([NSEW])(?= (?:on|of|along|from) )', ([, wind = '']) => WINDS[wind]),
  // "w/" stands before a word, with or without a space.
  { pattern: /(?<![\p{L}\p{M}\d/])[Ww]\/ ?(?=[\p{L}\d$])/gu, say: () => 'with ' },
  wordRule('(?:P\\. ?){1,2}S\\.?|P{1,2}S(?=[.:,])', (match) => spelled(match, false)),
  // "Every a.m.".
  wordRule('(?<=\\p{L} )([ap])\\.m\\.', (match) => `${(match[1] ?? '').toUpperCase()} M${fullStop(match)}`),
  wordRule('Ph\\. ?D\\.?|PhD', (match) => `P H D${fullStop(match)}`),
  wordRule('PhDs', () => "P H D's"),
  // "U.S.A.", "D.C.", "M.D.".
  wordRule(
    '(?:G\\.O\\.A\\.T|N\\.A\\.S\\.A|R\\.I\\.P)\\.',
    (match) => `${match[0].replace(/\./g, '')}${fullStop(match)}`,
  ),
  // "A. J. and B. J.".
  wordRule('(?:\\p{Lu}\\. ){1,2}\\p{Lu}\\.(?=[,!?;:)]| \\p{Ll})', (match) => spelled(match, false)),
  wordRule('(?:\\p{Lu}\\.){2,6}(?!\\p{Ll})', (match) => spelled(match, true)),
  ...BEFORE_NUMBERS.map(([pattern, said]) => ({
    pattern: new RegExp(`(?<![\\p{L}\\p{M}\\d])(?:${pattern}) ?(?=\\d|${IN_WORDS})`, 'gu'),
    say: () => `${said} `,
  })),
  {
    pattern:
      /(?<![\p{L}\p{M}\d])ca?\. ?(?=\d|(?:ten|eleven|twelve|\p{Ll}+teen|twenty|two thousand)(?!\p{L})|(?:\p{Ll}+ ){1,4}[BC] )/gu,
    say: () => 'circa ',
  },
  {
    // "No." alone is an answer, and so is "no" before "5".
    pattern: /(?<![\p{L}\p{M}\d])(?:No\.? |[Nn]o\.|[Nn][°º]\.? ?|no\. )(?=(?:[A-Z]{1,3}-?)?\d)/gu,
    say: (match) =>
      /\b(?:[Oo]h|said|say|says|answer|answered|(?<!\d),) $/.test(before(match)) &&
      !/, No\. $/.test(`${before(match)}${match[0]}`) &&
      !/^no\. \d+[A-Z]?[,;.!?)]/.test(`${match[0]}${after(match)}`)
        ? undefined
        : 'number ',
  },
  {
    pattern: /(?<=\d)[ -]?(?:y\/?o|y\. ?o\.?|yrs?\.? old)(?![\p{L}\d])/gu,
    say: (match) => ` years old${fullStop(match)}`,
  },
  { pattern: /№ ?/gu, say: () => 'number ' },
];

function spelled(match: RegExpExecArray, atEnd: boolean): string {
  const letters = Array.from(match[0].replace(/[^\p{L}]/gu, '')).join(' ');
  return `${letters}${atEnd ? fullStop(match) : ''}`;
}
