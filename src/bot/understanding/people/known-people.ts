import { allCases, type Case, callOf } from '#root/bot/understanding/people/cases.js';
import { englishNames } from '#root/bot/understanding/people/english-names.js';
import { inLatin } from '#root/bot/understanding/people/latin.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { petNameOf } from '#root/bot/understanding/people/pet-names.js';
import { englishRelatives, type Relative, russianRelatives } from '#root/bot/understanding/people/relatives.js';
import { capitalised, fold } from '#root/bot/understanding/words.js';
import { declinePerson } from '#root/greeting/declension.js';
import { russianNames } from '#root/greeting/russian-names.js';

/** A name or a word for a person that is known in advance. */
export interface KnownPerson extends Omit<Relative, 'word'> {
  nominative: string;
  isName: boolean;
}

const named = (nominative: string): KnownPerson => ({ nominative, isName: true });
const related = ({ word, ...kind }: Relative): KnownPerson => ({ nominative: word, isName: false, ...kind });

const russian = [...russianNames.map(named), ...russianRelatives.map(related)];
const latin = russianNames
  .map((name) => capitalised(inLatin(name)))
  .filter((name) => !isNoName(name))
  .map(named);
const english = [...englishNames.map(named), ...englishRelatives.map(related)];

const forms = indexForms();
const firstOfSeveral = new Set(
  Object.values(forms).flatMap((index) =>
    [...index.keys()].filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]),
  ),
);

/** Returns the people whom a word or several words may mean in a case. English words have one form. */
export function findPeople(words: string, inCase: Case): readonly KnownPerson[] {
  const key = keyOf(words);
  const known = forms[inCase].get(key);
  if (known !== undefined) return known;
  const petName = /^[а-я]+$/u.test(key) ? petNameOf(key, inCase) : undefined;
  return petName === undefined ? [] : [named(capitalised(petName))];
}

/** Returns whether several words for a person may begin with a word: "best friend". */
export function beginsSeveral(word: string): boolean {
  return firstOfSeveral.has(keyOf(word));
}

/** Returns whether a word says what somebody is, and nobody is addressed by it: "best friend". */
export function isVague(word: string): boolean {
  return findPeople(word, 'nominative').some((person) => person.isVague === true);
}

function indexForms(): Record<Case, Map<string, KnownPerson[]>> {
  const index = {
    nominative: new Map(),
    genitive: new Map(),
    dative: new Map(),
    accusative: new Map(),
    instrumental: new Map(),
  };
  const add = (inCase: Case, form: string, person: KnownPerson) => {
    const others: KnownPerson[] = index[inCase].get(keyOf(form)) ?? [];
    const isNew = !others.some(({ nominative }) => nominative === person.nominative);
    if (isNew) index[inCase].set(keyOf(form), [...others, person]);
  };
  for (const person of russian) {
    const declined = declinePerson(person.nominative);
    // "Паша с днюхой бро" is no couple.
    const isFixed = !person.isName && declined.instrumental === person.nominative;
    for (const inCase of allCases) if (!(isFixed && inCase === 'instrumental')) add(inCase, declined[inCase], person);
  }
  for (const person of english) {
    for (const inCase of allCases) add(inCase, person.nominative, person);
  }
  // Last, because "Ян" is a name of its own and no short call for Яна.
  for (const person of russian) {
    const call = callOf(person.nominative);
    if (call !== undefined && !index.nominative.has(keyOf(call))) add('nominative', call, person);
  }
  for (const person of latin) {
    if (index.nominative.has(keyOf(person.nominative))) continue;
    for (const inCase of allCases) add(inCase, person.nominative, person);
  }
  return index;
}

/** Returns a name as it is looked up: "sister-in-law" is "sister in law", and "Zoë" is "zoe". */
export function keyOf(words: string): string {
  const folded = fold(words);
  if (!/[-À-ɏ]/u.test(folded)) return folded;
  return folded.replaceAll('-', ' ').replace(/[À-ɏ]/gu, (letter) => letter.normalize('NFD').replace(/\p{M}/gu, ''));
}
