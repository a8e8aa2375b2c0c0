import { anyOf } from '#root/bot/understanding/patterns.js';
import { findPeople } from '#root/bot/understanding/people/known-people.js';
import { type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { readRow } from '#root/bot/understanding/people/read-row.js';
import { declinePerson } from '#root/greeting/declension.js';

const WHEN = /^(?:(?:it's|its|it is|today is|tomorrow is|today|tomorrow|завтра|сегодня|скоро)[ ,]+)?/iu;
const EVENT =
  '(?:\\d+(?:st|nd|rd|th)? ?)?(?:birthday|bday|b-day|wedding|anniversary|graduation|retirement|last day|first day|baby shower|promotion|recital|surgery)(?!\\p{L})';
const ADVERB = '(?:is|will be|is going to|has|just|завтра|сегодня|скоро|будет)';
const HAPPENS =
  '(?:turn(?:s|ed|ing)|getting married|\\d{1,3}(?!\\d|:| ?%)|birthday|graduat|выходит замуж|пожен|обручил|жен(?:ится|ятся)|исполн|именинни|отмечает|got into|passed(?! away)|won|starts|started|сдал|поступил|окончил|закончил|родил|стал[аи]?(?!\\p{L})|победил|выиграла?(?!\\p{L})|получил|защитил|вернул|переехал|купил|беременн)';
const CELEBRATES = new RegExp(
  `^(?:, \\d{1,3}(?: (?:лет|год)(?!\\p{L}* вместе)|, )|['’]s? (?:${EVENT}|\\d+(?:st|nd|rd|th))| (?:${ADVERB} )*(?:${HAPPENS}|${EVENT}))`,
  'iu',
);
const WITHOUT_APOSTROPHE = new RegExp(`(?<!\\p{L})(\\p{L}{2,})s(?= (?:${EVENT}|\\d+(?:st|nd|rd|th)))`, 'giu');

/** Reads whose day it is: "Emma is turning 5", "it's my grandma's birthday", "сестра выходит замуж". */
export function readCelebrated(text: string): People | undefined {
  const start = WHEN.exec(text)?.[0].length ?? 0;
  const row = readRow(text, start, { cases: ['nominative', 'dative'] });
  const people =
    (row?.others === undefined ? undefined : row) ??
    readPeople(text, start, { cases: ['nominative', 'dative'] }) ??
    readPeople(text, start, { cases: ['nominative'], unlisted: 'any' });
  return people !== undefined && CELEBRATES.test(text.slice(people.end)) ? people : undefined;
}

// "Мамин юбилей", "Анютины 25".
const POSSESSIVE = new RegExp(
  `(?<!\\p{L})(\\p{L}{2,})ин(?:а|о|ы|у|ого|ому|ым|ой)? (\\d{1,3}(?!\\d|:)|${anyOf(
    'юбилей юбилея юбилею (?:день|дня|дню)_рождени* др днюх* свадьб* годовщин* именины новосель* выпускн*',
  )})`,
  'giu',
);

/** Writes "мамин юбилей" as "юбилей мамы", and "Анютины 25" as "Анюте 25". */
export function withPossessors(text: string): string {
  return text.replace(POSSESSIVE, (written, stem: string, what: string) => {
    const person = [`${stem}а`, `${stem}я`].find((word) => findPeople(word, 'nominative').length > 0);
    if (person === undefined) return written;
    const { genitive, dative } = declinePerson(person);
    return /^\d/.test(what) ? `${dative} ${what}` : `${what} ${genitive}`;
  });
}

/** Writes "my husbands birthday" with its apostrophe. */
export function withApostrophes(text: string): string {
  return text.replace(WITHOUT_APOSTROPHE, (word, noun: string) => {
    // A group has no birthday, twins have one.
    return findPeople(noun, 'nominative').length > 0 && word !== 'twins' ? `${noun}'s` : word;
  });
}
