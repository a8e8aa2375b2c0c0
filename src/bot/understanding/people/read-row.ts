import { readGivenName } from '#root/bot/understanding/people/given-name.js';
import { type Expected, type People, readPeople } from '#root/bot/understanding/people/read-people.js';
import { isPlural } from '#root/bot/understanding/people/relatives.js';
import { isNamed } from '#root/bot/understanding/people/with-name.js';

const NEXT_OF_ROW =
  /^(?: \(?\d{1,2}(?: (?:лет|год\p{L}*))?\)?)?(?:\s*,\s*(?:(?:и|and|&) )?|\s+(?:и|and|&)\s+|(?<=\d) )/iu;

/** Reads people like `readPeople`, or each of a row of them with commas between: "Анну, Бориса и Вику". */
export function readRow(text: string, start: number, expected: Expected): People | undefined {
  const first = readPeople(text, start, { ...expected, isSingle: true });
  if (first === undefined) return undefined;
  const row = [first];
  let hasComma = false;
  for (let next = NEXT_OF_ROW.exec(text.slice(first.end)); next !== null; ) {
    const at = (row.at(-1)?.end ?? 0) + next[0].length;
    const unlisted = expected.unlisted === 'any' ? 'capital' : 'none';
    const person = readPeople(text, at, { cases: [first.inCase], unlisted, isSingle: true });
    // "For mom, Mother's Day" has one person. "Mr" alone is none.
    if (person === undefined || /^(?:mrs?|ms|miss|dr)$/i.test(person.to) || /^['’]s/u.test(text.slice(person.end)))
      break;
    hasComma ||= /[,\d]/.test(next[0]);
    row.push(person);
    next = NEXT_OF_ROW.exec(text.slice(person.end));
  }
  if (!hasComma || row.filter(({ to }) => readGivenName(to).isKnown).length < 2)
    return readPeople(text, start, expected);
  const [, name, ...more] = row;
  // "My dad, Antonio" is one person.
  const isApposed = name !== undefined && !isNamed(first) && [name, ...more].every(isNamed);
  if (isApposed && more.length === 0) return name;
  // "Инне Валерьевне, воспитателю".
  if (name !== undefined && isNamed(first) && !isNamed(name) && !name.isNameCertain && more.length === 0) return first;
  // "Our parents, Jim and Carol".
  const second = first.end + (NEXT_OF_ROW.exec(text.slice(first.end))?.[0].length ?? 0);
  if (isApposed && isPlural(first.to)) return readPeople(text, second, expected);
  return { ...first, end: row.at(-1)?.end ?? first.end, others: row.slice(1).map(({ to }) => to) };
}
