import { withoutSender } from '#root/bot/understanding/occasion.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { type Expected, type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { readRow } from '#root/bot/understanding/people/read-row.js';
import { isPlural } from '#root/bot/understanding/people/relatives.js';
import { isNamed, withName } from '#root/bot/understanding/people/with-name.js';
import { readCelebrated, withApostrophes, withPossessors } from '#root/bot/understanding/request/celebrated.js';
import {
  asks,
  asksSomewhere,
  beginsAsRequest,
  namesProduct,
  withoutPoliteness,
} from '#root/bot/understanding/request/opening.js';
import {
  findCongratulated,
  findNamed,
  findRecipient,
  OBJECT_FIRST,
  UNLISTED_FIRST,
} from '#root/bot/understanding/request/recipient.js';
import { wordsToSay } from '#root/bot/understanding/request/words-to-say.js';
import { isWish, speaksToSomebody } from '#root/bot/understanding/wish/formulas.js';
import { readWish } from '#root/bot/understanding/wish/read-wish.js';
import { wordsFrom } from '#root/bot/understanding/words.js';

/** What somebody asks the bot to make. */
export interface Request {
  people?: People | undefined;
  words?: string | undefined;
  /** Whether the message ends after the people and a number: "бабуле 75". */
  endsWithAge: boolean;
}

// "My mom's best friend" is neither mine nor my mom.
const OF_RELATIVE =
  /(?<!\p{L})(my|our) \p{L}+['’]s (?=(?:best |old )?(?:friend|brother|sister|husband|wife|boyfriend|girlfriend|son|daughter|teacher|boss)(?!\p{L}))/iu;
// "Say 'Happy birthday' to Anna".
const SINGLE_QUOTED = /(?<![\p{L}\d])['‘]((?:[^'‘’]|(?<=\p{L})['’](?=\p{L})){4,})['’](?!\p{L})/gu;
// "For coach Ramirez, end of season thank you" thanks nobody by itself.
const THANKING = /(?<=^for .*) thank (?:you|u)[.!]*$/iu;
const SPOKEN_OF: Expected = { cases: ['nominative'] };

/** Reads what somebody asks the bot to make. Returns undefined if the message is something else. */
export function readRequest(message: string): Request | undefined {
  const text = withApostrophes(withPossessors(withoutFirstSender(withoutPoliteness(message))))
    .replace(OF_RELATIVE, '$1 ')
    .replace(SINGLE_QUOTED, '«$1»');
  const celebrated = readCelebrated(text);
  if (celebrated !== undefined)
    return requestOf(text, findNamed(text) ?? namedCongratulated(text) ?? withName(text, celebrated));
  const isSomewhere = asksSomewhere(text);
  const isAsked = asks(message);
  const isRequest =
    isSomewhere ||
    findNamed(text) !== undefined ||
    beginsWithDative(text) ||
    OBJECT_FIRST.test(text) ||
    beginsAsRequest(text) ||
    isAsked;
  if (!isRequest || (!isAsked && !isSomewhere && speaksToSomebody(withoutSender(text.replace(THANKING, '')))))
    return undefined;
  const people = withName(text, findRecipient(text) ?? (isSomewhere ? readPeople(text, 0, SPOKEN_OF) : undefined));
  // Without people it is a request if it says what shall be made, and cannot be the words themselves.
  if (people === undefined && (!namesProduct(text) || (isWish(text) && !isAsked && !isSomewhere))) return undefined;
  return requestOf(text, people);
}

/** "Марк родился, поздравляем Юлю и Олега". */
function namedCongratulated(text: string): People | undefined {
  const people = findCongratulated(text);
  return people !== undefined && isNamed(people) ? people : undefined;
}

/** "От Вики Диме" is for Дима. */
function withoutFirstSender(text: string): string {
  const sender = /^от /iu.test(text) ? readPeople(text, 3, { cases: ['genitive'] }) : undefined;
  const rest = text.slice(sender?.end ?? 0).trim();
  return sender !== undefined && readPeople(rest, 0, { cases: ['dative'] }) !== undefined ? rest : text;
}

function requestOf(text: string, people: People | undefined): Request {
  const end = people?.end ?? 0;
  const isAged =
    /^, \d{1,3}, /.test(text.slice(end)) ||
    /, \d{1,3}(?:[.!] |[.!]*$)/.test(text) ||
    (/^[\p{L} ]+ \d{1,3}(?: (?:сегодня|завтра|скоро))?, /u.test(text) && beginsWithDative(text));
  const endsWithAge =
    isAged ||
    (['dative', 'nominative'].includes(people?.inCase ?? '') &&
      /^ (?:на |[—–-] )?(?:\d{1,3}|год)(?: (?:сегодня|завтра|скоро|уже|на днях|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)))?(?:[.!]*$|[.!,] | (?:loves|likes|who|and|любит|обожает|просто|прикольн\p{L}*|весел\p{L}*|коротк\p{L}*|красив\p{L}*|пожелай|скажи|сделай|пусть|хочу|надо)(?!\p{L}))/u.test(
        text.slice(end),
      ));
  // "Моим девочкам с 8 марта: Оле и Кате".
  const isOfSeveral = people !== undefined && !isNamed(people) && isPlural(people.to);
  const colon = (isOfSeveral ? /^[^:：.!?\n]*[:：] */u : /^[:：] */u).exec(text.slice(end))?.[0];
  const listed =
    colon === undefined || people === undefined
      ? undefined
      : readRow(text, end + colon.length, { cases: [people.inCase, 'nominative'] });
  if (listed?.others !== undefined) return { people: listed, words: wordsToSay(text, listed.end), endsWithAge };
  const words = wordsToSay(text, end);
  return { people: people ?? (words === undefined ? undefined : readWish(words)?.people), words, endsWithAge };
}

/** "Маме на юбилей". "Любови" is left to other readers if it may be the nominative. */
function beginsWithDative(text: string): boolean {
  const isCalled = readPeople(text, 0, { cases: ['nominative'] }) !== undefined;
  const unlisted = UNLISTED_FIRST.test(text) ? 'any' : 'none';
  if (isCalled) return false;
  // "Маникюрше Жанне".
  const [first, second] = wordsFrom(text, 0);
  const isDescribed = first !== undefined && /[еую]$/u.test(first.text) && !isNoName(first.text);
  const isNamed = readPeople(text, 0, { cases: ['dative'], unlisted }) !== undefined;
  return isNamed || (isDescribed && readPeople(text, second?.start ?? 0, { cases: ['dative'] }) !== undefined);
}
