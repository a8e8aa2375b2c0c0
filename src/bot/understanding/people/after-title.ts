import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { readNames, readRelative } from '#root/bot/understanding/people/read-names.js';
import { readUnlisted } from '#root/bot/understanding/people/read-unlisted.js';
import type { Place, Reading } from '#root/bot/understanding/people/reading.js';
import { capitalised } from '#root/bot/understanding/words.js';

/** "Coach T". */
export function readInitial({ words }: Place, start: number): Reading | undefined {
  const written = words[start]?.text ?? '';
  return /^(?!I)[A-Z]$/.test(written) ? { parts: [written], isCertain: true, next: start + 1 } : undefined;
}

/** "Grandpa walt's 90th", "uncle kev": after an English title, the last word of a clause is a name. */
export function readLast(place: Place, start: number, isTitle: boolean): Reading | undefined {
  const isLast = start === place.words.length - 1 && /^\p{Script=Latin}/u.test(place.words[start]?.text ?? '');
  return isTitle && isLast ? readUnlisted({ ...place, unlisted: 'any' }, start) : undefined;
}

/** "Mrs Brown" after "my teacher". */
export function readTitled(place: Place, start: number): Reading | undefined {
  const title = readRelative(place, start);
  if (title?.isTitle !== true) return undefined;
  const name = readNames(place, title.next) ?? readUnlisted(capitalOf(place), title.next);
  return name && { ...name, parts: [capitalised(title.parts.join(' ')), ...name.parts] };
}

/** A name follows in any case: "mr thompson". */
export function isBeforeName({ parts }: Pick<Reading, 'parts'>): boolean {
  return /^(?:mrs?|ms|miss|dr)$/i.test(parts.join(' '));
}

/** "Mr thompson", "Miss Honey". */
export function readAfterTitle(place: Place, start: number): Reading | undefined {
  // "Miss Honey" is a surname.
  const isTitled = /^\p{Lu}/u.test(place.words[start]?.text ?? '');
  const name = readUnlisted({ ...place, unlisted: 'any', isTitled }, start);
  return name && { ...name, isCertain: true };
}

/** "Доктор Иванова": nobody is addressed by the surname alone. */
export function isOffice({ parts }: Pick<Reading, 'parts'>, name: Pick<Reading, 'parts'>): boolean {
  const isSurname = name.parts.length === 1 && findPeople(name.parts.join(), 'nominative').length === 0;
  return isSurname && /^(?:доктор|профессор|тренер|капитан|врач)$/iu.test(parts.join(' '));
}

/** Reads only names with a capital. */
export function capitalOf(place: Place): Place {
  return { ...place, unlisted: 'capital' };
}
