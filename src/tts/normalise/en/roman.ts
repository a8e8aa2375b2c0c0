import { capitalised } from '#root/tts/normalise/capital.js';
import { cardinal, ordinal, year } from '#root/tts/normalise/en/cardinal.js';
import { after, before, wordRule } from '#root/tts/normalise/en/pattern.js';
import { romanValue } from '#root/tts/normalise/roman-value.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const NUMERAL = '(?=[IVXLC])C{0,2}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})';
const MONARCH =
  'Louis|Henry|Elizabeth|Charles|George|Edward|William|James|Richard|Mary|Nicholas|Alexander|Peter|Paul|Ivan|Catherine|Philip|Francis|Frederick|Leo|Pius|John|Benedict|Gregory|Innocent|Clement|Urban|Boniface|Napoleon|Wilhelm|Ramesses|Ramses|Darius|Xerxes|Ptolemy|Cleopatra|Umberto|Juan Carlos|Felipe|Harald|Carl|Gustav|Gustaf|Christian|Margrethe|Albert|Leopold|Baldwin|Robert|David|Malcolm|Constantine|Theodosius|Otto|Rudolf|Maximilian|Joseph|Ferdinand|Alfonso|Isabella|Sigismund|Stephen|Rama';
const THING =
  'War|Wars|Chapter|Part|Book|Volume|Act|Scene|Phase|Stage|Level|Type|Grade|Class|Season|Episode|Article|Section|Bowl|Fantasy|Mark|Title|Apollo|Appendix|Figure|Table|Unit|Lesson|Round|Group|Zone|Division|Step|Game|Psalm|Corps|Number|Rocky|Rambo|Godfather|Terminator|Olympiad|Category|Schedule|Vatican|Camp|Covid|Auto|Warcraft|Kombat|Civilization|Vol\\.|Ch\\.|Pt\\.|Ep\\.|Div\\.|Mvt\\.|Movement';
// Capital letters that are usually no number.
const OTHER = /^(?:I|C|L|CC|LI|X|V|CI|XL|CV|LV|CL|LX|XX|XXX)$/;

const TITLED = /\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar) \p{Lu}\p{Ll}+ $/u;

/** Roman numerals: "Louis XIV", "World War II", "XXI century". The English word "I" is none. */
export const roman: readonly Rule[] = [
  // A year: "MMXXVI".
  wordRule(`M{1,2}(?:CM|DC{0,3})?${NUMERAL}`, ([numeral]) =>
    numeral.length > 3 ? year(romanValue(numeral)) : undefined,
  ),
  wordRule(`(${NUMERAL})(?:st|nd|rd|th)`, ([, numeral = '']) => ordinal(romanValue(numeral))),
  wordRule(
    `(${NUMERAL})(?=(?:st|nd|rd|th)? (?:century|centuries|Century|Olympic|anniversary|Anniversary|birthday|Birthday|reunion|edition))`,
    ([, numeral = '']) => (numeral === 'I' ? undefined : ordinal(romanValue(numeral))),
  ),
  wordRule(
    `(?<=(?:${MONARCH}|${MONARCH.toUpperCase()}|(?:King|Queen|Pope|Emperor|Empress|Tsar|Prince|Princess) \\p{Lu}\\p{Ll}+) )(?:the )?(${NUMERAL})`,
    (match) => {
      const [, numeral = ''] = match;
      const ends = /^(?:'s|[.,;:!?)"]|\s{0,3}$| (?:of|was|is|and|ruled|died|became|had|in)(?!\p{L}))/u.test(
        after(match),
      );
      // An initial: "Louis C. Tiffany".
      if (/^[CL]$/.test(numeral)) return undefined;
      if (/^[IX]$/.test(numeral) && !(ends && isKing(match)) && !TITLED.test(before(match))) return undefined;
      if (numeral === 'V' && !ends) return undefined;
      return `the ${capitalised(ordinal(romanValue(numeral)))}`;
    },
  ),
  wordRule('WW ?(II|I|2|1)', ([, which = '']) => `World War ${/^(?:II|2)$/.test(which) ? 'Two' : 'One'}`),
  wordRule(
    '(?<=(?:Wars|Parts|Books|Chapters|Volumes) )(I{1,3})( and | & |-|–)(I{2,3}|IV|V)',
    ([, first = '', link = '', last = '']) =>
      [first, link, last].map((one) => (/^[IV]/.test(one) ? capitalised(cardinal(romanValue(one))) : one)).join(''),
  ),
  wordRule(`(?<=(?:${THING}|${THING.toLowerCase()}) )(${NUMERAL})`, (match) => {
    const [, numeral = ''] = match;
    // Letters: "section CC", "type C".
    if (/^(?:[CL]|CC)$/.test(numeral)) return undefined;
    if (
      numeral === 'I' &&
      !/^ (?:and|or) [IVX]/.test(after(match)) &&
      !/World War $/.test(before(match)) &&
      /^ (?:\p{Ll}|'m)/u.test(after(match))
    )
      return undefined;
    return capitalised(cardinal(romanValue(numeral)));
  }),
  // "Elizabeth I or II", "Part I and II".
  wordRule(
    '(?<=(\\p{Lu}\\p{Ll}+) (?:[IVX]+|the \\p{Lu}\\p{Ll}+|\\p{Lu}\\p{Ll}+) (?:or|and|&) )([IVX]{2,4})',
    ([, name = '', numeral = '']) => {
      const value = romanValue(numeral);
      return new RegExp(`^(?:${THING}|War)$`).test(name)
        ? capitalised(cardinal(value))
        : `the ${capitalised(ordinal(value))}`;
    },
  ),
  // Small letters: "Scene iii", "p. xiv".
  wordRule(
    '(?<=(?<!\\p{L})(?:[Ss]c(?:ene|\\.)|[Cc]h(?:apter|\\.)|[Vv]ol(?:ume|\\.)|[Pp]art|[Aa]ct|[Pp]age|[Pp]p?\\.) )(?:x{0,2}(?:ix|iv|vi{1,3}|i{2,3})|x{1,3}|[iv](?=[.,;:!?)]))',
    ([numeral]) => cardinal(romanValue(numeral.toUpperCase())),
  ),
  // A person with two names and a numeral, then anything else with a capital letter.
  wordRule(`(?<=\\p{Lu}[\\p{Ll}.]+ \\p{Lu}\\p{Ll}+,? )(${NUMERAL})`, (match) => {
    const [, numeral = ''] = match;
    const ends = /^(?:'s|[.,;:!?)"]|\s{0,3}$)/.test(after(match));
    if (OTHER.test(numeral) && !(numeral === 'V' && ends)) return undefined;
    return `the ${capitalised(ordinal(romanValue(numeral)))}`;
  }),
  wordRule(`(?<=\\p{Lu}(?:\\p{Ll}+|\\p{Lu}+) )(${NUMERAL})`, ([, numeral = '']) =>
    OTHER.test(numeral) ? undefined : capitalised(cardinal(romanValue(numeral))),
  ),
];

/** One letter after a name is a number only if the rest of the sentence does not begin with "I". */
function isKing(match: RegExpExecArray): boolean {
  return match[1] === 'I' || !/Malcolm $/.test(before(match));
}
