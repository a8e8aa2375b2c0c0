import { wantedCases } from '#root/tts/normalise/ru/context.js';
import { CASES } from '#root/tts/normalise/ru/grammar.js';
import { before } from '#root/tts/normalise/ru/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

// "Миллион $".
const OF_MONEY: Readonly<Record<string, string>> = { $: 'долларов', '€': 'евро', '₽': 'рублей', '£': 'фунтов' };

// "Пусть ₽ растёт", "курс $".
const ALONE: Readonly<Record<string, readonly string[]>> = {
  $: 'доллар доллара доллару доллар долларом долларе'.split(' '),
  '€': Array(6).fill('евро'),
  '₽': 'рубль рубля рублю рубль рублём рубле'.split(' '),
  '£': 'фунт фунта фунту фунт фунтом фунте'.split(' '),
};

/** Signs of money that stand after a word: "миллион $", "пусть ₽ растёт". */
export const moneySigns: readonly Rule[] = [
  { pattern: /(?<=(?:тысяч|миллион|миллиард)\p{Ll}*)\s?([$€₽£])/gu, say: ([, sign = '']) => ` ${OF_MONEY[sign]}` },
  {
    pattern: /(?<=(?:^|\p{L},?|[«"(—–])\s?)(?<![\d\p{L}])[$€₽£](?=\s\p{Ll}|[.,!?])/gu,
    say: (match) => {
      const left = before(match);
      const [first = 'nominative'] = wantedCases(left, '');
      return ALONE[match[0]]?.[CASES.indexOf(/(?<!\p{L})курс\p{Ll}*\s$/iu.test(left) ? 'genitive' : first)];
    },
  },
];
