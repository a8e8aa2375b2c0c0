import { cardinal } from '#root/tts/normalise/ru/cardinal.js';
import { afterFraction, type CountedNoun, decline } from '#root/tts/normalise/ru/decline.js';
import { type Agreement, type Case, countOf, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { ordinal } from '#root/tts/normalise/ru/ordinal.js';

/** Returns a number with its noun: "двадцать две минуты", "три с половиной килограмма". */
export function quantity(number: string, noun: CountedNoun, inCase: Case): string {
  const [whole = '', part] = number.split(/[.,]/);
  if (part === undefined || /^0*$/.test(part)) {
    const counted = decline(noun, whole, inCase);
    // "миллион", "тысяча": their number is not said.
    if (whole === '1' && /^(?:миллион|миллиард|тысяч)/.test(counted)) return counted;
    return `${cardinal(whole, { case: inCase, gender: noun.gender })} ${counted}`;
  }
  if (isDirect(inCase) && part === '5' && whole === '0' && noun.adjective === undefined) {
    return `${/^[лаеиоуэюя]/.test(noun.few) ? 'пол-' : 'пол'}${afterFraction(noun)}`;
  }
  // "Половину чайной ложки".
  if (isDirect(inCase) && part === '5' && whole === '0')
    return `половин${inCase === 'accusative' ? 'у' : 'а'} ${afterFraction(noun)}`;
  const words = decimal(whole, part, inCase, noun.gender);
  // "Полтора килограмма", but "пять с половиной килограммов": the noun agrees with the whole number.
  const isHalf = part === '5' && whole !== '0';
  if (!isHalf || (isDirect(inCase) && whole !== '1' && countOf(whole) === 'one'))
    return `${words} ${afterFraction(noun)}`;
  // "Полтора квадратных метра", but "полутора квадратных метров".
  return `${words} ${decline(noun, whole === '1' ? (isDirect(inCase) ? '2' : '5') : whole, inCase)}`;
}

/** Returns the words of a decimal number: "полтора", "две с половиной", "ноль целых семь десятых". */
export function decimal(
  whole: string,
  part: string,
  inCase: Case = 'nominative',
  gender: Gender = 'masculine',
): string {
  if (/^0*$/.test(part)) return `${cardinal(whole, { case: inCase, gender })} ${cardinal(part)}`;
  if (part === '5' && whole === '1')
    return isDirect(inCase) ? (gender === 'feminine' ? 'полторы' : 'полтора') : 'полутора';
  if (part === '5' && /^[1-9]/.test(whole)) {
    return `${cardinal(whole, { case: inCase, gender })} с половиной`;
  }
  if (part.length > 6) return `${cardinal(whole, { case: inCase })} и ${cardinal(part)}`;
  const tenths = cardinal(part.replace(/^0+(?=\d)/, ''), { case: inCase, gender: 'feminine' });
  const wholes = cardinal(whole, { case: inCase, gender: 'feminine' });
  return `${wholes} ${ofParts('цел', whole, inCase)} ${tenths} ${partsOf(`1${'0'.repeat(part.length)}`, part, inCase)}`;
}

/** Returns the words of a common fraction: "две трети", "одна вторая". */
export function fraction(above: string, below: string, inCase: Case = 'nominative'): string {
  const count = cardinal(above, { case: inCase, gender: 'feminine' });
  if (below === '3' || below === '4') {
    const noun: CountedNoun =
      below === '3'
        ? { one: 'треть', few: 'трети', many: 'третей', gender: 'feminine' }
        : { one: 'четверть', few: 'четверти', many: 'четвертей', gender: 'feminine' };
    if (isDirect(inCase))
      return `${count} ${countOf(above) === 'one' ? noun.one : countOf(above) === 'few' ? noun.few : noun.many}`;
    // "От двух третей".
    if (countOf(above) !== 'one') return `${count} ${decline(noun, above, inCase)}`;
    return `${count} ${inCase === 'instrumental' ? `${noun.one.slice(0, -1)}ью` : noun.few}`;
  }
  return `${count} ${partsOf(below, above, inCase)}`;
}

/** "одна десятая", "две десятых", "двумя десятыми". */
function partsOf(below: string, count: string, inCase: Case): string {
  return ordinal(below, agreementOfParts(count, inCase));
}

function ofParts(stem: string, count: string, inCase: Case): string {
  const { case: c, plural } = agreementOfParts(count, inCase);
  if (plural) return `${stem}${c === 'genitive' || c === 'prepositional' ? 'ых' : c === 'dative' ? 'ым' : 'ыми'}`;
  return `${stem}${c === 'nominative' ? 'ая' : c === 'accusative' ? 'ую' : 'ой'}`;
}

function agreementOfParts(count: string, inCase: Case): Agreement {
  if (countOf(count) === 'one') return { case: inCase, gender: 'feminine' };
  return { case: isDirect(inCase) ? 'genitive' : inCase, gender: 'feminine', plural: true };
}

function isDirect(inCase: Case): boolean {
  return inCase === 'nominative' || inCase === 'accusative';
}
