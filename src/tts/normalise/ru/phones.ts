import { cardinal } from '#root/tts/normalise/ru/cardinal.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const GAP = '[\\s\\u00A0\\u2011–-]?';
const LINE = `\\(?(\\d{3})\\)?${GAP}(\\d{3})${GAP}(\\d{2})${GAP}(\\d{2})(?!\\d)`;

/** Phone numbers, group by group. */
export const phones: readonly Rule[] = [
  { pattern: /(?<![\p{L}\p{M}.])т\.\s?(?=\+?\d[\d\s()-]{6,30})/giu, say: () => 'телефон ' },
  {
    pattern: new RegExp(`(?<![\\d+.,-])(\\+?)([78])${GAP}${LINE}`, 'gu'),
    say: ([all, plus = '', country = '', ...groups]) => {
      // Eleven digits in a row may be any number, unless they begin like a mobile phone.
      if (/^[78]\d{10}$/.test(all) && !/^[89]/.test(groups[0] ?? '')) return undefined;
      return `${plus === '' ? '' : 'плюс '}${[country, ...groups].map(group).join(', ')}`;
    },
  },
  {
    pattern: new RegExp(
      `(?<![\\d+.,-])(?:\\((\\d{3,4})\\)\\s?|(?<=тел\\.?:?\\s|телефону?:?\\s)(\\d{3})${GAP})(\\d{3})${GAP}(\\d{2})${GAP}(\\d{2})(?!\\d)`,
      'giu',
    ),
    say: ([, ...groups]) => spoken(groups),
  },
  // "8 (4822) 33-44-55".
  {
    pattern: /(?<![\d+.,-])(?:(\+?)([78])[\s-]?)?\((\d{4,5})\)[\s-]?(\d{1,3})[\s-](\d{2})[\s-](\d{2})(?!\d)/gu,
    say: ([, plus, ...groups]) => `${plus === '+' ? 'плюс ' : ''}${spoken(groups)}`,
  },
  {
    pattern: /(?<![\d+.,-])(\d{3})-(\d{2})-(\d{2})(?![-\d])|(?<![\d+.,-])(\d{2})-(\d{2})-(\d{2})(?![-\d])/gu,
    say: ([, ...groups]) => spoken(groups),
  },
  {
    pattern: /(?<=(?<!\p{L})тел(?:\.|ефон\p{Ll}{0,2}):?\s)(\d)-(\d{2})-(\d{2})(?![-\d])/giu,
    say: ([, ...groups]) => spoken(groups),
  },
  // A postcode: "индекс 101000", "630099, г. Новосибирск".
  {
    pattern:
      /(?:(?<=индекс[а-я]?:?\s)|(?<!\d)(?=\d{6},\s(?:г(?:\.|ород)\s|\p{L}+\sобл|Россия|Москва|Санкт)))(\d{3})(\d{3})(?!\d)/giu,
    say: ([, ...groups]) => groups.map((digits) => (digits === undefined ? '' : group(digits))).join(' '),
  },
  // Codes, digit by digit: "код 1590", "пин-код: 0412".
  {
    pattern:
      /(?<=(?<!\p{L})(?:(?:пин|штрих|промо)-?)?(?:код|пин|пароль|шифр)\p{Ll}{0,2}(?:\s(?:от\s)?(?:домофона|подъезда|ворот|двери|сейфа|калитки|замка|карты|доступа|ячейки|чемодана))?(?::|\s[—–-])?\s)\d{4,8}(?![\p{L}\d]|[.,:-]\d)/giu,
    say: ([digits]) => Array.from(digits, (digit) => cardinal(digit)).join(' '),
  },
  // A flat and its code: "домофон 12К3456".
  {
    pattern: /(?<=домофон\p{Ll}{0,2}:?\s)(\d{1,3})[КкKk](\d{2,6})(?!\d)/giu,
    say: ([, flat = '', code = '']) => `${cardinal(flat)} ка ${Array.from(code, (digit) => cardinal(digit)).join(' ')}`,
  },
  // "В/ч 45123".
  {
    pattern: /(?<=(?<!\p{L})(?:в\/ч|войсков\p{Ll}{2,3}\sчаст\p{Ll}{1,2})\s?(?:№\s?)?)(\d{2})(\d{3})(?!\d)/giu,
    say: ([, ...groups]) => groups.map((digits) => cardinal(digits ?? '')).join(' '),
  },
  // A flight: "рейс SU 1482".
  {
    pattern: /(?<=рейс\p{Ll}{0,3}\s(?:№\s?)?[A-Z\d]{2}[\s-]?)(\d{2})(\d{2})(?![\p{L}\d]|[.,:-]\d)/gu,
    say: ([, ...groups]) => groups.map((digits) => cardinal(digits ?? '')).join(' '),
  },
  // Phones of other countries, as they are written.
  {
    pattern: /\+(\d{1,3})((?:[\s-]?\(?\d{2,4}\)?){2,5})(?!\d)/gu,
    say: ([all, country = '', rest = '']) => {
      if (all.replace(/\D/g, '').length < 9) return undefined;
      const written = rest.match(/\d+/g) ?? [];
      const groups = written.length > 1 ? written : (rest.match(/\d{2,3}(?!\d$)/g) ?? []);
      return `плюс ${[country, ...groups].map(group).join(', ')}`;
    },
  },
];

const spoken = (groups: readonly (string | undefined)[]) =>
  groups.flatMap((digits) => (digits === undefined ? [] : [group(digits)])).join(', ');

function group(digits: string): string {
  return digits.length > 3 ? (digits.match(/\d{1,2}/g) ?? []).map((two) => cardinal(two)).join(' ') : cardinal(digits);
}
