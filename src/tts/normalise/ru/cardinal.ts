import numberToWords from 'number-to-words-ru';
import type { Agreement, Case, Gender } from '#root/tts/normalise/ru/grammar.js';

const GENDERS = { masculine: 0, feminine: 1, neuter: 2 } as const;
// Longer numbers are codes, which are read digit by digit, and so are long ones that are not round.
const LONGEST = 15;
const DIGITS = 'ноль один два три четыре пять шесть семь восемь девять'.split(' ');
const nothing: [string, string, string] = ['', '', ''];

/** Returns the words of an integer of any length. Zeros at its beginning are read: "007". */
export function cardinal(digits: string, { case: inCase, gender, animate }: Partial<Agreement> = {}): string {
  const [zeros = ''] = /^0+(?=\d)/.exec(digits) ?? [];
  if (digits.length > LONGEST || (digits.length > 9 && !digits.endsWith('000')))
    return Array.from(digits, (digit) => DIGITS[Number(digit)]).join(' ');
  const words = convert(digits.slice(zeros.length), inCase, gender);
  // "Двадцать одного друга": only the last word is a genitive.
  const ofLiving = inCase === 'accusative' && animate === true ? words.replace(/один$/, 'одного') : words;
  return [...Array.from(zeros, () => 'ноль'), ofLiving].join(' ');
}

function convert(digits: string, declension: Case = 'nominative', gender: Gender = 'masculine'): string {
  const words = numberToWords.convert(digits, {
    declension,
    currency: {
      currencyNameCases: nothing,
      fractionalPartNameCases: nothing,
      currencyNounGender: { integer: GENDERS[gender], fractionalPart: 1 },
    },
    showNumberParts: { integer: true, fractional: false },
    showCurrency: { integer: false, fractional: false },
  });
  return words
    .toLowerCase()
    .replace(/^(?:один|одн[а-я]+) (?=тысяч|милли|трилли)/, '')
    .replace(/^нол(?=[яюеё])/, 'нул');
}

/** Returns the words as the first part of a longer word: "тридцати" of "тридцатилетие". */
export function combining(digits: string): string {
  return cardinal(digits, { case: 'genitive' })
    .replace(/ста$/, 'сто')
    .replace(/ста /, 'сто ')
    .replace('девяноста', 'девяносто')
    .replace(/одного$/, 'одно')
    .replace(/тысяч[аи]?$/, 'тысяче')
    .replace(/ /g, '');
}
