import { occasionIn } from '#root/bot/understanding/occasion.js';
import { readPeople } from '#root/bot/understanding/people/read-people.js';
import { isOccasionOnly, oneOrder, type Reader } from '#root/bot/understanding/reader.js';
import { filledInForm, namedByColon, namedByDashOrLine, severalNamed } from '#root/bot/understanding/readers/named.js';
import { batch, listAndWords, listedNames } from '#root/bot/understanding/readers/several.js';
import { readRequest } from '#root/bot/understanding/request/read-request.js';
import { readSame } from '#root/bot/understanding/talk/same.js';
import { readLinkOrTime } from '#root/bot/understanding/talk/small-talk.js';
import { hasFormula } from '#root/bot/understanding/wish/formulas.js';
import { readWish } from '#root/bot/understanding/wish/read-wish.js';
import { capitalised, foldedWords } from '#root/bot/understanding/words.js';

const sameFor: Reader = (text) => {
  const people = readSame(text);
  return people && { kind: 'same', to: people.to, isNameCertain: people.isNameCertain };
};

const linkOrTime: Reader = (text, templates) => {
  const isGreeting = occasionIn(text, templates) !== undefined || hasFormula(text);
  const kind = isGreeting ? undefined : readLinkOrTime(text);
  return kind && { kind };
};

const requested: Reader = (text, templates) => {
  const request = readRequest(text);
  if (request === undefined) return undefined;
  const { people, words, endsWithAge } = request;
  const occasion = occasionIn(endsWithAge ? `${text} лет` : text, templates);
  if (people?.others !== undefined) {
    return { ...batch([people.to, ...people.others], words ?? '', templates), occasion };
  }
  return oneOrder({ to: people?.to, isNameCertain: people?.isNameCertain === true, occasion, words });
};

const wished: Reader = (text, templates) => {
  const wish = readWish(text);
  if (wish === undefined) return undefined;
  const { people, words } = wish;
  const occasion = occasionIn(text, templates);
  const isOnlyOccasion = people !== undefined && words !== undefined && isOccasionOnly(words, templates);
  return oneOrder({
    to: people?.to,
    isNameCertain: people?.isNameCertain === true,
    occasion,
    words: isOnlyOccasion ? undefined : words,
  });
};

const namedAlone: Reader = (text) => {
  const start = /^(?:для|for) +/iu.exec(text)?.[0].length ?? 0;
  const cases = start > 0 ? (['genitive'] as const) : (['nominative', 'dative'] as const);
  const people =
    readPeople(text, start, { cases }) ?? readPeople(text, start, { cases: [cases[0]], unlisted: 'capital' });
  if (people === undefined || foldedWords(text.slice(people.end)).length > 0) return undefined;
  return text.includes('?') ? undefined : oneOrder({ to: people.to, isNameCertain: people.isNameCertain });
};

const occasionAlone: Reader = (text, templates) => {
  const occasion = occasionIn(text, templates);
  const isShort = text.split(/\s+/).length <= 5 && !/[?:]/.test(text);
  return occasion !== undefined && isShort ? oneOrder({ occasion }) : undefined;
};

/** A text of several lines is hardly a question: a poem. */
const severalLines: Reader = (text, templates) =>
  text.includes('\n') && !text.trim().endsWith('?')
    ? oneOrder({ words: capitalised(text), occasion: occasionIn(text, templates) })
    : undefined;

/** In order of precedence. */
export const readers: readonly Reader[] = [
  sameFor,
  filledInForm,
  severalNamed,
  listAndWords,
  namedByColon,
  listedNames,
  linkOrTime,
  requested,
  namedByDashOrLine,
  wished,
  namedAlone,
  occasionAlone,
  severalLines,
];
