import { cardinal } from '#root/tts/normalise/en/cardinal.js';
import { unitNames } from '#root/tts/normalise/en/unit-names.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** Signs that must be read while a digit still stands after them. */
export const nearly: readonly Rule[] = [
  // Ranks of the navy and the army: "PO3 Lee", "CW4 Jones".
  {
    pattern: /(?<![\p{L}\d])PO([123])(?= \p{Lu}\p{Ll})/gu,
    say: ([, degree = '']) => `Petty Officer ${['First', 'Second', 'Third'][Number(degree) - 1]} Class`,
  },
  { pattern: /(?<![\p{L}\d])CW(?=[2-5] \p{Lu}\p{Ll})/gu, say: () => 'Chief Warrant Officer ' },
  {
    pattern: /(?<=\d)pp(?!\p{L})|(?<=[$£€]\d{1,5}(?:\.\d\d)?) pp(?!\p{L})|(?<=\d) p\.p\.?(?![\p{L}\d])/gu,
    say: () => ' per person',
  },
  {
    pattern: /(?<![\p{L}\d])40([13])\(?[kKbB]\)?(?![\p{L}\d])/gu,
    say: ([all, last = '']) => `four oh ${cardinal(last)} ${/k/i.test(all) ? 'K' : 'B'}`,
  },
  // "UB40", "PS5".
  {
    pattern:
      /(?<![\p{L}\d])(?!NO|CO|WW|TOP|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\p{Lu}{2,3}(?=\d{1,2}(?!\d))/gu,
    say: ([letters]) => `${Array.from(letters).join(' ')} `,
  },
  // "3...2...1".
  { pattern: /(?<=\d)(?:\.{2,3}|…)(?=\d)/gu, say: () => ', ' },
  { pattern: /(?<![\p{L}\d])[x×](?=\d{1,3}(?:,\d{3})+(?!\d))/gu, say: () => 'times ' },
  { pattern: /± ?(?=\d)/gu, say: () => 'plus or minus ' },
  { pattern: /[~≈] ?(?=[\d$€£])/gu, say: () => 'about ' },
  { pattern: /(?<=\p{L} )< ?(?=[$€£]?\d)(?! 3(?!\d))/gu, say: () => 'under ' },
  { pattern: /(?<![\p{L}\d<=-] ?)< ?(?=[\d$€£])/gu, say: () => 'less than ' },
  // "Hugs > coffee".
  { pattern: /(?<=\p{L} )>(?= [\p{L}\d$€£])/gu, say: () => 'greater than' },
  { pattern: /(?<![\p{L}\d>=-] ?)> ?(?=[\d$€£])/gu, say: () => 'more than ' },
  { pattern: /(?<=\d) ?[-−–] ?(?=\d+ ?=)/gu, say: () => ' minus ' },
];

/** Signs that have a word. */
export const signs: readonly Rule[] = [
  // Keys of a telephone: "press #".
  {
    pattern: /(?<=\b(?:press|hit|dial|push|then|by|or|the|enter) )[#*](?= ?(?:[,.!?)]|$|\p{Ll}))/giu,
    say: ([sign]) => (sign === '#' ? 'pound' : 'star'),
  },
  { pattern: /# ?(?=\d)/gu, say: () => 'number ' },
  // Notes: "in C#".
  { pattern: /(?<=(?<![\p{L}\d])[A-G])#(?![\p{L}\d])/gu, say: () => ' sharp' },
  { pattern: /© ?(?=\d|nineteen|twenty|two thousand)/gu, say: () => 'copyright ' },
  { pattern: /∞/gu, say: () => 'infinity' },
  { pattern: /§ ?/gu, say: () => 'section ' },
  { pattern: /(?<=\d) ?[x×*] ?(?=\d)/gu, say: ([sign]) => (sign.includes('x') ? ' by ' : ' times ') },
  { pattern: /(?<![\p{L}\d])[x×](\d{1,4})(?![\p{L}\d])/gu, say: ([, count = '']) => `times ${cardinal(count)}` },
  { pattern: /(?<=\d)[x×](?![\p{L}\d])/gu, say: () => ' times' },
  { pattern: /(?<=\p{L} )x (?=\d)/gu, say: () => 'times ' },
  { pattern: /(?<=[\p{L}\d]) ?→ ?(?=[\p{L}\d])/gu, say: () => ' to ' },
  { pattern: / ?& ?/gu, say: () => ' and ' },
  { pattern: /(?<=[\p{L}\d)²³]) ?= ?(?=[\p{L}\d(-])/gu, say: () => ' equals ' },
  { pattern: /(?<=[\p{L}\d)]) ?≠ ?(?=[\p{L}\d(-])/gu, say: () => ' is not ' },
  { pattern: /(?<=[\p{L}\d)])\+\+(?![+\d])/gu, say: () => ' plus plus' },
  { pattern: /(?<=[\p{L}\d)]) ?\+ ?(?=[\p{L}\d(])/gu, say: () => ' plus ' },
  { pattern: /(?<=[,;] )\+ ?(?=\p{L})/gu, say: () => 'plus ' },
  { pattern: /(?<![\p{L}\d+]|\d )\+(?=\d)/gu, say: () => 'plus ' },
  { pattern: /(?<=[\p{L}\d])\+(?![\p{L}\d+])/gu, say: () => ' plus' },
  // Grades: "an A-, a B-".
  {
    pattern: /(?<=(?<![\p{L}\d])[A-D])-(?=[,.;!?)]|$|\s(?:in|on|for|to|or|and|average|student)(?!\p{L}))/gu,
    say: () => ' minus',
  },
  { pattern: /(?<=\d) ?÷ ?(?=\d)/gu, say: () => ' divided by ' },
  { pattern: /(?<=\d) ?> ?(?=\d)/gu, say: () => ' is more than ' },
  { pattern: /(?<=\d) ?< ?(?=\d)/gu, say: () => ' is less than ' },
  { pattern: /(?<=and)\/(?=or(?!\p{L}))/gu, say: () => ' ' },
  // "five dollars/month", but not "day/night".
  {
    pattern:
      /(?<=(?:s|yen|euro|dollar|pound|thousand|million|\d[KM]?))\/(second|minute|hour|hr|day|night|week|wk|month|mo|year|yr|person|guest|piece|couple|adult|child|head|ticket|table|plate|team|family|room|lesson|box|bottle|item|student|kg|lb|doz|dozen)(?:(?!\p{L})\.(?=\s[\p{Ll}—–-]|[,;)])|(?!\p{L}))/gu,
    say: ([, thing = '']) => ` per ${unitNames.get(thing)?.one ?? thing}`,
  },
  {
    pattern: /(?<=\p{Ll})\/(mi|km|hr|kg|lb|wk|yr|mo)(?!\p{L})(?:\.(?=\s[\p{Ll}—–-]|[,;)]))?/gu,
    say: ([, unit = '']) => ` per ${unitNames.get(unit)?.one}`,
  },
  { pattern: /(?<=\p{Ll})\/(?=\p{L})/gu, say: () => ' or ' },
  { pattern: /(?<=\p{L})\/(?=\p{L})/gu, say: () => ' ' },
  { pattern: /(?<= )@(?= )/gu, say: () => 'at' },
  { pattern: /(?<=[\p{L}\d)])²/gu, say: () => ' squared' },
  { pattern: /(?<=[\p{L}\d)])³/gu, say: () => ' cubed' },
];

/** Signs that no rule has read. */
export const silent: readonly Rule[] = [
  { pattern: /[©®™*_#^|\\{}[\]~<>=@•·●▪►→←↑↓⇒✓✔★☆♥♡§¶°+%$€£¥₽¢¬¦/]+/gu, say: () => ' ' },
];
