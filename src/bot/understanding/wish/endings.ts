import { anyOf } from '#root/bot/understanding/patterns.js';
import { type People, readPeople } from '#root/bot/understanding/people/read-people.js';

// A word with a capital after one without.
const NAME_AT_END = new RegExp(
  `(?<=[\\p{Ll}\\d] (?:\\p{Extended_Pictographic}\\uFE0F? )?)(?<!(?<!\\p{L})\\p{Lu}\\p{L}* |${anyOf('in from at of to the on by from for and with из в во от на с со к и по до для у за')} |, love )\\p{Lu}\\p{Ll}+(?=[\\P{L}]*$)`,
  'u',
);

/** Returns whom the last word names: "Good luck in your finals Zainab", unless it is a place or a sender. */
export function endingName(text: string): People | undefined {
  const found = NAME_AT_END.exec(text);
  return found === null ? undefined : readPeople(text, found.index, { cases: ['nominative'], unlisted: 'capital' });
}

/** Returns whom the last words name in the dative: "Удачи на экзамене Вике". */
export function endingDative(text: string): People | undefined {
  const starts = Array.from(text.matchAll(/(?<=\p{L} |\n)\p{Script=Cyrillic}/gu), ({ index }) =>
    readPeople(text, index, { cases: ['dative'] }),
  );
  return starts.find((people) => people !== undefined && /^\P{L}*(?:$| от .{3,30}$)/u.test(text.slice(people.end)));
}

/** Returns the words before a last line or sentence that only says for whom they are: "Олечке от мамы". */
export function wordsBefore(text: string, people: People | undefined): string | undefined {
  const { words, line = '' } =
    /^(?<words>.+?(?:\n|[.!?…](?= )))\s*(?<line>[^\n.!?…]+)[.!?…)]*$/su.exec(text)?.groups ?? {};
  const isLine = people?.inCase === 'dative' && readPeople(line, 0, { cases: ['dative'] })?.to === people.to;
  return isLine ? words?.trim() : undefined;
}
