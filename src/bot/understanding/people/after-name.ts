import { isAttribute } from '#root/bot/understanding/people/attributes.js';
import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { readRelative } from '#root/bot/understanding/people/read-names.js';
import type { Place, Reading } from '#root/bot/understanding/people/reading.js';
import { capitalised, fold } from '#root/bot/understanding/words.js';

const MOST_OF_GROUP = 2;
const GROUP = /^(?:family|team|crew|club|class)$/i;

/** "The Johnson family", "the Lakewood soccer team". */
export function withFamily({ words }: Pick<Place, 'words'>, name: Reading | undefined): Reading | undefined {
  const after = name === undefined ? [] : words.slice(name.next, name.next + MOST_OF_GROUP).map(({ text }) => text);
  const count = after.findIndex((word) => GROUP.test(word)) + 1;
  if (name === undefined || count === 0 || after.slice(0, count).some(isNoName)) return name;
  return { ...name, parts: [...name.parts, ...after.slice(0, count)], next: name.next + count };
}

/** "Smith" before "family". */
export function readFamilyName({ words }: Place, start: number): Reading | undefined {
  const written = words[start]?.text ?? '';
  const isName = /^\p{Lu}\p{Script=Latin}+$/u.test(written) && !isNoName(written) && !isAttribute(written);
  if (!isName || !/^family$/i.test(words[start + 1]?.text ?? '')) return undefined;
  return { parts: [written], isCertain: true, next: start + 1 };
}

/** "Алина прекрасная: in English such words begin what follows. */
export function withPraise({ words }: Pick<Place, 'words'>, name: Reading | undefined): Reading | undefined {
  const praise = name === undefined ? undefined : words[name.next]?.text;
  if (name === undefined || praise === undefined) return name;
  const isPraise = /^\p{Script=Cyrillic}/u.test(praise) && isAttribute(praise);
  return isPraise ? withPraise({ words }, { ...name, next: name.next + 1 }) : name;
}

/** "Дед Мороз" in any case. */
export function readFrost({ words }: Place, parts: readonly string[], start: number): Reading | undefined {
  const isFrost = /^дед(?:ушка)?$/iu.test(parts.join(' ')) && /^мороз(?:а|у|е|ом)?$/iu.test(words[start]?.text ?? '');
  return isFrost ? { parts: [...parts, 'Мороз'], isCertain: true, next: start + 1 } : undefined;
}

/** "Мама папа", "бабушка дедушка". */
export function readCouple(place: Place, parts: readonly string[], start: number): Reading | undefined {
  const other = /^(?:мам|пап|баб|дед)/iu.test(parts.join(' ')) ? readRelative(place, start) : undefined;
  const isCouple = /^(?:мам|пап|баб|дед)/iu.test(other?.parts.join(' ') ?? '');
  const isOther = other !== undefined && fold(other.parts.join(' ')).at(0) !== fold(parts.join(' ')).at(0);
  return isOther && isCouple ? { ...other, parts: [...parts, 'и', ...other.parts] } : undefined;
}

/** "Семья Ивановых". */
export function readRussianFamily({ words }: Place, parts: readonly string[], start: number): Reading | undefined {
  const surname = words[start]?.text ?? '';
  if (!/^семья$/iu.test(parts.join(' ')) || !/[иы]х$/u.test(surname)) return undefined;
  return { parts: ['семья', capitalised(surname)], isCertain: true, next: start + 1 };
}
