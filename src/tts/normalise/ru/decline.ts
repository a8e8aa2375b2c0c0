import { type Case, countOf, type Gender } from '#root/tts/normalise/ru/grammar.js';

/** A noun that is counted: its forms after 1, 2 and 5, and what follows it in every case. */
export interface CountedNoun {
  one: string;
  few: string;
  many: string;
  gender: Gender;
  /** Words after it: "в час", "Цельсия". */
  after?: string;
  /** An adjective before it, without its ending: "квадратн". */
  adjective?: string;
}

const SINGULAR: Record<'masculine' | 'feminine', Record<Exclude<Case, 'nominative'>, readonly [string, string]>> = {
  masculine: {
    genitive: ['а', 'я'],
    dative: ['у', 'ю'],
    accusative: ['', 'ь'],
    instrumental: ['ом', 'ём'],
    prepositional: ['е', 'е'],
  },
  feminine: {
    genitive: ['ы', 'и'],
    dative: ['е', 'е'],
    accusative: ['у', 'ю'],
    instrumental: ['ой', 'ей'],
    prepositional: ['е', 'е'],
  },
};
const PLURAL = { dative: 'м', instrumental: 'ми', prepositional: 'х' } as const;
// In the singular, in the plural, and in the singular of the feminine.
const ADJECTIVE: Record<Case, readonly [string, string, string]> = {
  nominative: ['ый', 'ых', 'ая'],
  genitive: ['ого', 'ых', 'ой'],
  dative: ['ому', 'ым', 'ой'],
  accusative: ['ый', 'ых', 'ую'],
  instrumental: ['ым', 'ыми', 'ой'],
  prepositional: ['ом', 'ых', 'ой'],
};

/** Returns the noun in the form that the integer and the case ask for. */
export function decline(noun: CountedNoun, digits: string, inCase: Case): string {
  const isOne = countOf(digits) === 'one';
  return [
    ...(noun.adjective === undefined
      ? []
      : [`${noun.adjective}${adjectiveEnding(noun, digits, inCase)}`.replace(/(?<=[кгх])ы/, 'и')]),
    isOne ? inSingular(noun, inCase) : inPlural(noun, digits, inCase),
    ...(noun.after === undefined ? [] : [noun.after]),
  ].join(' ');
}

function adjectiveEnding({ gender }: CountedNoun, digits: string, inCase: Case): string {
  const [one, several, ofFeminine] = ADJECTIVE[inCase];
  if (countOf(digits) === 'one') return gender === 'feminine' ? ofFeminine : one;
  // "Две столовые ложки", but "два квадратных метра".
  const isDirect = inCase === 'nominative' || inCase === 'accusative';
  return gender === 'feminine' && isDirect && countOf(digits) === 'few' ? 'ые' : several;
}

/** Returns the noun after a fraction: "три десятых килограмма". */
export function afterFraction(noun: CountedNoun): string {
  const adjective =
    noun.adjective === undefined ? '' : `${noun.adjective}${ADJECTIVE.genitive[noun.gender === 'feminine' ? 2 : 0]} `;
  return `${adjective}${noun.few}${noun.after === undefined ? '' : ` ${noun.after}`}`;
}

function inSingular({ one, few, gender }: CountedNoun, inCase: Case): string {
  if (inCase === 'nominative' || one === few) return one;
  if (inCase === 'genitive') return few;
  if (gender === 'masculine' && inCase === 'accusative') return one;
  const isSoft = /[яь]$/.test(one);
  const ending = SINGULAR[gender === 'feminine' ? 'feminine' : 'masculine'][inCase][isSoft ? 1 : 0];
  // "тысячей", "месяцем": no stressed ending after these letters.
  const spelled = /[чц][аьы]?$/.test(one) || /ц$/.test(one) ? ending.replace('о', 'е') : ending;
  return `${few.slice(0, -1)}${spelled}`;
}

function inPlural({ one, few, many }: CountedNoun, digits: string, inCase: Case): string {
  if (inCase === 'nominative' || inCase === 'accusative') return countOf(digits) === 'few' ? few : many;
  // "С пятью тысячами рублей".
  if (inCase === 'genitive' || /000$/.test(digits)) return many;
  if (one === few) return one;
  const isSoft = /я$/.test(few) || /ия?$/.test(few.replace(/[кгхчшщж]и$/, 'ы'));
  return `${few.slice(0, -1)}${isSoft ? 'я' : 'а'}${PLURAL[inCase]}`;
}
