import { after, before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import { FIRST_NAMES, NUNS, RANKS, STREETS, TITLES, UNAMBIGUOUS } from '#root/tts/normalise/en/title-words.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const NAME_FOLLOWS = /^[ ]?(?:\p{Lu}['.\p{Ll}]|\p{Lu}{2})/u;
// "10 Downing", "221 B Baker": a house number and the name of a street.
const HOUSE_BEFORE =
  /(?:\d\p{L}?|(?<!\p{L})(?:[a-z]+-)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thousand|hundred|[a-z]{3,6}ty|[a-z]{3,5}teen)(?: [A-D])?),? (?:(?:[NSEW]|North|South|East|West)\.? )?(?:[\p{Lu}\d][\p{L}\d'-]* ){1,3}$/u;
const WORD_BEFORE = /\p{Lu}[\p{Ll}']+ $/u;
// "42nd" in words.
const ORDINAL_BEFORE = /(?:first|second|third|th) $/u;

const COURTS: Readonly<Record<string, string>> = { Dist: 'District', Cir: 'Circuit', Sup: 'Supreme' };

/** Titles of people and kinds of streets: "Mr.", "Dr.", "St.", "Ave.". */
export const titles: readonly Rule[] = [
  // Degrees.
  wordRule('([BM])\\.? ?Sc\\.?', (match) => `${match[1]} S C${fullStop(match)}`),
  wordRule('([BM])\\. ?(Ed|Div|Phil)\\.|(Ed|Psy|Pharm)\\. ?D\\.', (match) => {
    const [, grade = '', subject = '', doctor] = match;
    return `${doctor === undefined ? `${grade} ${subject}` : `${doctor} D`}${fullStop(match)}`;
  }),
  wordRule('(?:Mr|MR)(?:\\.|(?= (?:\\p{L}|&)))', (match) => `Mister${closing(match)}`),
  wordRule('(?:Mrs|MRS)(?:\\.|(?= (?:\\p{L}|&)))', (match) => `Missus${closing(match)}`),
  wordRule('Ms(?:\\.|(?= \\p{L}))', (match) => `Miz${closing(match)}`),
  // "Gen. Z".
  wordRule('Gen\\.(?= [X-Z](?![\\p{L}.]))', () => 'Gen'),
  wordRule('Messrs\\.?', () => 'Messieurs'),
  wordRule('Dr(?:\\.|(?= \\p{L}|$))', (match) => {
    const isStreet =
      HOUSE_BEFORE.test(before(match)) || (WORD_BEFORE.test(before(match)) && !NAME_FOLLOWS.test(after(match)));
    return isStreet &&
      !/^ (?:&|and) (?:Mr|Mrs|Ms|Dr|Prof|Mister|Missus)/.test(after(match)) &&
      !/\b(?:Dear|To|From|Mister|Hi|Hello|Thanks|Hey|Happy|Birthday) $/.test(before(match))
      ? `Drive${fullStop(match)}`
      : `Doctor${closing(match)}`;
  }),
  wordRule(`(${Object.keys(RANKS).join('|')})\\.?(?= \\p{Lu}\\p{Ll})`, ([, rank = '']) => RANKS[rank]),
  wordRule('(?<=(?:Lieutenant|Lt\\.?) )Col\\.', () => 'Colonel'),
  wordRule('Drs\\.?(?= \\p{Lu})', () => 'Doctors'),
  wordRule(
    '(?<=(?<!\\p{L})(?:Penn|Ohio|Iowa|Kansas|Michigan|Florida|Arizona|Oregon|Oklahoma|Mississippi|Colorado|Utah|Washington|Boise|Fresno|Kent|Ball|Diego|Carolina) )St\\.(?= (?:Univ|Univ\\.|University|beat|won|game|fans?|grads?|football|basketball|alumn\\p{Ll}+)(?!\\p{L}))',
    () => 'State',
  ),
  wordRule('St(?:\\.|(?= \\p{L}|,|$))', (match) => {
    const isStreet = HOUSE_BEFORE.test(before(match)) || !NAME_FOLLOWS.test(after(match));
    return isStreet && (WORD_BEFORE.test(before(match)) || ORDINAL_BEFORE.test(before(match)))
      ? `Street${fullStop(match)}`
      : NAME_FOLLOWS.test(after(match)) || match[0].endsWith('.')
        ? 'Saint'
        : undefined;
  }),
  // "2nd & Main Sts.".
  wordRule('(?<=\\p{Lu}\\p{Ll}+ )Sts\\.(?=[,;)!?]|\\s?$| \\p{Ll})', (match) => `Streets${fullStop(match)}`),
  wordRule('(Dist|Cir|Sup)\\. Ct\\.', (match) => `${COURTS[match[1] ?? '']} Court${fullStop(match)}`),
  wordRule('M/M(?= \\p{Lu}\\p{Ll})', () => 'Mister and Missus'),
  wordRule('Sts?\\.(?= \\p{Lu})', () => 'Saint'),
  wordRule('Rt\\.(?= (?:Hon|Rev|Honou?rable|Reverend)(?!\\p{L}))', () => 'Right'),
  wordRule(`(${Object.keys(FIRST_NAMES).join('|')})\\.`, (match) => `${FIRST_NAMES[match[1] ?? '']}${closing(match)}`),
  wordRule(
    `(${Object.keys(TITLES).join('|')})\\.(?= ?\\(?\\p{Lu}[\\p{L}.']| \\((?:[Rr]et\\.?|retired)\\)| (?:&|and) (?:Mrs?|Ms|Dr|Missus|Mister|Miz|Doctor)(?!\\p{L}))`,
    ([, title = '']) => TITLES[title],
  ),
  wordRule(
    `(${UNAMBIGUOUS.join('|')})(?:\\.|(?= \\p{Lu}\\p{Ll}))`,
    (match) => `${TITLES[match[1] ?? '']}${fullStop(match)}`,
  ),
  wordRule('(?:Jr|jr)(?:\\.|(?!\\p{L}))', (match) => `Junior${closing(match)}`),
  wordRule(`(${Object.keys(STREETS).join('|')})\\.?`, (match) => {
    const street = STREETS[match[1] ?? ''] ?? '';
    return /(?:\p{Lu}[\p{L}']*|(?:st|nd|rd|th)) $/u.test(before(match))
      ? `${street}${isBeforeSide(match) ? '' : fullStop(match)}`
      : undefined;
  }),
  // A nun, but "Mary Smith Sr.".
  wordRule(`Srs?\\.(?= (?:${NUNS.replaceAll(' ', '|')})(?!\\p{L}))`, (match) =>
    WORD_BEFORE.test(before(match)) &&
    !/(?<!p{L})(?:Dear|Thanks|Happy|Birthday|To|From|Hi|Hello|Love) $/.test(before(match))
      ? undefined
      : 'Sister',
  ),
  wordRule('Sr(?:\\.|(?!\\p{L}))', (match) => `Senior${closing(match)}`),
  wordRule('(?<=\\p{L}\\.?,\\s)Ret\\.', (match) => `Retired${fullStop(match)}`),
  wordRule('Esq\\.?', (match) => `Esquire${fullStop(match)}`),
];

/** Whether a side of the town follows: "Pennsylvania Ave. NW". */
function isBeforeSide(match: RegExpExecArray): boolean {
  return /^ (?:[NS][EW]|[NSEW])(?![\p{L}'])/u.test(after(match));
}

/** A title ends a sentence only at the end of the text. */
function closing(match: RegExpExecArray): string {
  return /^\s*$/.test(after(match)) ? fullStop(match) : '';
}
