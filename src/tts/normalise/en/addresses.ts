import { digitByDigit, inPairs, letters } from '#root/tts/normalise/en/cardinal.js';
import { after, before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const STREET =
  '(?:St|Ave|Blvd|Rd|Ln|Dr|Ct|Pl|Hwy|Pkwy|Expy|Sq|Street|Avenue|Boulevard|Road|Lane|Drive|Court|Place|Highway|Parkway|Square|Way|Terrace|Circle|Trail|Ter|Cir|Trl)';
const NAME = "(?:\\p{Lu}[\\p{L}'-]{0,30}|\\d{1,3}(?:st|nd|rd|th))";
const SIDES: Readonly<Record<string, string>> = {
  N: 'North',
  S: 'South',
  E: 'East',
  W: 'West',
  NE: 'Northeast',
  NW: 'Northwest',
  SE: 'Southeast',
  SW: 'Southwest',
};
const STATES: Readonly<Record<string, string>> = Object.fromEntries(
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,DC D C'
    .split(',')
    .map((entry) => [entry.slice(0, 2), entry.slice(3)]),
);
const OLD_STATES: Readonly<Record<string, string>> = Object.fromEntries(
  'Ala Alabama,Ariz Arizona,Ark Arkansas,Calif California,Colo Colorado,Conn Connecticut,Del Delaware,Fla Florida,Ga Georgia,Ill Illinois,Ind Indiana,Kan Kansas,Kans Kansas,Ky Kentucky,La Louisiana,Md Maryland,Mass Massachusetts,Mich Michigan,Minn Minnesota,Miss Mississippi,Mo Missouri,Mont Montana,Neb Nebraska,Nebr Nebraska,Nev Nevada,Okla Oklahoma,Ore Oregon,Pa Pennsylvania,Penn Pennsylvania,Tenn Tennessee,Tex Texas,Vt Vermont,Va Virginia,Wash Washington,Wis Wisconsin,Wyo Wyoming,Ont Ontario,Que Quebec'
    .split(',')
    .map((entry) => entry.split(' ')),
);
// Words and degrees too: "Hello, OK", "Ann Lee, MD". They are states only before a postcode.
const OTHER = /^(?:OK|HI|ME|IN|OR|OH|MA|PA|LA|DE|ID|MD|MS|AL|CO|DC|NE)$/;

const TOWN = "\\p{Lu}[\\p{L}.'-]+(?: \\p{Lu}[\\p{L}'-]+){0,2}, $";
// "15 Birch Ct., Salem, MA", "from Portland, ME".
const AFTER_STREET = new RegExp(`${STREET}\\.?,(?: (?:Apt\\.?|Unit|Suite|#)[^,]{1,10},)? ${TOWN}`, 'u');
const AFTER_PREPOSITION = new RegExp(`\\b(?:in|from|near|at|visit) ${TOWN}`, 'u');

/** Addresses and flights: "221B Baker St.", "708 N. 1st Ave.", "Springfield, IL 62704", "Flight BA 178". */
export const addresses: readonly Rule[] = [
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\d.,:/$£€#-])(\\d{1,5})([A-D])?(?: ([NS][EW]?|[EW])\\.?)?(?= ${NAME}(?: ${NAME}){0,2} ${STREET}(?![\\p{L}\\d]))`,
      'gu',
    ),
    say: ([, digits = '', letter, side]) => {
      const house = `${digits.length < 3 ? digits : inPairs(digits)}${letter === undefined ? '' : ` ${letter}`}`;
      return `${house}${side === undefined ? '' : ` ${SIDES[side]}`}`;
    },
  },
  // "I-80 W.".
  wordRule(
    '(?<=(?<!\\p{L})(?:I-|US-|[Rr]oute |[Rr]te\\. |[Hh]wy\\.? |[Hh]ighway )\\d{1,3} )([NSEW])(?:\\.(?= \\p{Ll})|(?=[ ,;!?]|$))',
    ([, side = '']) => SIDES[side],
  ),
  // A side without a number of a house: "at E 42nd St".
  wordRule(`([NS][EW]?|[EW])\\.?(?= \\d{1,3}(?:st|nd|rd|th) ${STREET}(?![\\p{L}\\d]))`, ([, side = '']) => SIDES[side]),
  wordRule(
    `(?<=\\p{Lu}[\\p{L}.'-]{1,30},? )(${Object.keys(STATES).join('|')})(?:,? (\\d{5})(?:-(\\d{4}))?)?`,
    (match) => {
      const [, state = '', code, more] = match;
      // "Portland, OR, to you".
      const isBetween =
        /, $/.test(before(match)) && /^[,.!)]/.test(after(match)) && /^(?:IN|OR|OH|PA|MA|CO|NE|AL|DE)$/.test(state);
      const isLast = /, $/.test(before(match)) && /^\s*$/.test(after(match)) && /^(?:IN|OR|CO)$/.test(state);
      const isPlace =
        AFTER_STREET.test(before(match)) ||
        (!/^(?:MA|MD|PA|OK|HI)$/.test(state) && AFTER_PREPOSITION.test(before(match)));
      if (code === undefined && OTHER.test(state) && !isBetween && !isLast && !isPlace) return undefined;
      const digits = [code, more].flatMap((group) => (group === undefined ? [] : [digitByDigit(group)]));
      return [STATES[state], digits.join(', ')].join(' ').trim();
    },
  ),
  // "Kansas City, Mo.".
  wordRule(
    `(?<=\\p{Lu}[\\p{L}.'-]{1,30}, )(${Object.keys(OLD_STATES).join('|')})\\.(?: (\\d{5}))?`,
    (match) =>
      `${OLD_STATES[match[1] ?? '']}${match[2] === undefined ? fullStop(match) : ` ${digitByDigit(match[2])}`}`,
  ),
  wordRule(
    '(?<=[Ff]light )([A-Z]{2}|[A-Z]\\d) ?(\\d{2,4})',
    ([, line = '', digits = '']) => `${letters(line)} ${inPairs(digits)}`,
  ),
];
