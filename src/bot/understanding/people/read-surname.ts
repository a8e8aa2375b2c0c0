import { cases } from '#root/bot/understanding/people/cases.js';
import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import type { Place, Reading } from '#root/bot/understanding/people/reading.js';
import { hasSurnameShape, surname } from '#root/bot/understanding/people/unlisted.js';
import { capitalised } from '#root/bot/understanding/words.js';

/** Reads a surname: "Гагарину", and after a first name also "Дзюбе" and "Smith". */
export function readSurname({ words, inCase, hasCapitals }: Place, start: number): Reading | undefined {
  const written = words[start]?.text;
  if (written === undefined || !/^\p{L}/u.test(written) || isNoName(written)) return undefined;
  const isCapital = hasCapitals && /^\p{Lu}\p{Ll}{2,}$/u.test(written) && !isPerson(written);
  const isWhole = isCapital && (inCase !== 'nominative' || start + 1 === words.length);
  if (!isWhole && !hasSurnameShape(written)) return undefined;
  const isSmall = /^\p{Ll}/u.test(written);
  // "Милана сладких снов".
  if (isSmall && /[иы]х$/u.test(written)) return undefined;
  if (hasCapitals && isSmall) return undefined;
  // "Grandpa bill we love him": in English any word may follow a name.
  if (isSmall && /^\p{Script=Latin}/u.test(written) && start + 1 < words.length) return undefined;
  const name = surname(written.toLowerCase(), inCase);
  return { parts: [asName(name ?? written)], isCertain: name !== undefined, next: start + 1 };
}

/** Returns a word as a name is written: with a capital, and in small letters if it is shouted. */
export function asName(written: string): string {
  return capitalised(isShouted(written) ? written.toLowerCase() : written);
}

/** Returns whether a word is a name or a word for a person in any case. */
export function isPerson(written: string): boolean {
  return cases.some((inCase) => findPeople(written, inCase).length > 0);
}

/** Returns whether a word has only capitals, and is no abbreviation. */
export function isShouted(written: string): boolean {
  return written.length > 3 && written === written.toUpperCase();
}
