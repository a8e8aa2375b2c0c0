import { isAttribute } from '#root/bot/understanding/people/attributes.js';
import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { isAlsoNoun } from '#root/bot/understanding/people/name-or-noun.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { asName, isPerson, readSurname } from '#root/bot/understanding/people/read-surname.js';
import type { Place, Reading } from '#root/bot/understanding/people/reading.js';
import { patronymic, unlistedFirstName } from '#root/bot/understanding/people/unlisted.js';
import { capitalised } from '#root/bot/understanding/words.js';

/** Reads a name that no list has. */
export function readUnlisted(place: Place, start: number): Reading | undefined {
  const { words, inCase } = place;
  const written = words[start]?.text;
  if (written === undefined || !isAccepted(place, written)) return undefined;
  const name = unlistedFirstName(written.toLowerCase(), inCase, place.isWoman);
  const reading = { parts: [asName(name === undefined ? written : inWrittenCase(name, written))], next: start + 1 };
  const father = patronymic(words[start + 1]?.text.toLowerCase() ?? '', inCase);
  // Without a capital it may be any noun: "my soulmate".
  const isCertain = name !== undefined && /^\p{Lu}/u.test(written);
  if (father !== undefined) return { parts: [...reading.parts, capitalised(father)], isCertain, next: start + 2 };
  // "Zanele Mbeki".
  const last = isCertain && /^\p{Lu}/u.test(words[start + 1]?.text ?? '') ? readSurname(place, start + 1) : undefined;
  return last === undefined ? { ...reading, isCertain } : { ...last, parts: [...reading.parts, ...last.parts] };
}

function isAccepted({ unlisted, hasCapitals, inCase, isTitled }: Place, written: string): boolean {
  // "Aunt May".
  const isNoun = isNoName(written) && !(isTitled === true && isAlsoNoun(written));
  if (unlisted === 'none' || written.length < 2 || isNoun || isAttribute(written)) return false;
  // "Поздравьте пожалуйста Татьяна Ивановна" names nobody called Татьян.
  if (/^\p{Script=Cyrillic}/u.test(written) && isPerson(written)) return false;
  // "Асеньке" is no nominative.
  if (inCase === 'nominative' && /[еую]$/u.test(written) && /^\p{Script=Cyrillic}/u.test(written)) return false;
  // "Родителей мужа" are no people called so.
  if (isTitled !== true && findPeople(written, inCase).some(({ isName }) => !isName)) return false;
  return hasCapitals || unlisted === 'capital' ? /^\p{Lu}/u.test(written) : true;
}

/** "McDonald" and "Анна-Мария" keep their capitals. */
function inWrittenCase(name: string, written: string): string {
  return Array.from(name, (letter, index) =>
    /\p{Lu}/u.test(written[index] ?? '') ? letter.toUpperCase() : letter,
  ).join('');
}
