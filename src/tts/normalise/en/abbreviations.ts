import { after, before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const SHORT =
  'blk=block blks=blocks fav=favorite favs=favorites mtg=meeting mtgs=meetings yest=yesterday bldgs=buildings supv=supervisor secy=secretary treas=treasurer coord=coordinator amt=amount qty=quantity doz=dozen ctr=center hosp=hospital elem=elementary sta=station twp=township presb=Presbyterian';

// Read as words wherever they stand. A full stop at their end may also end the sentence.
const words: readonly (readonly [string, string])[] = [
  ['etc\\.?', 'et cetera'],
  ['[Dd]ept\\.', 'department'],
  ['[Aa]cct\\.(?= [Dd]ep)', 'accounting'],
  ['Inc\\.?', 'Incorporated'],
  ['Ltd\\.?', 'Limited'],
  ['Corp\\.', 'Corporation'],
  ['Co\\.', 'Company'],
  ['Bros\\.', 'Brothers'],
  ['[Gg]ovt\\.', 'government'],
  ['[Mm]isc\\.', 'miscellaneous'],
  ['bdrm\\.?', 'bedroom'],
  ['a\\.?k\\.?a\\.?', 'also known as'],
  ['[Oo]\\.[Kk]\\.', 'okay'],
  ['w/o(?:ut)?', 'without'],
  ['b/c', 'because'],
  ['[Bb]-?days', 'birthdays'],
  ['(?<=per )lb\\.?', 'pound'],
  ['(?<=per )oz\\.?', 'ounce'],
  ['qtr\\.?', 'quarter'],
  ['[Aa]ppt\\.', 'appointment'],
  ['[Aa]ppts\\.', 'appointments'],
  ['pkg\\.', 'package'],
  ['pkgs\\.', 'packages'],
  ['orig\\.', 'original'],
  ['c/o', 'care of'],
  ['w/in', 'within'],
  ['b/w', 'between'],
  ['n/a', 'not applicable'],
  ['[Yy]rs\\.?', 'years'],
  ['(?<!\\d ?)[Yy]r\\.(?! \\d)', 'year'],
  ['(?<!\\d ?)[Hh]rs\\.?', 'hours'],
  ['(?<!\\d ?)wks\\.', 'weeks'],
  ['(?<!\\d ?)mos\\.', 'months'],
  ['(?<=(?:a|per|this|last|next|every|each|one|all|whole) )hr\\.', 'hour'],
  ['(?<=(?:a|per|this|last|next|every|each|one|all|whole) )wk\\.', 'week'],
  ['(?<=(?:a|per|this|last|next|every|each|one|all|whole) )mo\\.', 'month'],
  ['[Aa]nniv\\.?', 'anniversary'],
  ...SHORT.split(' ').map((entry): readonly [string, string] => {
    const [short = '', word = ''] = entry.split('=');
    return [`[${short.charAt(0).toUpperCase()}${short.charAt(0)}]${short.slice(1)}\\.`, word];
  }),
];

// In the middle of a sentence only.
const inside: readonly (readonly [string, string])[] = [
  ['[Ee]\\.? ?g\\.', 'for example'],
  ['[Ii]\\. ?e\\.', 'that is'],
  ['[Vv]s\\.?|VS\\.', 'versus'],
  ['[Aa]pprox\\.', 'approximately'],
  [
    '[Ee]st\\.(?= (?:time|cost|value|arrival|date|delivery|total|price|age|distance|duration|wait|budget))',
    'estimated',
  ],
  ["[Ee]st(?:\\.|'d)", 'established'],
  ['[Tt]emp\\.', 'temperature'],
  ['Univ\\.', 'University'],
  ["Int'?l\\.?(?= )", 'International'],
  ["Nat'?l\\.?(?= )", 'National'],
  ['(?<=Vice )Pres\\.', 'President'],
  ['(?<=\\d )pp\\.', 'pages'],
  ['[Ee]sp\\.', 'especially'],
  ['[Ii]ncl\\.', 'including'],
  ['[Ee]xcl\\.', 'excluding'],
  ['[Aa]vg\\.', 'average'],
  ['[Mm]ax\\.(?= [\\d$])', 'maximum'],
  ['(?<!\\d ?)[Mm]in\\.(?= [\\d$])', 'minimum'],
  ['(?<=(?:first|second|third|th) )Inf\\.', 'Infantry'],
  ['(?<=(?:first|second|third|th) )Cav\\.', 'Cavalry'],
  ['(?<=(?:first|second|third|th) )Abn\\.?', 'Airborne'],
  ['(?<=(?:first|second|third|th) )Bn\\.?', 'Battalion'],
  ['(?<=(?:first|second|third|th|Infantry|Cavalry|Artillery) )Regt\\.?', 'Regiment'],
  ['(?<=(?:first|second|third|th|Infantry|Airborne|Armored|Cavalry|Marine) )Div\\.', 'Division'],
  ['[Cc]onf\\.', 'conference'],
  ['[Aa]sst\\.', 'assistant'],
  ['[Ee]xec\\.', 'executive'],
  ['[Rr]et\\.(?=\\)|,)', 'retired'],
  ['(?<=\\p{Ll} )apt\\.(?! ?[#\\d])', 'apartment'],
  ['[Gg]r\\.(?= K(?!\\p{L}))', 'grade'],
  ['[Aa]ttn\\.', 'attention'],
  ['[Tt]el\\. no\\.?', 'telephone number'],
  ['[Tt]el\\.', 'telephone'],
  ['(?<=(?:&|and) )[Cc]o\\.', 'company'],
  ['viz\\.', 'namely'],
  ['[Aa]cct\\.', 'account'],
  ['(?<=(?:first|second|third|th) )ed\\.', 'edition'],
  ['lg\\.(?= \\p{Ll})', 'large'],
  ['sm\\.(?= \\p{Ll})', 'small'],
  ['(?<=(?:\\d|hundred|thousand|million)\\+? )pts\\.?', 'points'],
  ['cf\\.', 'compare'],
  ['(?<=(?:first|second|third|th) )yr\\.', 'year'],
  ['(?<=(?:first|second|third|th) )gr\\.', 'grade'],
  ['(?<=(?:first|second|third|th) )wk\\.', 'week'],
  ["[Nn]o\\.(?= of )|(?<=(?:[Mm]y|[Yy]our|[Hh]is|[Hh]er|[Oo]ur|[Pp]hone|[Cc]ell|[Rr]ef\\.?|'s) )no\\.", 'number'],
  ['fl\\.(?=[ ,;)]|$)(?<=(?:st|nd|rd|th|first|second|third) fl\\.)', 'floor'],
];
// Only a number may follow.
const beforeNumbers: readonly (readonly [string, string])[] = [
  ['[Ee]xt\\.', 'extension'],
  ['[Aa]pt\\.?(?: ?#)?', 'apartment'],
  ['[Bb]ldg\\.?', 'building'],
  ['[Cc]onf\\. [Rr]m\\.', 'conference room'],
  ['[Rr]m\\.', 'room'],
  ['[Ss]te\\.', 'suite'],
  ['[Rr]te\\.?|[Rr]t\\.', 'route'],
  ['[Hh]wy\\.?', 'highway'],
  ['[Ll]vl?\\.?', 'level'],
  ['[Ff]l\\.', 'floor'],
  ['[Vv]ol\\.', 'volume'],
  ['(?<=\\b[Oo]n )[Cc]h\\.', 'channel'],
  ['[Cc]h(?:ap)?\\.', 'chapter'],
  ['vv\\.', 'verses'],
  ['v\\.', 'verse'],
  ['[Ff]ig\\.', 'figure'],
  ['[Ss]c\\.', 'scene'],
  ['[Ee]p\\.', 'episode'],
  ['[Pp]p\\.|[Pp]gs\\.', 'pages'],
  ['[Pp]g?\\.', 'page'],
  ['[Nn]os\\.', 'numbers'],
  ['[Pp]t\\.', 'part'],
  ['[Dd]iv\\.', 'division'],
  ['[Yy]r\\.', 'year'],
  ['[Gg]r\\.', 'grade'],
];

// Numbers that are words already: Roman numerals, and those of rooms.
const IN_WORDS =
  '(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|\\p{Ll}{3,5}teen|\\p{Ll}{3,5}ty)(?!\\p{L})';

// "Smith Bros. Co. Ltd.", "Co. B": the name goes on.
const IN_NAME = /^ (?:(?:Co|Company|Ltd|Limited|Inc|Incorporated|Corp|LLC)(?!\p{L})|[A-K](?![\p{L}']))/u;

const LIFE: Readonly<Record<string, string>> = { b: 'born', d: 'died', m: 'married' };
const WINDS: Readonly<Record<string, string>> = { N: 'north', S: 'south', E: 'east', W: 'west' };

/** Abbreviations that are read as whole words. */
export const abbreviations: readonly Rule[] = [
  wordRule("([Bb])[-']?day|B-?Day|B-?DAY", ([all, first]) =>
    all === all.toUpperCase() ? 'BIRTHDAY' : first === 'b' ? 'birthday' : 'Birthday',
  ),
  ...words.map(([pattern, said]) =>
    wordRule(pattern, (match) => `${said}${IN_NAME.test(after(match)) ? '' : fullStop(match)}`),
  ),
  ...inside.map(([pattern, said]) => wordRule(pattern, () => said)),
  wordRule(
    '(?<=[(,:;–—-] ?|\\p{Lu}\\p{Ll}+ )([bdm])\\.(?= (?:\\d|(?:Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec)|nineteen|twenty|eighteen|two thousand))',
    ([, letter = '']) => LIFE[letter],
  ),
  wordRule('(?<=\\d )c\\.(?= \\p{Ll})', (match) => (/(?:^|\D)1 $/.test(before(match)) ? 'cup' : 'cups')),
  wordRule('(?<=(?:first|second|third|th) )c\\.', () => 'century'),
  { pattern: /(?<![\p{L}\d])K[-–](?=\d{1,2}(?!\d))/gu, say: () => 'K through ' },
  wordRule('(?<=\\b(?:miles?|mi|km|blocks?) )([NSEW])(?= (?:on|of|along|from) )', ([, wind = '']) => WINDS[wind]),
  // "w/" stands before a word, with or without a space.
  { pattern: /(?<![\p{L}\p{M}\d/])[Ww]\/ ?(?=[\p{L}\d$])/gu, say: () => 'with ' },
  wordRule('(?:P\\. ?){1,2}S\\.?|P{1,2}S(?=[.:,])', (match) => spelled(match, false)),
  wordRule('Ph\\. ?D\\.?|PhD', (match) => `P H D${fullStop(match)}`),
  wordRule('PhDs', () => "P H D's"),
  // "U.S.A.", "D.C.", "M.D.".
  wordRule(
    '(?:G\\.O\\.A\\.T|N\\.A\\.S\\.A|R\\.I\\.P)\\.',
    (match) => `${match[0].replace(/\./g, '')}${fullStop(match)}`,
  ),
  wordRule('(?:\\p{Lu}\\.){2,6}(?!\\p{Ll})', (match) => spelled(match, true)),
  ...beforeNumbers.map(([pattern, said]) => ({
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
