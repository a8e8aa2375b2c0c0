import { isNameShaped } from '#root/bot/understanding/named-words.js';
import { occasionIn, withoutSender } from '#root/bot/understanding/occasion.js';
import { readGivenName } from '#root/bot/understanding/people/given-name.js';
import { type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { readRow } from '#root/bot/understanding/people/read-row.js';
import { isNamed, withName } from '#root/bot/understanding/people/with-name.js';
import { isOccasionOnly, oneOrder, type Reader } from '#root/bot/understanding/reader.js';
import { batch } from '#root/bot/understanding/readers/several.js';
import {
  asks,
  beginsAsRequest,
  isSeparate,
  namesProduct,
  withoutPoliteness,
} from '#root/bot/understanding/request/opening.js';
import { readRequest } from '#root/bot/understanding/request/read-request.js';
import { findMentioned, findNamed, findRecipient } from '#root/bot/understanding/request/recipient.js';
import { hasLink } from '#root/bot/understanding/talk/links.js';
import { isAboutFeature, isQuestion } from '#root/bot/understanding/talk/questions.js';
import { readSame } from '#root/bot/understanding/talk/same.js';
import { readLinkOrTime } from '#root/bot/understanding/talk/small-talk.js';
import type { UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { endingDative } from '#root/bot/understanding/wish/endings.js';
import { hasFormula, isWish } from '#root/bot/understanding/wish/formulas.js';
import { readWish } from '#root/bot/understanding/wish/read-wish.js';
import { capitalised, foldedWords } from '#root/bot/understanding/words.js';

const AND = / (?:и|and|&) /iu;
const ANOTHER = / (and|и) (?:(?:one|another|одно|второе|другое) )?(?:for|для)(?= )/iu;
const OWN = /^(?:my|our|мо[йяи]|наш[аи]?) /iu;
// At least two words, and a comma before the last ones.
const ADDRESS = /^[^,.!?\n]+ [^,.!?\n]+, +(?=[^,.!?\n]+[\P{L}]*$)/u;
const SAYING =
  /^(?:say|record|read|скажи|озвучь|произнеси|напиши|запиши|прочитай)(?: голосом| вслух)?(?:[:,]? +[«„“"]|: *|(?<=say) +(?=(?:i|we) ))(?<words>[^«»„“”"]+)[»“”"]?[.!]*$/iu;

/** "То же для Олега". */
export const sameFor: Reader = (text) => {
  const people = readSame(text);
  if (people === undefined) return undefined;
  const { to, isNameCertain, isCorrection } = people;
  return { kind: 'same', to, isNameCertain, ...(isCorrection ? { isCorrection } : {}) };
};

/** A link or a time, if the message names no occasion and wishes nothing. */
export const linkOrTime: Reader = (text, templates) => {
  const isOrder = asks(text) && findRecipient(text) !== undefined;
  const isGreeting = isOrder || occasionIn(text, templates) !== undefined || hasFormula(text);
  const kind = isGreeting ? undefined : readLinkOrTime(text);
  return kind && { kind };
};

/** "Поздравь Олю с днём рождения", "маме на юбилей". */
export const requested: Reader = (text, templates) => {
  const request = readRequest(text.replace(ANOTHER, ' $1'));
  if (request === undefined) return undefined;
  const { people, words, endsWithAge } = request;
  const occasion = occasionIn(endsWithAge ? `1 год, ${text}` : text, templates);
  const isOrder = people !== undefined || occasion !== undefined || words !== undefined;
  const isAsked = isAboutFeature(text) || (text.includes('?') && !asks(text));
  if (!isOrder && isAsked) return { kind: 'question' };
  if (people?.others !== undefined) {
    return { ...batch([people.to, ...people.others], words ?? '', templates), occasion };
  }
  if (people !== undefined && isSeparate(text) && AND.test(people.to)) {
    return { ...batch(people.to.split(AND), words ?? '', templates), occasion };
  }
  const named = people ?? findMentioned(withoutSender(text)) ?? endingDative(text);
  return oneOrder({ ...nameOf(named), occasion, words });
};

/** "Джессика попросила видео для Марка": what was no request by its beginning, and is no wish either. */
export const requestedSomehow: Reader = (text, templates) => {
  const people = isWish(text) ? undefined : withName(text, findRecipient(text));
  const occasion = occasionIn(text, templates);
  if (people === undefined || (occasion === undefined && !namesProduct(text))) return undefined;
  return oneOrder({ ...nameOf(people), occasion });
};

/** "С днём рождения, Оля!". */
export const wished: Reader = (text, templates) => {
  const wish = readWish(text);
  if (wish === undefined) return undefined;
  const { people, words } = wish;
  if (people === undefined && isQuestion(text) && !hasFormula(text)) return undefined;
  const occasion = occasionIn(text, templates);
  const isOnlyOccasion = people !== undefined && words !== undefined && isOccasionOnly(words, templates);
  return oneOrder({
    ...nameOf(people),
    occasion,
    words: isOnlyOccasion ? undefined : words,
  });
};

/** "Оля", and an occasion after it. */
export const namedAlone: Reader = (text, templates) => {
  const start = /^(?:для|for) +/iu.exec(text)?.[0].length ?? 0;
  const cases = start > 0 ? (['genitive'] as const) : (['nominative', 'dative'] as const);
  const people =
    readPeople(text, start, { cases }) ?? readPeople(text, start, { cases: [cases[0]], unlisted: 'capital' });
  if (people === undefined) return undefined;
  const rest = text.slice(people.end);
  // "Оля день рождения".
  if (isOccasionOnly(rest, templates))
    return oneOrder({ ...nameOf(withName(text, people)), occasion: occasionIn(rest, templates) });
  if (foldedWords(rest).length > 0) return undefined;
  // "Baby shower for Erin" says more than the name.
  const occasion = text === people.to ? undefined : occasionIn(text, templates);
  return text.includes('?') ? undefined : oneOrder({ ...nameOf(people), occasion });
};

/** "Скажи «С днём рождения, Оля!»". */
export const saying: Reader = (text, templates) => {
  const words = SAYING.exec(withoutPoliteness(text))?.groups?.words;
  return words === undefined ? undefined : wished(words, templates);
};

/** "День рождения". */
export const occasionAlone: Reader = (text, templates) => {
  const occasion = occasionIn(text, templates);
  const isShort = text.split(/\s+/).length <= 5 && !/[?:]/.test(text);
  return occasion !== undefined && isShort && findMentioned(text) === undefined ? oneOrder({ occasion }) : undefined;
};

const isAge = (part: string) => /^\d{1,3}[.!]*$/.test(part);

/** "День рождения, Оля, 30 лет", in any order. */
export const occasionAndName: Reader = (text, templates) => {
  const parts = text
    .split(/\s*(?:[,;\n—–]|\p{Extended_Pictographic})\s*|\s+-\s+|(?<!(?:mrs?|ms|dr))[.!]+\s+/iu)
    .filter((part) => foldedWords(part).length > 0);
  const allKnown = parts.filter((part) => readGivenName(part).isKnown);
  // "Сестре. 25. Рита".
  const called = allKnown.filter((part) => isNamed(readGivenName(part)));
  const known = called.length === 1 ? called : allKnown;
  const isName = (part: string, at: number) => at > 0 && /^\p{Lu}\p{Ll}+$/u.test(part) && isNameShaped(part);
  const names = known.length > 0 ? known : parts.filter(isName);
  const others = parts.filter((part) => !names.includes(part));
  // "С 1 сентября, Алиса!" is a wish.
  const isWished = (part: string) => /^(?:со?|happy|merry) /iu.test(part);
  const isAbout = (part: string) =>
    (isOccasionOnly(part, templates) && !isWished(part)) || isAge(part) || allKnown.includes(part);
  const [name] = names;
  if (name === undefined || names.length > 1 || others.length === 0 || !others.every(isAbout)) return undefined;
  const { to, isNameCertain } = readGivenName(name.replace(/[!.]+$/, ''));
  const about = others.map((part) => part.replace(/^(\d+)[.!]*$/, '$1 лет')).join(', ');
  return oneOrder({ to, isNameCertain, occasion: occasionIn(about, templates) });
};

/** "My daughter Elsie lost her first tooth": what is not understood otherwise, of somebody of one's own. */
export const ofOnesOwn: Reader = (text, templates) => {
  if (!OWN.test(text) || text.includes('?')) return undefined;
  const people = readRow(text, 0, { cases: ['nominative'] });
  if (people?.others !== undefined) return batch([people.to, ...people.others], '', templates);
  return (
    people && oneOrder({ ...nameOf(findNamed(text) ?? withName(text, people)), occasion: occasionIn(text, templates) })
  );
};

/** A text of several lines is hardly a question: a poem. */
export const severalLines: Reader = (text, templates) =>
  text.includes('\n') && !text.trim().endsWith('?')
    ? oneOrder({ words: capitalised(text), occasion: occasionIn(text, templates) })
    : undefined;

/** "Выше нос, Санёк!": the person named last, after a comma, is spoken to. */
export const addressed: Reader = (text, templates) => {
  const start = ADDRESS.exec(text)?.[0].length ?? 0;
  if (start === 0 || OWN.test(text) || beginsAsRequest(withoutPoliteness(text))) return undefined;
  const people = readPeople(text, start, { cases: ['nominative'], unlisted: 'capital' });
  if (people === undefined || !isNamed(people) || foldedWords(text.slice(people.end)).length > 0) return undefined;
  return oneOrder({ ...nameOf(people), occasion: occasionIn(text, templates), words: capitalised(text) });
};

/** Whatever else a message says, an occasion or a person in it is enough to ask for the rest. */
export const mentioned: Reader = (text, templates) => {
  if (isQuestion(text) || hasLink(text)) return undefined;
  const occasion = occasionIn(text, templates);
  const people = withName(text, findMentioned(withoutSender(text)));
  return people === undefined && occasion === undefined ? undefined : oneOrder({ ...nameOf(people), occasion });
};

function nameOf(people: People | undefined): Pick<UnderstoodOrder, 'to' | 'isNameCertain'> {
  return { to: people?.to, isNameCertain: people?.isNameCertain === true };
}
