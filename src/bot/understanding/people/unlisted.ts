import type { Case } from '#root/bot/understanding/people/cases.js';
import { isPatronymic } from '#root/greeting/decline-name.js';

type Oblique = Exclude<Case, 'nominative'>;
type Rule = readonly [ending: RegExp, nominative: string];

// Only endings that have one nominative. "Милене" may be Милена or Миленя, "Гули" Гуля or Гуль.
const FIRST_NAMES: Record<Oblique, readonly Rule[]> = {
  genitive: [
    [/ии$/u, 'ия'],
    [/(?<=[гкхжчшщ])и$/u, 'а'],
    [/ы$/u, 'а'],
    [/(?<=[аеиоуэюя])я$/u, 'й'],
    [/(?<=[бвгджзклмнпрстфхцчшщ])а$/u, ''],
  ],
  dative: [
    [/ии$/u, 'ия'],
    [/(?<=[гкхжчшщ])е$/u, 'а'],
    [/(?<=[аеиоуэюя])ю$/u, 'й'],
    [/(?<=[бвгджзклмнпрстфхцчшщ])у$/u, ''],
  ],
  accusative: [
    [/у$/u, 'а'],
    [/ю$/u, 'я'],
    [/(?<=[аеиоуэюя])я$/u, 'й'],
    [/(?<=[бвгджзклмнпрстфхцчшщ])а$/u, ''],
  ],
  instrumental: [
    [/ией$/u, 'ия'],
    [/ой$/u, 'а'],
    [/ом$/u, ''],
  ],
};
// After a word for a woman: "кошки Муси", "сестре Гулнаре".
const WOMENS_NAMES: Record<Oblique, readonly Rule[]> = {
  genitive: [[/(?<=[бвдзлмнпрстф])и$/u, 'я']],
  dative: [[/(?<=.{4}[бвдзлмнпрстф])е$/u, 'а']],
  accusative: [],
  instrumental: [],
};
const PATRONYMICS: Record<Oblique, readonly Rule[]> = {
  genitive: [
    [/(?<=[вь]?[иы]ч)а$/u, ''],
    [/(?<=[вч]н)ы$/u, 'а'],
  ],
  dative: [
    [/(?<=[вь]?[иы]ч)у$/u, ''],
    [/(?<=[вч]н)е$/u, 'а'],
  ],
  accusative: [
    [/(?<=[вь]?[иы]ч)а$/u, ''],
    [/(?<=[вч]н)у$/u, 'а'],
  ],
  instrumental: [
    [/(?<=[вь]?[иы]ч)ем$/u, ''],
    [/(?<=[вч]н)ой$/u, 'а'],
  ],
};
const SURNAMES: Record<Oblique, readonly Rule[]> = {
  genitive: [
    [/(?<=[оеё]в|[иы]н)ой$/u, 'а'],
    [/(?<=[сц]к)ой$/u, 'ая'],
    [/(?<=[сц]к)ого$/u, 'ий'],
    [/(?<=[оеё]в|[иы]н)а$/u, ''],
  ],
  dative: [
    [/(?<=[оеё]в|[иы]н)ой$/u, 'а'],
    [/(?<=[сц]к)ой$/u, 'ая'],
    [/(?<=[сц]к)ому$/u, 'ий'],
    [/(?<=[бвгджзклмнпрстфхцчшщ])е$/u, 'а'],
    [/(?<=[бвгджзклмнпрстфхцчшщ])ю$/u, 'ь'],
    [/(?<=[оеё]в|[иы]н)у$/u, ''],
  ],
  accusative: [
    [/(?<=[оеё]в|[иы]н)у$/u, 'а'],
    [/(?<=[сц]к)ую$/u, 'ая'],
    [/(?<=[сц]к)ого$/u, 'ий'],
    [/(?<=[оеё]в|[иы]н)а$/u, ''],
  ],
  instrumental: [
    [/(?<=[оеё]в|[иы]н)ой$/u, 'а'],
    [/(?<=[сц]к)ой$/u, 'ая'],
    [/(?<=[сц]к)им$/u, 'ий'],
    [/(?<=[оеё]в|[иы]н)ым$/u, ''],
  ],
};
const SURNAME =
  /(?:[оеё]в|[иы]н)(?:а|у|ой|ы)?$|(?:[сц]к)(?:ий|ая|ой|ого|ому|ую)$|(?:ко|[ую]к|их|ых|[аи]дзе|швили|ян|[ую]к[ау]|яну|яна)$/u;
const INDECLINABLE_SURNAME = /(?:ко|их|ых|[аи]дзе|швили|ян|[ую]к)$/u;

/** Returns the nominative of a first name that no list has, or undefined if its ending allows several. */
export function unlistedFirstName(word: string, inCase: Case, isWoman = false): string | undefined {
  // "Арсюш" is called, and named Арсюша.
  if (inCase === 'nominative' || isLatin(word)) return word.replace(/(?<=..(?:юш|[оеё]чк|[оеё]ньк))$/u, 'а');
  return apply([...FIRST_NAMES[inCase], ...(isWoman ? WOMENS_NAMES[inCase] : [])], word);
}

/** Returns the nominative of a patronymic, or undefined if the word is none in this case. */
export function patronymic(word: string, inCase: Case): string | undefined {
  if (inCase === 'nominative') return isPatronymic(word) ? word : undefined;
  return apply(PATRONYMICS[inCase], word);
}

/** Returns whether a word after a first name may be a surname: any word in Latin letters, in Russian by its ending. */
export function hasSurnameShape(word: string): boolean {
  return isLatin(word) || SURNAME.test(word.toLowerCase());
}

/** Returns the nominative of a surname, or undefined if its ending allows several. */
export function surname(word: string, inCase: Case): string | undefined {
  if (inCase === 'nominative' || isLatin(word) || INDECLINABLE_SURNAME.test(word)) return word;
  return apply([...SURNAMES[inCase], ...FIRST_NAMES[inCase]], word);
}

function apply(rules: readonly Rule[], word: string): string | undefined {
  const rule = rules.find(([ending]) => ending.test(word));
  return rule && word.replace(...rule);
}

function isLatin(word: string): boolean {
  return !/\p{Script=Cyrillic}/u.test(word);
}
