import { anyOf } from '#root/bot/understanding/patterns.js';
import type { Case } from '#root/bot/understanding/people/cases.js';
import { type People, readPeople } from '#root/bot/understanding/people/read-people.js';

const RUSSIAN = new RegExp(
  `^(?:${anyOf('и а ну теперь еще ещё можно')}[ ,]+)*${anyOf(`
    то[_-]?же(?:_самое)? так(?:ое|ую|ой)(?:_же)?(?:_видео|_поздравление)? теперь ещ?[её]_одно(?:_(?:точно|такое|же|видео|поздравление)){0,4} (?:точно_)?такое_же(?:_(?:видео|поздравление))? повтори и_ещ[её] а_ещ[её] и а
    сделай_так(?:ое|ую)_же`)}[ ,]+(?:для +|только )?`,
  'iu',
);
const ENGLISH = new RegExp(
  `^(?:${anyOf('and now ok please can_you')}[ ,]+)*${anyOf(`
    (?:do_)?(?:the_)?same(?:_one|_thing|_video|_again)? another(?:_(?:one|video|card|greeting))? one_more now and(?:_one)? one`)}[ ,]+${anyOf('for to with')} +`,
  'iu',
);
// "Oh, not Anna but Alla".
const CORRECTION =
  /^(?:\p{L}+[,!.\s]+)?(?:не (?:для )?\p{L}+(?: \p{L}+)?,? а(?: для)?|not (?:for )?\p{L}+(?: \p{L}+)?,? but(?: for)?|i meant(?: for)?|(?:поменяй|измени|исправь|замени|смени)(?:те)? имя на|(?:change|fix|correct|edit) (?:the |her |his )?name to) +/iu;
// Both begin with a capital. "Не грусти, Анна" is none.
const OTHER_NAME = /^(?:[Нн]е|[Nn]ot) \p{Lu}\p{L}+, (?=\p{Lu}\p{L}+[\s\p{P}]*$)/u;
const NOTHING_MORE = new RegExp(
  `^(?:[\\s\\p{P}\\p{Extended_Pictographic}]|${anyOf('please pls пожалуйста плиз too тоже')})*$`,
  'iu',
);

/**
 * Reads for whom the last greeting shall be made once more: "то же для Олега", "same for Oleg", and whether that is because
 * its name was wrong: "не Анна, а Алла".
 */
export function readSame(text: string): (People & { isCorrection: boolean }) | undefined {
  const correction = CORRECTION.exec(text) ?? OTHER_NAME.exec(text);
  const start = (RUSSIAN.exec(text) ?? ENGLISH.exec(text) ?? correction)?.[0];
  if (start === undefined) return undefined;
  const isFor = /(?:для|for|to) +$/iu.test(start);
  const people = readPeople(text, start.length, { cases: casesAfter(start), unlisted: isFor ? 'any' : 'none' });
  if (people === undefined || !NOTHING_MORE.test(text.slice(people.end))) return undefined;
  return { ...people, isCorrection: start === correction?.[0] };
}

function casesAfter(start: string): Case[] {
  if (/ на +$/iu.test(start)) return ['nominative', 'accusative'];
  return /для +$/iu.test(start) ? ['genitive'] : ['dative', 'nominative'];
}
