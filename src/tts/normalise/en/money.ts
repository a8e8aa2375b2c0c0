import { cardinal, decimal } from '#root/tts/normalise/en/cardinal.js';
import { after, before, NUMBER, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

type Forms = readonly [one: string, many: string];
interface Currency {
  name: Forms;
  part: Forms;
}

const CENT: Forms = ['cent', 'cents'];
const DOLLAR: Currency = { name: ['dollar', 'dollars'], part: CENT };
const signs: Readonly<Record<string, Currency>> = {
  $: DOLLAR,
  '€': { name: ['euro', 'euros'], part: CENT },
  '£': { name: ['pound', 'pounds'], part: ['penny', 'pence'] },
  '¥': { name: ['yen', 'yen'], part: ['sen', 'sen'] },
  '₽': { name: ['ruble', 'rubles'], part: ['kopeck', 'kopecks'] },
  '₹': { name: ['rupee', 'rupees'], part: ['paisa', 'paise'] },
  '₴': { name: ['hryvnia', 'hryvnias'], part: ['kopeck', 'kopecks'] },
  '₸': { name: ['tenge', 'tenge'], part: ['tiyn', 'tiyn'] },
  '₩': { name: ['won', 'won'], part: ['jeon', 'jeon'] },
  '₿': { name: ['bitcoin', 'bitcoins'], part: CENT },
};
const codes: Readonly<Record<string, Currency>> = {
  USD: { name: ['U S dollar', 'U S dollars'], part: CENT },
  EUR: signs['€'] ?? DOLLAR,
  GBP: signs['£'] ?? DOLLAR,
  RUB: signs['₽'] ?? DOLLAR,
  CAD: { name: ['Canadian dollar', 'Canadian dollars'], part: CENT },
  AUD: { name: ['Australian dollar', 'Australian dollars'], part: CENT },
  JPY: signs['¥'] ?? DOLLAR,
  INR: signs['₹'] ?? DOLLAR,
};
const COUNTRIES: Readonly<Record<string, string>> = {
  US: 'U S',
  A: 'Australian',
  C: 'Canadian',
  CA: 'Canadian',
  AU: 'Australian',
  NZ: 'New Zealand',
  HK: 'Hong Kong',
};
const POWERS: Readonly<Record<string, string>> = {
  k: 'thousand',
  m: 'million',
  mm: 'million',
  mil: 'million',
  mn: 'million',
  b: 'billion',
  bn: 'billion',
  t: 'trillion',
  tn: 'trillion',
};
const SIGN = `[${Object.keys(signs).join('')}]`;
const POWER = '(?: ?(thousand|million|billion|trillion)|([KkMmBbTt]|[Mm][MmNn]|mil|[BbTt][Nn]))?(?![\\p{L}\\d])';

/** Amounts of money: "$5.50", "€100", "$5M", "5 USD", "99¢". */
export const money: readonly Rule[] = [
  // The first end of a span: "$5-10", "$100-$200".
  {
    pattern: new RegExp(`(${SIGN}) ?(${NUMBER})([KkMmBb](?=[-–]))? ?[-–] ?(?:\\1 ?)?(?=${NUMBER})`, 'gu'),
    say: ([, sign = '', number = '', letter]) => {
      if (letter !== undefined) return `${decimal(number)} ${POWERS[letter.toLowerCase()]} to ${sign}`;
      const first = /\.\d{2}$/.test(number) ? amount(number, undefined, signs[sign] ?? DOLLAR, false) : decimal(number);
      return `${first} to ${sign}`;
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d])(-|−)?(?:(US|CA?|AU?|NZ|HK)(?=\\$))?(${SIGN}) ?(${NUMBER}|\\.\\d{1,2})${POWER}(?: ?(?:USD|EUR|GBP)(?!\\p{L}))?`,
      'gu',
    ),
    say: (match) => {
      const [, minus, country, sign = '', number = '', word, letter] = match;
      const power = word ?? POWERS[letter?.toLowerCase() ?? ''];
      const said = amount(number, power, signs[sign] ?? DOLLAR, isAttribute(match));
      return `${minus === undefined ? '' : 'minus '}${country === undefined ? said : said.replace('dollar', `${COUNTRIES[country]} dollar`)}`;
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.])(${NUMBER})(?: ?(thousand|million|billion)|([KkMm]))? ?(${SIGN}|(?:${Object.keys(codes).join('|')})(?!\\p{L}))`,
      'gu',
    ),
    say: (match) => {
      const [, number = '', word, letter, sign = ''] = match;
      const power = word ?? POWERS[letter?.toLowerCase() ?? ''];
      return amount(number, power, signs[sign] ?? codes[sign] ?? DOLLAR, isAttribute(match));
    },
  },
  {
    pattern: new RegExp(`(?<![\\p{L}\\d.])(${NUMBER}) ?¢`, 'gu'),
    say: ([, number = '']) => `${decimal(number)} ${form(number, CENT)}`,
  },
  // "A pricey place ($$$)", "saved us $$".
  { pattern: /(?<=\()\${2,4}(?=\))/gu, say: () => 'expensive' },
  { pattern: /(?<=(?<!\p{L})\p{L}+ )\${2,4}(?![\d\p{L}])/gu, say: () => 'money' },
  // "Worth every ¢".
  {
    pattern: /(?<=\b(?:every|each|one|a|per|last|single) )[¢$€£](?![\d\p{L}])/giu,
    say: ([sign]) => (sign === '¢' ? CENT[0] : signs[sign]?.name[0]),
  },
  // "5 bucks" and "5 dollars" are words already, "5 mln" is not.
  wordRule(`(?<=\\d ?)(?:mln|mn)\\.?`, () => ' million'),
  wordRule(`(?<=\\d ?)(?:bln|bn)\\.?`, () => ' billion'),
];

// "The $1.5 million smile", but not "the $1.5 million you owe".
const NAMED =
  /^[ -](?!(?:you|they|she|that|from|for|and|with|per|each|off|out|cash|in|on|to|at|as|is|are|would|should|may|might|must|was|were|has|had|have|will|which|when|into|back|wisely|raised|spent|saved|won|earned|paid|needed|went|goes|came|donated|just|your|our|his|her|all|can|could|would)(?!\p{L}))\p{Ll}{3,}/u;

/** Whether the amount says what kind a thing is: "a $50 gift". */
function isAttribute(match: RegExpExecArray): boolean {
  if (
    /^ (?:bill|note|gift|voucher|coupon|donation|prize|check|cheque|bonus|scholarship|grant|award|raise|ticket|fee|deposit|refund|tip|loan|mortgage|pledge|reward|jackpot|budget|mark|question|dress|ring|bottle)(?!\p{L})/u.test(
      after(match),
    )
  )
    return true;
  if (/\bthe (?:first |last |next |only |whole )?$/i.test(before(match))) return NAMED.test(after(match));
  return /\b(?:an?|this|that|your|my) $/i.test(before(match)) && /^[ -]\p{Ll}{3,}/u.test(after(match));
}

function amount(number: string, power: string | undefined, { name, part }: Currency, isKind: boolean): string {
  const [one, many] = name;
  if (power !== undefined) return `${decimal(number)} ${power} ${isKind ? one : many}`;
  const [whole = '', digits] = number.split('.');
  if (digits === undefined) return `${cardinal(whole)} ${isKind ? one : form(whole, name)}`;
  if (digits.length !== 2) return `${decimal(number)} ${isKind ? one : many}`;
  const small = String(Number(digits));
  const cents = `${cardinal(small)} ${isKind ? part[0] : form(small, part)}`;
  if (whole === '' || Number(whole) === 0) return small === '0' ? `zero ${many}` : cents;
  const all = `${cardinal(whole)} ${form(whole, name)}`;
  return small === '0' ? all : `${all} ${cents}`;
}

function form(number: string, [one, many]: Forms): string {
  return number === '1' ? one : many;
}
