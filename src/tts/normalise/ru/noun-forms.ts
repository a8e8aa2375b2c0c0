import { type Agreement, CASES, type Case, type Gender } from '#root/tts/normalise/ru/grammar.js';
import { NOUNS, type NounGroup, UNCHANGED } from '#root/tts/normalise/ru/noun-list.js';

/** What a form of a noun can be. */
export interface NounForm {
  gender: Gender;
  /** In the singular, in the order of the cases. */
  singular: readonly Agreement[];
  /** Cases of the plural. */
  plural: readonly Case[];
}

const GENDERS: Readonly<Record<NounGroup, Gender>> = {
  man: 'masculine',
  thing: 'masculine',
  woman: 'feminine',
  feminine: 'feminine',
  creature: 'neuter',
  neuter: 'neuter',
};
const LIVING: readonly NounGroup[] = ['man', 'woman', 'creature'];

interface Found extends NounForm {
  singular: Agreement[];
  plural: Case[];
}

// Made for one first letter at a time, because making all forms takes a while.
const byLetter = new Map<string, Map<string, Found>>();

/** Returns what a folded word can be if it is a form of a noun in the list. */
export function nounForm(word: string): NounForm | undefined {
  const letter = word.charAt(0);
  const known = byLetter.get(letter) ?? allForms(letter);
  byLetter.set(letter, known);
  return known.get(word);
}

/** Returns the forms of all nouns that have a form with this first letter. */
function allForms(letter: string): Map<string, Found> {
  const forms = new Map<string, Found>();
  const groups = Object.keys(GENDERS) as NounGroup[];
  const nounsOf = (lines: readonly string[]) => lines.flatMap((line) => line.split(' ')).filter(isOf(letter));
  for (const group of groups) {
    const gender = GENDERS[group];
    const isAnimate = gender === 'masculine' && LIVING.includes(group);
    const add = (word: string) => {
      const found = forms.get(word) ?? { gender, singular: [], plural: [] };
      forms.set(word, found);
      return found;
    };
    const agreement = (inCase: Case): Agreement =>
      isAnimate && inCase === 'accusative' ? { case: inCase, gender, animate: true } : { case: inCase, gender };
    for (const noun of nounsOf(NOUNS[group])) {
      const { one, several } = formsOf(noun, gender, LIVING.includes(group));
      CASES.forEach((inCase, index) => {
        add(one[index] ?? '').singular.push(agreement(inCase));
        for (const form of several[index]?.split(',') ?? []) add(form).plural.push(inCase);
      });
    }
    for (const word of nounsOf(UNCHANGED[group])) {
      add(word).singular.push(...CASES.map(agreement));
      add(word).plural.push(...CASES);
    }
  }
  return forms;
}

/** "Человек" has "люди". */
function isOf(letter: string): (noun: string) => boolean {
  return (noun) => noun.startsWith(letter) || noun.includes(`:${letter}`) || noun.includes(`/${letter}`);
}

/** Returns the singular of a noun in the order of the cases. A stem after a colon is that of the other cases. */
export function singularForms(noun: string, gender: Gender): readonly string[] {
  return formsOf(noun, gender, false).one;
}

interface Forms {
  one: readonly string[];
  /** Several forms of one case are separated by commas. */
  several: readonly string[];
}

function formsOf(noun: string, gender: Gender, isLiving: boolean): Forms {
  const [lemma = '', shortStem = '', given = ''] = noun.split(':');
  const young = shortStem === '' && isLiving ? /^(.+)([ео])нок$/.exec(lemma) : null;
  const stem = shortStem || (young === null ? lemma.replace(/[аяоейь]$/, '') : `${young[1]}${young[2]}нк`);
  const one = singularOf(lemma, stem, gender, isLiving);
  const [nominative = '', genitive = ''] = given.split('/');
  const own = young === null ? nominative : `${young[1]}${young[2] === 'о' ? 'ата' : 'ята'}`;
  const many = own || nominativePlural(lemma, stem);
  const ofMany = genitive || (young === null ? genitivePlural(lemma, stem) : own.slice(0, -1));
  const base = many.slice(0, -1);
  const isSoft = (many.endsWith('и') && !/[кгхжчшщ]и$/.test(many)) || many.endsWith('я');
  const vowel = isSoft ? 'я' : 'а';
  // "Детьми", "людьми".
  const means = /^(?:дет|люд)$/.test(base) ? 'ь' : vowel;
  return {
    one,
    several: [many, ofMany, `${base}${vowel}м`, isLiving ? ofMany : many, `${base}${means}ми`, `${base}${vowel}х`],
  };
}

// The stress of these is never on the ending: "пальцем", but "отцом".
const UNSTRESSED =
  /^(?:месяц|пальц|танц|перц|зайц|владельц|любимц|питомц|товарищ|муж|матч|ландыш|абзац|братц|завуч|колледж|крестоносц|марафонц|обруч|овощ|первенц|пляж|принц|пришельц|саженц|сэндвич|финиш|червонц)$/;
const isHushing = (stem: string) => /[жчшщц]$/.test(stem);
const isUnstressed = (stem: string, lemma: string) => /е$/.test(lemma) || UNSTRESSED.test(stem);

function singularOf(lemma: string, stem: string, gender: Gender, isLiving: boolean): string[] {
  const last = lemma.slice(-1);
  if (last === 'ь' && gender === 'feminine') return [lemma, `${stem}и`, `${stem}и`, lemma, `${lemma}ю`, `${stem}и`];
  if (last === 'а')
    return [
      lemma,
      `${stem}${/[кгхжчшщ]$/.test(stem) ? 'и' : 'ы'}`,
      `${stem}е`,
      `${stem}у`,
      `${stem}${isHushing(stem) ? 'ей' : 'ой'}`,
      `${stem}е`,
    ];
  if (last === 'я') {
    const oblique = stem.endsWith('и') ? 'и' : 'е';
    return [lemma, `${stem}и`, `${stem}${oblique}`, `${stem}ю`, `${stem}ей`, `${stem}${oblique}`];
  }
  const isSoft = /[ьйе]$/.test(lemma) && !isHushing(stem);
  const genitive = `${stem}${isSoft ? 'я' : 'а'}`;
  const accusative = gender === 'neuter' || !isLiving ? lemma : genitive;
  const within = `${stem}${stem.endsWith('и') ? 'и' : 'е'}`;
  const means = `${stem}${lemma.endsWith('о') || !(isSoft || isUnstressed(stem, lemma)) ? 'ом' : 'ем'}`;
  return [lemma, genitive, `${stem}${isSoft ? 'ю' : 'у'}`, accusative, means, within];
}

function nominativePlural(lemma: string, stem: string): string {
  if (lemma.endsWith('о')) return `${stem}а`;
  if (lemma.endsWith('е')) return `${stem}${isHushing(stem) ? 'а' : 'я'}`;
  return `${stem}${/[яйь]$/.test(lemma) || /[кгхжчшщ]$/.test(stem) ? 'и' : 'ы'}`;
}

function genitivePlural(lemma: string, stem: string): string {
  if (/[ио]е$|ия$/.test(lemma)) return `${stem}й`;
  if (/ь$/.test(lemma)) return `${stem}ей`;
  if (/й$/.test(lemma)) return `${stem}ев`;
  if (/[еоу]я$/.test(lemma)) return `${stem}й`;
  if (/я$/.test(lemma)) return `${stem}ь`;
  if (/[аое]$/.test(lemma)) return withVowel(stem);
  if (/ц$/.test(stem)) return `${stem}${UNSTRESSED.test(stem) ? 'ев' : 'ов'}`;
  return `${stem}${/[жчшщ]$/.test(stem) ? 'ей' : 'ов'}`;
}

/** "Открытка" has "открыток", "чашка" has "чашек", "чайка" has "чаек". */
function withVowel(stem: string): string {
  return stem
    .replace(/[йь]к$/, 'ек')
    .replace(/([жчшц])к$/, '$1ек')
    .replace(/([бвгдзклмнпрстфх])к$/, '$1ок');
}
