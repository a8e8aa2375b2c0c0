import { anyOf } from '#root/bot/understanding/patterns.js';
import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { isPlural } from '#root/bot/understanding/people/relatives.js';

// What ends a clause. The name that follows it is that of the person before.
const BEFORE_NAME =
  / [-–—] |, \d{1,3}(?: (?:лет|год\p{L}*))?, |[,(]|(?<!(?<!\p{L})(?:mrs?|ms|dr|prof|st))[.!?]+ |\n|\d (?:лет|год\p{L}*) /iu;
// Whoever is named after these has signed.
const SPOKEN = /(?<!\p{L})(?:we|i|you|u|ты|тебя|тебе|вас|мы|love|hugs|твоя|твой|твои)(?!\p{L})/iu;

const SIGNED = /(?<!\p{L})(?:from|от|love|hugs|с любовью|с уважением|целую|обнимаю|тво\p{L}+|ваш\p{L}*)(?!\p{L})/iu;

const GREETS = /^ (?:поздравля|жела|говорит|congratulat|wish|says|sends)/iu;

// The name may also follow without a mark: "поздравить свёкра с днём рождения Николай Фёдорович".
const AFTER_OCCASION = new RegExp(
  `${anyOf('рожд[еэ]ни[яе] юбиле* др днюх* свадьб* годовщин* марта февраля')} (?=\\p{L})`,
  'iu',
);

/** "Для начальницы на юбилей, Ольга Юрьевна": the name may follow a word that nobody is addressed by. */
export function withName(text: string, people: People | undefined): People | undefined {
  if (people === undefined || isNamed(people)) return people;
  const after = BEFORE_NAME.exec(text.slice(people.end));
  const occasion = AFTER_OCCASION.exec(text.slice(people.end));
  if (occasion !== null && (after === null || occasion.index < after.index)) {
    const at = people.end + occasion.index + occasion[0].length;
    const called = readPeople(text, at, { cases: ['nominative'] });
    if (called !== undefined && isNamed(called) && fits(people, called)) return called;
  }
  if (after === null) return people;
  const before = text.slice(people.end, people.end + after.index);
  const start = people.end + after.index + after[0].length;
  // A list follows: "всех коллег: Анну, Ивана".
  if (SPOKEN.test(before) || (before.includes(':') && isPlural(people.to))) return people;
  const listed = readPeople(text, start, {
    cases: before.includes(':') ? ['nominative'] : ['nominative', people.inCase],
  });
  // "Для бабули, внук Андрей поздравляет её".
  if (listed !== undefined && GREETS.test(text.slice(listed.end))) return people;
  if (listed !== undefined && isNamed(listed)) return listed;
  if (/ (?:from|от) /i.test(before)) return listed ?? people;
  const other = readPeople(text, start, { cases: ['nominative'], unlisted: 'capital' });
  const isWhole = other !== undefined && isNamed(other) && /^\s*(?:[!.,)]|$)/.test(text.slice(other.end));
  return isWhole ? other : ((people.isNameCertain ? undefined : clauseWithName(text, people)) ?? people);
}

/** "Подруга переезжает, нужно видео, Инга": a clause that is a name, unless somebody signs with it. */
function clauseWithName(text: string, people: People): People | undefined {
  for (const { index, 0: mark } of text.slice(people.end).matchAll(/[,.] /gu)) {
    const start = people.end + index + mark.length;
    if (SIGNED.test(text.slice(people.end, start))) return undefined;
    const end = /[,.!]+(?: |$)|$/u.exec(text.slice(start))?.index ?? 0;
    const unlisted =
      /^[.!]*$/.test(text.slice(start + end)) &&
      /^\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$/u.test(text.slice(start, start + end));
    const name = readPeople(text, start, { cases: ['nominative'], unlisted: unlisted ? 'capital' : 'none' });
    if (name?.end === start + end && isNamed(name) && fits(people, name)) return name;
  }
  return undefined;
}

/** A name without a mark before it may be that of the sender, unless it has a patronymic or the same gender. */
function fits({ to: relative }: People, { to: name }: People): boolean {
  const isWoman = (word: string) => /[ая]$|(?:чь|вь)$/u.test(word);
  return name.includes(' ') || /^коллега$/iu.test(relative) || isWoman(relative) === isWoman(name);
}

/** Returns whether people are called by name, and not only "my grandson". */
export function isNamed({ to }: Pick<People, 'to'>): boolean {
  return to.split(/ (?:и|and|&) /).some((one) => {
    const known = findPeople(one, 'nominative');
    return known.length === 0 || known.some(({ isName }) => isName);
  });
}
