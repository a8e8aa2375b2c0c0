import {
  readCouple,
  readFamilyName,
  readFrost,
  readRussianFamily,
  withFamily,
  withPraise,
} from '#root/bot/understanding/people/after-name.js';
import {
  capitalOf,
  isBeforeName,
  isOffice,
  readAfterTitle,
  readInitial,
  readLast,
  readTitled,
} from '#root/bot/understanding/people/after-title.js';
import { describesThing, isAttribute } from '#root/bot/understanding/people/attributes.js';
import type { Case } from '#root/bot/understanding/people/cases.js';
import {
  readAfterAdjective,
  readAfterNouns,
  readDescribed,
  readFullName,
} from '#root/bot/understanding/people/described.js';
import { readNames, readRelative } from '#root/bot/understanding/people/read-names.js';
import { readUnlisted } from '#root/bot/understanding/people/read-unlisted.js';
import { type Place, type Reading, speaksFrom, type Unlisted } from '#root/bot/understanding/people/reading.js';
import { isPlural } from '#root/bot/understanding/people/relatives.js';
import { capitalised, fold, wordsFrom } from '#root/bot/understanding/words.js';

/** Whom a part of a message names. */
export interface People {
  /** In the nominative, or as written if that is not certain. */
  to: string;
  isNameCertain: boolean;
  inCase: Case;
  /** Index in the text after the last word. */
  end: number;
  /** The others of a row: "Анну, Бориса и Вику". */
  others?: string[];
}

export interface Expected {
  /** Cases in which the people may stand, the likeliest first. */
  cases: readonly Case[];
  /** Which names are accepted that no list has: by default none. */
  unlisted?: Unlisted;
  /** Reads nobody after "and". */
  isSingle?: boolean;
}

const ENOUGH_LETTERS = 300;
const LONGEST_PRONOUN = 8;
const OF_ADDRESSED = /(?<!\p{L})(?:your|ваш\p{L}{0,3}|тво\p{L}{1,3}) $/iu;
// Words for men that end as those for women do.
const MAN_IN_A = /^(?:пап|дяд|дед|прадед|батюшк|коллег)/u;
const AND = /^(?:и|с|and|n|да|плюс|&|\+)$/;

/** Reads the people that a text names at an index. The longest reading counts, then a certain one, then the first case. */
export function readPeople(
  text: string,
  start: number,
  { cases, unlisted = 'none', isSingle }: Expected,
): People | undefined {
  // "All the best to you and your family".
  if (OF_ADDRESSED.test(text.slice(Math.max(start - LONGEST_PRONOUN, 0), start))) return undefined;
  const words = wordsFrom(text, start);
  const hasCapitals = writesCapitals(text);
  const readings = cases.flatMap((inCase) => {
    const read = isSingle === true ? readPerson : readGroup;
    const reading = read({ words, inCase, unlisted, hasCapitals }, 0);
    return reading === undefined ? [] : [{ ...reading, inCase }];
  });
  const most = Math.max(...readings.map(({ next }) => next));
  const longest = readings.filter(({ next }) => next === most);
  const found = longest.find(({ isCertain }) => isCertain) ?? longest[0];
  if (found === undefined) return undefined;
  const { parts, isCertain, inCase } = found;
  return { to: capitalised(parts.join(' ')), isNameCertain: isCertain, inCase, end: words[most - 1]?.end ?? start };
}

/** Returns whether somebody writes capitals, other than at the beginning and everywhere, as the first letters show. */
function writesCapitals(text: string): boolean {
  const letters = text.slice(0, ENOUGH_LETTERS);
  return /\p{Ll}/u.test(letters) && /\p{Lu}/u.test(letters.slice(letters.search(/\p{L}/u) + 1));
}

/** Reads one person, and others after "and". */
function readGroup(place: Place, start: number): Reading | undefined {
  const first = readPerson(place, start);
  const and = place.words[first?.next ?? 0]?.text;
  if (first === undefined || and === undefined || !AND.test(fold(and))) return first;
  const isWith = fold(and) === 'с';
  const others = isWith
    ? readCompanion({ ...place, inCase: 'instrumental', unlisted: 'none' }, first.next + 1)
    : readGroup(place.hasCapitals ? capitalOf(place) : place, first.next + 1);
  if (others === undefined) return first;
  return {
    parts: [...first.parts, isWith ? 'и' : and.toLowerCase().replace(/^n$/, 'and'), ...others.parts],
    isCertain: first.isCertain && others.isCertain,
    next: others.next,
  };
}

/** "С Пашей", "с папой", but not "с мастером спорта". */
function readCompanion(place: Place, start: number): Reading | undefined {
  const named = readNames(place, start);
  if (named !== undefined) return named;
  const person = readPerson(place, start);
  return person?.isCertain === true ? person : undefined;
}

function readPerson(place: Place, start: number): Reading | undefined {
  const from = skipAttributes(place, start);
  const whole = readRelative(place, start);
  // "My love" is more than "love", but "любимая бабушка" is not more than "бабушка".
  const relative =
    whole !== undefined && whole.next > from
      ? whole
      : (readRelative(place, from) ?? whole ?? readAfterAdjective(place, from));
  if (relative === undefined) {
    const isThing = place.inCase === 'accusative' && /^[\p{L}]+[иоы]й$/u.test(place.words[from - 1]?.text ?? '');
    const name =
      readNames(place, from) ?? (isThing ? undefined : readUnlisted(place, from)) ?? readFamilyName(place, from);
    const isDescribed = from > start && place.hasCapitals;
    return withPraise(place, withFamily(place, name ?? (isDescribed ? readAfterNouns(place, from) : undefined)));
  }
  const { next, isTitle, isVague, ...word } = relative;
  // "We miss you".
  if (isBeforeName(word) && speaksFrom(place, next)) return undefined;
  const after = skipAttributes(place, next);
  const family = [readRussianFamily, readFrost, readCouple]
    .map((read) => read(place, word.parts, next))
    .find((reading) => reading !== undefined);
  if (family !== undefined) return family;
  const gendered = { ...place, ...genderOf(word.parts), isTitled: isTitle && !speaksFrom(place, next + 1) };
  const name =
    readNames(gendered, after) ??
    readFullName(gendered, after) ??
    (isTitle ? readInitial(place, next) : undefined) ??
    readTitled(place, next) ??
    readTwinSister(place, next, isVague) ??
    readDescribed(gendered, next) ??
    (isBeforeName(word) ? readAfterTitle(place, next) : undefined) ??
    readLast(place, next, isTitle) ??
    readUnlisted(
      // "Учительницы первого класса".
      isTitle || place.hasCapitals || after > next || isPlural(word.parts.join(' ')) ? capitalOf(gendered) : place,
      after,
    );
  // "Mr and Mrs Smith", but not "Miss".
  const isAlone = isBeforeName(word) && !AND.test(fold(place.words[next]?.text ?? ''));
  if (name === undefined && describesThing(place.words[next - 1]?.text, place.words[next]?.text)) return undefined;
  if (name === undefined) return { ...word, isCertain: word.isCertain && !isVague && !isAlone, next: after };
  return isTitle || isOffice(word, name) ? { ...name, parts: [...word.parts, ...name.parts] } : name;
}

/** "Twin sister Bea". In Russian, "родителей мужа" are two. */
function readTwinSister(place: Place, start: number, isVague: boolean): Reading | undefined {
  const isEnglish = /^\p{Script=Latin}/u.test(place.words[start]?.text ?? '');
  return isEnglish && isVague && readRelative(place, start) !== undefined ? readPerson(place, start) : undefined;
}

/** Says whether a Russian word for a relative means a woman. */
function genderOf(parts: readonly string[]): Pick<Place, 'isWoman'> {
  const word = parts.join(' ').toLowerCase();
  if (!/^\p{Script=Cyrillic}/u.test(word)) return {};
  return { isWoman: /[ая]$|(?:чь|вь)$/u.test(word) && !MAN_IN_A.test(word) };
}

/** "Моей любимой" before a word, "наша родная" after it, and any word in "my adventurous dad". */
function skipAttributes(place: Place, start: number): number {
  const { words } = place;
  const next = words.findIndex(({ text }, index) => index >= start && !isAttribute(text));
  if (next === -1) return words.length;
  const isOurs = /^(?:my|our)$/i.test(words[next - 1]?.text ?? '') && /^[a-z]+$/.test(words[next]?.text ?? '');
  const isPerson = (at: number) => readRelative(place, at) !== undefined || readNames(place, at) !== undefined;
  return isOurs && next > start && !isPerson(next) && readRelative(place, next + 1) !== undefined ? next + 1 : next;
}
