import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { type People, readPeople } from '#root/bot/understanding/people/read-people.js';

// What ends a clause. The name that follows it is that of the person before.
const BEFORE_NAME = /[,(]|[.!?]+ |\n|\d (?:лет|год\p{L}*) /u;
// Whoever is named after these has signed.
const SPOKEN = /(?<!\p{L})(?:we|i|you|u|ты|тебя|тебе|вас|мы|love|hugs|твоя|твой|твои)(?!\p{L})/iu;

/** "Для начальницы на юбилей, Ольга Юрьевна": the name may follow a word that nobody is addressed by. */
export function withName(text: string, people: People | undefined): People | undefined {
  if (people === undefined || isNamed(people)) return people;
  const after = BEFORE_NAME.exec(text.slice(people.end));
  if (after === null) return people;
  const before = text.slice(people.end, people.end + after.index);
  const start = people.end + after.index + after[0].length;
  if (SPOKEN.test(before)) return people;
  const listed = readPeople(text, start, {
    cases: before.includes(':') ? ['nominative'] : ['nominative', people.inCase],
  });
  if (listed !== undefined && isNamed(listed)) return listed;
  if (/ (?:from|от) /i.test(before)) return listed ?? people;
  const other = readPeople(text, start, { cases: ['nominative'], unlisted: 'capital' });
  return other !== undefined && isNamed(other) && /^\s*(?:[!.,)]|$)/.test(text.slice(other.end)) ? other : people;
}

/** Returns whether people are called by name, and not only "my grandson". */
export function isNamed({ to }: Pick<People, 'to'>): boolean {
  return to.split(/ (?:и|and|&) /).some((one) => {
    const known = findPeople(one, 'nominative');
    return known.length === 0 || known.some(({ isName }) => isName);
  });
}
