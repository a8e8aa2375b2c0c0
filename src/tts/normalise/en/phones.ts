import { cardinal, digitByDigit } from '#root/tts/normalise/en/cardinal.js';
import { after, before, isCounting, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** Phone numbers, digit by digit, with a short pause between groups. */
export const phones: readonly Rule[] = [
  // "Zoom ID 845 2210 9034", "passcode 48213".
  {
    pattern:
      /(?<=(?:\bID|\b[Cc]ode|PIN|[Pp]asscode|[Pp]assword|[Aa]ccount|[Aa]cct\.)(?: is)?:? ?#? ?)\d{3,10}(?: \d{3,4}){0,4}(?![\d\p{L}]|[.,:/]\d)/gu,
    say: ([all]) => (all.length < 5 ? undefined : all.split(' ').map(digitByDigit).join(', ')),
  },
  {
    pattern: /(?<![\p{L}\d+.,-])(?:(\+?1)[ .-]?)?(?:\((\d{3})\)[ -]?|(\d{3})[ .-])(\d{3})[ .-](\d{4})(?![\d]|[.-]\d)/gu,
    say: ([, country, inBrackets, area, ...line]) => spoken([country, inBrackets ?? area, ...line]),
  },
  {
    pattern: /(?<!\d)(\+1)(\d{3})(\d{3})(\d{4})(?!\d)/gu,
    say: ([, ...line]) => spoken(line),
  },
  {
    pattern: /(?<!\d)\+(\d{1,3})((?:[ .-]?\(?\d{2,5}\)?){2,5})(?!\d)/gu,
    say: ([all, country = '', rest = '']) => {
      const written = rest.match(/\d+/g) ?? [];
      if (all.replace(/\D/g, '').length < 9) return undefined;
      return spoken([`+${country}`, ...written.flatMap((group) => group.match(/\d{1,4}/g) ?? [])]);
    },
  },
  // A number without its area, if it stands alone or after a word for calling.
  {
    pattern: /(?<![\p{L}\d+.,-])(\d{3})-(\d{4})(?![\d]|-\d)/gu,
    say: ([, ...line]) => spoken(line),
  },
  // Other countries' numbers with their own groups, and the numbers of cards.
  {
    pattern:
      /(?<![\p{L}\d+.,$€£-])(?:\d{1,4}(?:-\d{2,4}){2,5}|0\d{1,4}(?: \d{3,4}){2,3}|0\d{4} \d{6}|1[38]00 \d{3} \d{3}|\d{4}(?: \d{4}){3})(?![\d]|[.-]\d)/gu,
    say: ([all]) => (all.replace(/\D/g, '').length < 9 ? undefined : spoken(all.split(/\D/))),
  },
  // "1-800-FLOWERS".
  {
    pattern: /(?<![\p{L}\d-])(?:(1)-)?(8(?:00|88|77|66|55|44|33))-(?=\p{Lu}{2})/gu,
    say: ([, ...line]) => `${spoken(line)}, `,
  },
  {
    pattern:
      /(?<=(?:[Pp]hone|[Cc]all|[Tt]el|[Tt]ext|[Mm]obile|[Cc]ell|WhatsApp)(?:\.|:| me at| at| on)? )\d{2,4}(?: \d{2,4}){2,5}(?!\d)/gu,
    say: ([all]) => (all.replace(/\D/g, '').length < 9 ? undefined : spoken(all.split(' '))),
  },
  wordRule('(\\d{10})', (match) => {
    if (
      !/(?:call|phone|tel|text|dial|cell|mobile|number|at)\S{0,4}\s{0,2}(?:is |me:? |me at |at )?$/i.test(before(match))
    )
      return undefined;
    return spoken([match[0].slice(0, 3), match[0].slice(3, 6), match[0].slice(6)]);
  }),
  // Codes: "ZIP 90210", "PIN 1234".
  wordRule(
    "(?<=(?<!\\p{L})(?:zip|post|pin|pass)?(?:zip|pin|code|postcode|password|passcode|ending in)(?: code)?(?:'s| is)?:? )(\\d{3,12})",
    ([digits]) => digitByDigit(digits),
    'i',
  ),
  // "Text YES to 55512".
  wordRule('(?<=[Tt]ext (?:\\S{1,20} ){0,2}to )(\\d{5,6})', ([digits]) => digitByDigit(digits)),
  wordRule('9-1-1', () => 'nine one one'),
  wordRule('(?<![,.-])911(?![,.]\\d)|(?<=(?:[Tt]he|[Cc]all|[Dd]ial(?:ed)?) )411', (match) => {
    if (isCounting(after(match))) return undefined;
    return /Porsche $/.test(before(match)) ? 'nine eleven' : digitByDigit(match[0]);
  }),
  { pattern: /(?<=ISBN(?:-1[03])?:? ?)\d[\d-]{8,16}/gu, say: ([all]) => spoken(all.split('-')) },
];

function spoken(groups: readonly (string | undefined)[]): string {
  return groups
    .flatMap((group) => (group === undefined ? [] : [group]))
    .map((group) => {
      if (/^[1-9]00$/.test(group)) return cardinal(group);
      return group.startsWith('+') ? `plus ${digitByDigit(group.slice(1))}` : digitByDigit(group);
    })
    .join(', ');
}
