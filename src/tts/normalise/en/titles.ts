import { after, before, fullStop, wordRule } from '#root/tts/normalise/en/pattern.js';
import type { Rule } from '#root/tts/normalise/rules.js';

const NAME_FOLLOWS = /^[ ]?(?:\p{Lu}['.\p{Ll}]|\p{Lu}{2})/u;
// "10 Downing", "221 B Baker": a house number and the name of a street.
const HOUSE_BEFORE =
  /(?:\d\p{L}?|(?<!\p{L})(?:[a-z]+-)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thousand|hundred|[a-z]{3,6}ty|[a-z]{3,5}teen)(?: [A-D])?),? (?:(?:[NSEW]|North|South|East|West)\.? )?(?:[\p{Lu}\d][\p{L}\d'-]* ){1,3}$/u;
const WORD_BEFORE = /\p{Lu}[\p{Ll}']+ $/u;
// "42nd" in words.
const ORDINAL_BEFORE = /(?:first|second|third|th) $/u;

// Titles that stand before a name.
const TITLES: Readonly<Record<string, string>> = {
  Prof: 'Professor',
  Rev: 'Reverend',
  Gen: 'General',
  Col: 'Colonel',
  Capt: 'Captain',
  Lt: 'Lieutenant',
  Sgt: 'Sergeant',
  Pvt: 'Private',
  Cpl: 'Corporal',
  Maj: 'Major',
  Adm: 'Admiral',
  Cmdr: 'Commander',
  Gov: 'Governor',
  Sen: 'Senator',
  Hon: 'Honorable',
  Pres: 'President',
  Rep: 'Representative',
  Amb: 'Ambassador',
  Atty: 'Attorney',
  Asst: 'Assistant',
  Assoc: 'Associate',
  Mgr: 'Manager',
  Dir: 'Director',
  SSgt: 'Staff Sergeant',
  TSgt: 'Tech Sergeant',
  MSgt: 'Master Sergeant',
  GySgt: 'Gunnery Sergeant',
  LCpl: 'Lance Corporal',
  LtCol: 'Lieutenant Colonel',
  Ens: 'Ensign',
  Supt: 'Superintendent',
  Msgr: 'Monsignor',
  Det: 'Detective',
  Insp: 'Inspector',
  Ofc: 'Officer',
  Spc: 'Specialist',
  Brig: 'Brigadier',
  Mme: 'Madame',
  Mlle: 'Mademoiselle',
  Bro: 'Brother',
  Wm: 'William',
  Chas: 'Charles',
  Geo: 'George',
  Thos: 'Thomas',
  Jas: 'James',
  Ste: 'Saint',
  Pt: 'Point',
  Mt: 'Mount',
  Ft: 'Fort',
  Fr: 'Father',
};
// Titles that are no other word, so that no name must follow: "1st Lt., U.S. Army".
const UNAMBIGUOUS = [
  'Prof',
  'Capt',
  'Lt',
  'Sgt',
  'Pvt',
  'Cpl',
  'Cmdr',
  'Gov',
  'Asst',
  'Assoc',
  'Mgr',
  'Supt',
  'SSgt',
  'TSgt',
  'MSgt',
  'GySgt',
  'LCpl',
  'LtCol',
];
const RANKS: Readonly<Record<string, string>> = {
  SGT: 'Sergeant',
  CPT: 'Captain',
  CAPT: 'Captain',
  LT: 'Lieutenant',
  COL: 'Colonel',
  MAJ: 'Major',
  GEN: 'General',
  PVT: 'Private',
  CPL: 'Corporal',
  PFC: 'Private First Class',
  SFC: 'Sergeant First Class',
  SSG: 'Staff Sergeant',
  MSG: 'Master Sergeant',
  CSM: 'Command Sergeant Major',
  LTC: 'Lieutenant Colonel',
  '1SG': 'First Sergeant',
  '1LT': 'First Lieutenant',
  '2LT': 'Second Lieutenant',
};
const NUNS =
  'Agatha Agnes Alice Angela Ann Anna Anne Annunciata Antonia Barbara Beatrice Benedicta Bernadette Bernadine Brigid Carmel Carmen Carol Catherine Cecilia Christina Christine Clara Clare Claire Colette Consolata Cornelia Cristina Diane Dolores Donna Dorothy Eileen Elaine Elizabeth Ellen Emmanuel Eugenia Faustina Felicia Florence Frances Francesca Gabriela Genevieve Geraldine Gertrude Grace Helen Helena Ignatia Immaculata Imelda Ines Irene Jacinta Jane Janet Jean Joan Joanna Josepha Josephine Joyce Judith Julia Juliana Karen Kateri Kathleen Kathryn Katherine Laura Linda Louise Lucia Lucy Madeleine Magdalene Marcia Margaret Maria Marian Marie Martha Mary Maureen Mercedes Miriam Monica Nancy Nora Norma Pamela Patricia Paula Paulina Perpetua Philomena Prudence Rachel Regina Rita Rosa Rosalie Rose Rosemary Ruth Sandra Sarah Scholastica Seraphina Sharon Sheila Simone Sophia Stella Susan Sylvia Teresa Theresa Therese Ursula Veronica Victoria Virginia Wendy Winifred';
const STREETS: Readonly<Record<string, string>> = {
  Ave: 'Avenue',
  Blvd: 'Boulevard',
  Rd: 'Road',
  Ln: 'Lane',
  Hwy: 'Highway',
  Pkwy: 'Parkway',
  Expy: 'Expressway',
  Sq: 'Square',
  Pl: 'Place',
  Ct: 'Court',
  Ter: 'Terrace',
  Cir: 'Circle',
  Hts: 'Heights',
  Fwy: 'Freeway',
  Tpke: 'Turnpike',
  Trl: 'Trail',
  Gdns: 'Gardens',
};

/** Titles of people and kinds of streets: "Mr.", "Dr.", "St.", "Ave.". */
export const titles: readonly Rule[] = [
  // Degrees.
  wordRule('([BM])\\.? ?Sc\\.?', (match) => `${match[1]} S C${fullStop(match)}`),
  wordRule('M\\. ?Ed\\.', (match) => `M Ed${fullStop(match)}`),
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
  wordRule('Sts?\\.(?= \\p{Lu})', () => 'Saint'),
  wordRule(
    `(${Object.keys(TITLES).join('|')})\\.(?= ?\\p{Lu}[\\p{L}.']| (?:&|and) (?:Mrs?|Ms|Dr|Missus|Mister|Miz|Doctor)(?!\\p{L}))`,
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
