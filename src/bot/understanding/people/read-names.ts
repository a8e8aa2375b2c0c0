import { beginsSeveral, findPeople, type KnownPerson, keyOf } from '#root/bot/understanding/people/known-people.js';
import { isAlsoNoun } from '#root/bot/understanding/people/name-or-noun.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { isShouted, readSurname } from '#root/bot/understanding/people/read-surname.js';
import { readUnlisted } from '#root/bot/understanding/people/read-unlisted.js';
import { type Place, type Reading, speaksFrom } from '#root/bot/understanding/people/reading.js';
import { patronymic } from '#root/bot/understanding/people/unlisted.js';
import { capitalised, fold } from '#root/bot/understanding/words.js';

interface Relation extends Reading {
  isTitle: boolean;
  isVague: boolean;
}

const MOST_WORDS = 4;
// Than Лёня, Вита and Дана, which have the same dative.
const LIKELIER = new Set(['Лена', 'Витя', 'Даня']);

/** Reads a word for a person: "бабушке", "best friend". */
export function readRelative({ words, inCase }: Place, start: number): Relation | undefined {
  const most = beginsSeveral(words[start]?.text ?? '') ? MOST_WORDS : 1;
  for (let count = most; count > 0; count--) {
    const written = words.slice(start, start + count).map(({ text }) => text);
    const found = written.length < count ? [] : findPeople(written.join(' '), inCase);
    const person = found.find(({ isName }) => !isName);
    const isWritten = written[0] !== undefined && (/^\p{Ll}/u.test(written[0]) || found.every(({ isName }) => !isName));
    if (person !== undefined && isWritten) return relationOf(person, written.join(' '), start + count);
  }
  return undefined;
}

function relationOf(
  { nominative, isTitle = false, isVague = false }: KnownPerson,
  written: string,
  next: number,
): Relation {
  const isAsWritten = fold(written) === fold(nominative) && !isShouted(written);
  return { parts: [isAsWritten ? written : nominative], isCertain: true, isTitle, isVague, next };
}

/** Reads a first name of the lists, and a patronymic, a second name or a surname after it. */
export function readNames(place: Place, start: number): Reading | undefined {
  const first = readListed(place, start);
  if (first === undefined) {
    return readSurnameFirst(place, start) ?? readBeforePatronymic(place, start) ?? readPatronymic(place, start);
  }
  const row = readRowWithoutCommas(place, first);
  if (row !== undefined) return row;
  const { parts, next } = first;
  const more = parts.length < MOST_WORDS ? (readSecond(place, next) ?? undefined) : undefined;
  if (more === undefined) return first;
  const last = readSurname(place, more.next);
  const all = [first, more, ...(last === undefined ? [] : [last])];
  return {
    parts: all.flatMap((each) => each.parts),
    isCertain: all.every(({ isCertain }) => isCertain) || isPatronymic(place, next),
    next: all.at(-1)?.next ?? next,
  };
}

/** "Таня Света и Люба": the first two of them. In Russian nobody has two first names. */
function readRowWithoutCommas(place: Place, first: Reading): Reading | undefined {
  const second = /^\p{Script=Cyrillic}/u.test(first.parts.join()) ? readListed(place, first.next) : undefined;
  if (second === undefined || !/^и$/iu.test(place.words[second.next]?.text ?? '')) return undefined;
  if (readListed(place, second.next + 1) === undefined) return undefined;
  const parts = [`${first.parts.join(' ')},`, ...second.parts];
  return { parts, isCertain: first.isCertain && second.isCertain, next: second.next };
}

/** "Надежде" before "юрьевне" is a name. */
function isPatronymic({ words, inCase }: Place, at: number): boolean {
  return patronymic(words[at]?.text.toLowerCase() ?? '', inCase) !== undefined;
}

/** "Рыбакова Игоря", "Иванову Марию Петровну". */
function readSurnameFirst(place: Place, start: number): Reading | undefined {
  const written = place.words[start]?.text;
  if (written === undefined || !/^\p{Lu}\p{Script=Cyrillic}+$/u.test(written)) return undefined;
  const last = readSurname(place, start);
  const names = last && readListed(place, last.next) && readNames(place, last.next);
  return names && { ...names, parts: [...last.parts, ...names.parts], isCertain: last.isCertain && names.isCertain };
}

/** "Лейсан Маратовна": what stands before a patronymic is a first name. */
function readBeforePatronymic(place: Place, start: number): Reading | undefined {
  const written = place.words[start]?.text ?? '';
  const isName = /^\p{Lu}/u.test(written) || place.inCase === 'nominative';
  const name =
    isName && isPatronymic(place, start + 1) ? readUnlisted({ ...place, unlisted: 'any' }, start) : undefined;
  return name && { ...name, isCertain: name.isCertain || place.inCase === 'nominative' };
}

/** "Михалычу": a patronymic that stands alone. */
function readPatronymic({ words, inCase }: Place, start: number): Reading | undefined {
  const father = patronymic(words[start]?.text.toLowerCase() ?? '', inCase);
  if (father === undefined || !/(?:ыч|[оеё]в(?:ич|на))$/u.test(father)) return undefined;
  return { parts: [capitalised(father)], isCertain: true, next: start + 1 };
}

function readListed({ words, inCase, isWoman, isTitled, hasCapitals }: Place, start: number): Reading | undefined {
  const written = words[start]?.text;
  const all = written === undefined ? [] : findPeople(written, inCase);
  // "Лене" is Лена after "жене", and Лёня after "мужу".
  const fitting =
    isWoman === undefined ? [] : all.filter(({ isName, nominative }) => isName && /а$/u.test(nominative) === isWoman);
  const fits = fitting.length === 1 ? fitting : all;
  // "Жене" with a capital is no wife.
  const named = fits.filter(({ isName }) => isName);
  const found = start > 0 && hasCapitals && /^\p{Lu}/u.test(written ?? '') ? named : fits;
  if (written === undefined || named[0] === undefined) return undefined;
  const isNoun = isSmallNoun(written) && isTitled !== true;
  if (isNoun && (hasCapitals || isHope(words, start))) return undefined;
  if (found.length > 1) {
    const likely = found.find(({ nominative }) => LIKELIER.has(nominative))?.nominative;
    return { parts: [likely ?? written], isCertain: false, next: start + 1 };
  }
  const isAsWritten = keyOf(written) === keyOf(named[0].nominative);
  const name = isAsWritten ? ofList(written) : named[0].nominative;
  return { parts: [name], isCertain: !isNoun, next: start + 1 };
}

/** "Hope you are well", "hope surgery goes well", but not "hope happy birthday". */
function isHope(words: Place['words'], start: number): boolean {
  const next = words[start + 1]?.text;
  const isWish = /^(?:hope|will|may)$/i.test(words[start]?.text ?? '') && next !== undefined && !isNoName(next);
  return isWish || speaksFrom({ words }, start + 1);
}

function readSecond(place: Place, start: number): Reading | undefined {
  const { words, inCase } = place;
  const written = words[start]?.text;
  if (written === undefined) return undefined;
  const father = patronymic(written.toLowerCase(), inCase);
  if (father !== undefined) return { parts: [capitalised(father)], isCertain: true, next: start + 1 };
  // "Kate hope you …".
  if (isSmallNoun(written)) return undefined;
  // "надя надюша": in Russian nobody has two first names.
  const isOther = /^[а-яё]/u.test(written);
  return (isOther ? undefined : readListed(place, start)) ?? readSurname(place, start);
}

function isSmallNoun(written: string): boolean {
  return /^\p{Ll}/u.test(written) && isAlsoNoun(written);
}

/** "BOB" is no abbreviation. */
function ofList(written: string): string {
  return capitalised(written === written.toUpperCase() ? written.toLowerCase() : written);
}
