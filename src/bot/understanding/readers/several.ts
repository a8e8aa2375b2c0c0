import { readNameList, withoutBullet } from '#root/bot/understanding/name-list.js';
import { isNameShaped, splitAtColon } from '#root/bot/understanding/named-words.js';
import { occasionIn } from '#root/bot/understanding/occasion.js';
import { readGivenName } from '#root/bot/understanding/people/given-name.js';
import { isNamed } from '#root/bot/understanding/people/with-name.js';
import type { Reader } from '#root/bot/understanding/reader.js';
import { isWish } from '#root/bot/understanding/wish/formulas.js';
import { capitalised } from '#root/bot/understanding/words.js';

/** "Анна, Борис, Вика: С Новым годом!". */
export const listAndWords: Reader = (text, templates) => {
  const split = splitAtColon(text);
  if (split === undefined || !split.name.includes(',')) return undefined;
  const entries = splitList(split.name);
  // Emoji and the like are listed as unusable.
  const names = entries.filter((entry) => /\p{L}/u.test(entry));
  if (!areNames(names) || !names.every(isNameShaped)) return undefined;
  return batch(entries, split.words, templates);
};

/** Names on lines, or between commas, and the words before or after them. */
export const listedNames: Reader = (text, templates) => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 1) return namesOnly(text, templates);
  // A line without letters is listed as unusable. It says nothing.
  const isName = lines.map((line) => !/\p{L}/u.test(line) || splitList(line).every(isListed));
  const count = isName.filter(Boolean).length;
  const [first, last] = [isName.indexOf(true), isName.lastIndexOf(true)];
  const isTogether = last - first + 1 === count;
  const names = lines.slice(first, last + 1).flatMap(splitList);
  if (!areNames(names) || !isTogether || (first > 0 && last < lines.length - 1)) return undefined;
  const words = [...lines.slice(0, first), ...lines.slice(last + 1)].join('\n');
  return batch(lines.slice(first, last + 1), words, templates);
};

const namesOnly: Reader = (text, templates) => {
  const names = splitList(text);
  const [first = '', second = ''] = names;
  // "Артурчик, сынок" is one person.
  if (names.length === 2 && isNamed({ to: first }) && !isNamed({ to: second })) return undefined;
  return areNames(names) && names.every(isListed) ? batch(names, '', templates) : undefined;
};

/** Returns whether a list has at least two names that are known: "Хлеб, молоко, сыр" may be anything. */
function areNames(entries: readonly string[]): boolean {
  return entries.filter((entry) => readGivenName(withoutBullet(entry)).isKnown).length > 1;
}

/** Returns the greetings for people that a request or a wish names in a row. */
export function batch(names: readonly string[], words: string, templates: Parameters<Reader>[1]) {
  const said = words.replace(/^[\s:：—–-]+/u, '').trim();
  return {
    kind: 'batch' as const,
    names: readNameList(names.join('\n')),
    occasion: occasionIn(said, templates),
    words: said === '' ? undefined : capitalised(said),
  };
}

/** Splits at commas, and before the last name at "and". */
function splitList(text: string): string[] {
  const parts = text.split(/[,;]/u);
  const last = parts.pop() ?? '';
  const ends = parts.length === 0 ? [last] : last.split(/\s+(?:и|and|&)\s+/iu);
  return [...parts, ...ends].map((part) => part.trim()).filter((part) => part !== '');
}

function isListed(entry: string): boolean {
  const name = withoutBullet(entry);
  const { isKnown } = readGivenName(name);
  return isNameShaped(name) && !isWish(name) && (isKnown || /^\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+){0,2}$/u.test(name));
}
