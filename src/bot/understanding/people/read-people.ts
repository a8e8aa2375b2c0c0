import { isAttribute } from '#root/bot/understanding/people/attributes.js';
import type { Case } from '#root/bot/understanding/people/cases.js';
import { readNames, readRelative, readUnlisted } from '#root/bot/understanding/people/read-names.js';
import type { Place, Reading, Unlisted } from '#root/bot/understanding/people/reading.js';
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

const MOST_OF_DESCRIPTION = 3;
const ENOUGH_LETTERS = 300;
const AND = /^(?:и|and|да|плюс|&|\+)$/;

/** Reads the people that a text names at an index. The longest reading counts, then the first case. */
export function readPeople(
  text: string,
  start: number,
  { cases, unlisted = 'none', isSingle }: Expected,
): People | undefined {
  const words = wordsFrom(text, start);
  const hasCapitals = writesCapitals(text);
  const readings = cases.flatMap((inCase) => {
    const read = isSingle === true ? readPerson : readGroup;
    const reading = read({ words, inCase, unlisted, hasCapitals }, 0);
    return reading === undefined ? [] : [{ ...reading, inCase }];
  });
  const most = Math.max(...readings.map(({ next }) => next));
  const found = readings.find(({ next }) => next === most);
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
  const others = readGroup(place, first.next + 1);
  if (others === undefined) return first;
  return {
    parts: [...first.parts, and.toLowerCase(), ...others.parts],
    isCertain: first.isCertain && others.isCertain,
    next: others.next,
  };
}

function readPerson(place: Place, start: number): Reading | undefined {
  const from = skipAttributes(place, start);
  const whole = readRelative(place, start);
  // "My love" is more than "love", but "любимая бабушка" is not more than "бабушка".
  const relative = whole !== undefined && whole.next > from ? whole : (readRelative(place, from) ?? whole);
  if (relative === undefined)
    return withPraise(place, withFamily(place, readNames(place, from) ?? readUnlisted(place, from)));
  const { next, isTitle, isVague, ...word } = relative;
  const after = skipAttributes(place, next);
  const name =
    readNames(place, next) ??
    readTitled(place, next) ??
    readDescribed(place, next) ??
    readUnlisted(isTitle ? capitalOf(place) : place, next);
  if (name === undefined) return { ...word, isCertain: word.isCertain && !isVague, next: after };
  return isTitle ? { ...name, parts: [...word.parts, ...name.parts] } : name;
}

/** "Mrs Brown" after "my teacher". */
function readTitled(place: Place, start: number): Reading | undefined {
  const title = readRelative(place, start);
  if (title?.isTitle !== true) return undefined;
  const name = readNames(place, title.next) ?? readUnlisted(capitalOf(place), title.next);
  return name && { ...name, parts: [capitalised(title.parts.join(' ')), ...name.parts] };
}

/** "Елене" after "учительнице английского языка". */
function readDescribed(place: Place, start: number): Reading | undefined {
  const described = place.words.slice(start, start + MOST_OF_DESCRIPTION);
  const count = described.findIndex(({ text }) => !/^\p{Ll}{3,}$/u.test(text));
  const isSender = described.some(({ text }) => /^(?:from|от)$/iu.test(text));
  return count > 0 && !isSender ? readNames(place, start + count) : undefined;
}

/** "The Johnson family". */
function withFamily({ words }: Place, name: Reading | undefined): Reading | undefined {
  if (name === undefined || words[name.next]?.text.toLowerCase() !== 'family') return name;
  return { ...name, parts: [...name.parts, 'family'], next: name.next + 1 };
}

/** "Алина прекрасная": in English such words begin what follows. */
function withPraise({ words }: Place, name: Reading | undefined): Reading | undefined {
  const praise = name === undefined ? undefined : words[name.next]?.text;
  if (name === undefined || praise === undefined) return name;
  const isPraise = /^\p{Script=Cyrillic}/u.test(praise) && isAttribute(praise);
  return isPraise ? withPraise({ words } as Place, { ...name, next: name.next + 1 }) : name;
}

function capitalOf(place: Place): Place {
  return { ...place, unlisted: 'capital' };
}

/** "Моей любимой" before a word, "наша родная" after it. */
function skipAttributes({ words }: Place, start: number): number {
  const next = words.findIndex(({ text }, index) => index >= start && !isAttribute(text));
  return next === -1 ? words.length : next;
}
