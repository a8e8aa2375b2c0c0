import { getFirstnameGender, getLastnameGender, inclineLastname, inclineMiddlename } from 'lvovich';
import { declinePerson, isFeminineSoft, type ObliqueCase } from '#root/greeting/declension.js';
import { russianNames } from '#root/greeting/russian-names.js';

type Gender = 'male' | 'female';

/** A name of one person, its words in the order in which they are written. */
interface Part {
  word: string;
  kind: 'title' | 'first' | 'patronymic' | 'surname';
}

// Without the letters of Ukrainian, Belarusian and other languages, whose names have other endings.
const RUSSIAN = /^[а-яё]+(?:-[а-яё]+)*$/iu;
const BETWEEN_PEOPLE = /(\s*,\s*|\s+и\s+)/u;
const MOST_WORDS = 4;
// They stand before a name, and are declined as it is.
const TITLE =
  /^(?:(?:люби|уважае)м(?:ая|ый)|(?:крёстн|мил)(?:ая|ый)|(?:родн|дорог)(?:ая|ой)|т[её]тя|дядя|бабушка|дедушка|баба|дед|мама|папа|т[её]тушка|дядюшка|внучка|внук|брат|сестра)$/iu;
const POSSESSIVE = /^(?:мо[йя]|тво[йя]|ваша?|наша?)$/iu;
const PATRONYMIC = /(?:вич|ьич|[лм]ич|ыч|[вч]на)$/iu;
const SURNAME = /(?:[оеё]в|[иы]н|[сц]к)(?:а|ий|ой|ая)?$/iu;
const WOMANS_SURNAME = /(?:(?:[оеё]в|[иы]н)а|[сц]кая)$/iu;
const HARD_OR_SOFT = /[бвгджзклмнпрстфхцчшщь]$/iu;
const CONSONANT_LAST = /[бвгджзклмнпрстфхцчшщ]$/iu;

const firstNames = new Set(russianNames.map(fold));

/**
 * Returns a Russian name in another case: "Анна" is "Анне" in the dative, "Пётр Ильич Чайковский" is "Петру Ильичу
 * Чайковскому", "Мама и папа" is "Маме и папе". Words that are not Russian, and whatever is no name of one to three words,
 * stay as they are.
 */
export function declineName(name: string, inCase: ObliqueCase): string {
  return name
    .split(BETWEEN_PEOPLE)
    .map((part) => (BETWEEN_PEOPLE.test(part) ? part : declineOne(part, inCase)))
    .join('');
}

/** Returns whether a word in the nominative is shaped like a patronymic: "Петровна", "Иваныч". */
export function isPatronymic(word: string): boolean {
  return PATRONYMIC.test(word);
}

function declineOne(name: string, inCase: ObliqueCase): string {
  const words = name.split(/\s+/u);
  if (words.length > MOST_WORDS || !words.every((word) => RUSSIAN.test(word))) return name;
  if (words.length > 1 && !looksLikeName(words)) return name;
  const parts = partsOf(words);
  const gender = genderOf(parts);
  return parts.map((part) => asWritten(declinePart(part, gender, inCase), part.word)).join(' ');
}

/** "Наша Маша" and "коллектив школы" are none. "анна петрова" is one. */
function looksLikeName(words: readonly string[]): boolean {
  const isSmall = words.every((word) => word === word.toLowerCase());
  if (words.some((word) => POSSESSIVE.test(word))) return false;
  if (isSmall && words.some((word) => firstNames.has(fold(word)))) return true;
  return words.every((word) => word !== word.toLowerCase() || TITLE.test(word));
}

/** Returns what each word is. A surname may stand before or after the other names. */
function partsOf(words: readonly string[]): Part[] {
  const [title = '', ...others] = words;
  if (others.length > 0 && TITLE.test(title)) return [{ word: title, kind: 'title' }, ...partsOf(others)];
  const patronymic = words.findIndex((word, at) => at > 0 && isPatronymic(word));
  const first = patronymic > 0 ? patronymic - 1 : firstNameIn(words);
  return words.map((word, at) => ({
    word,
    kind: at === first ? 'first' : at === patronymic ? 'patronymic' : 'surname',
  }));
}

/** Returns the place of the first name: a known one, else one that is not shaped as a surname. */
function firstNameIn(words: readonly string[]): number {
  const known = words.findIndex((word) => firstNames.has(fold(word)));
  return known === -1
    ? Math.max(
        words.findIndex((word) => !SURNAME.test(word)),
        0,
      )
    : known;
}

/** A patronymic shows it best, then a woman's surname, then a first name that only one of them has. */
function genderOf(parts: readonly Part[]): Gender | undefined {
  const wordOf = (kind: Part['kind']) => parts.find((part) => part.kind === kind)?.word ?? '';
  const [first, patronymic, surname] = [wordOf('first'), wordOf('patronymic'), wordOf('surname')];
  // Such a first name has the same forms for women and men.
  if (parts.length === 1 && !HARD_OR_SOFT.test(first)) return undefined;
  if (patronymic !== '') return /а$/iu.test(patronymic) ? 'female' : 'male';
  if (WOMANS_SURNAME.test(surname)) return 'female';
  return certain(getFirstnameGender(capitalised(first))) ?? certain(getLastnameGender(capitalised(surname)));
}

function certain(gender: string | null): Gender | undefined {
  return gender === 'male' || gender === 'female' ? gender : undefined;
}

function declinePart({ word, kind }: Part, gender: Gender | undefined, inCase: ObliqueCase): string {
  const name = capitalised(word);
  if (kind === 'title') return declinePerson(name)[inCase];
  // lvovich does not know "Иваныч", which is declined as other words are.
  if (kind === 'patronymic' && !/ыч$/u.test(name)) return inclineMiddlename(name, inCase, gender);
  // Whether "Саша Мельник" is a woman, whose surname has one form, nobody can tell.
  if (kind === 'surname') return gender === undefined ? name : inclineLastname(name, inCase, gender);
  const decline = (each: string) => (hasOneForm(each, gender) ? each : declinePerson(each)[inCase]);
  return name.split('-').map(decline).join('-');
}

/** A woman's name that ends in a consonant or a soft sign has one form: "Кармен", "Николь". "Любовь" is an exception. */
function hasOneForm(name: string, gender: Gender | undefined): boolean {
  if (name.endsWith('ь')) return gender !== 'male' && !isFeminineSoft(name) && !firstNames.has(fold(name));
  return gender === 'female' && CONSONANT_LAST.test(name);
}

/** Returns the form in capital or small letters if the word is. */
function asWritten(form: string, word: string): string {
  if (word.length > 1 && word === word.toUpperCase()) return form.toUpperCase();
  return word === word.toLowerCase() ? form.toLowerCase() : form;
}

function capitalised(word: string): string {
  return word.toLowerCase().replace(/(?<![а-яё])[а-яё]/gu, (letter) => letter.toUpperCase());
}

function fold(word: string): string {
  return word.toLowerCase().replaceAll('ё', 'е');
}
