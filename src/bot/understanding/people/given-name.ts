import type { Case } from '#root/bot/understanding/people/cases.js';
import { isVague } from '#root/bot/understanding/people/known-people.js';
import { readPeople } from '#root/bot/understanding/people/read-people.js';
import { capitalised, foldedWords } from '#root/bot/understanding/words.js';

/** A name that stands where only a name stands. */
export interface GivenName {
  to: string;
  isNameCertain: boolean;
  /** Whether all of it is a name or a word for a person that is known. */
  isKnown: boolean;
}

/** Returns the name as the card says it: as written, or in the nominative if it stands in another case. */
export function readGivenName(written: string): GivenName {
  const name = written.trim();
  const start = /^(?:для|кому|for|to) +/iu.exec(name)?.[0].length ?? 0;
  const cases: Case[] = start > 0 ? ['genitive', 'nominative'] : ['nominative', 'dative'];
  const people = readPeople(name, start, { cases });
  if (people === undefined || foldedWords(name.slice(people.end)).length > 0) {
    return { to: capitalised(name.slice(start)), isNameCertain: true, isKnown: false };
  }
  const isAsWritten = people.inCase === 'nominative' && start === 0 && !/^(?:my|our|мо[йяи]|наш[аи]?) |\./iu.test(name);
  return {
    to: isAsWritten ? capitalised(name) : people.to,
    isNameCertain: people.isNameCertain || (isAsWritten && !isVague(people.to)),
    isKnown: true,
  };
}
