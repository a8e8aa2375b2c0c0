import { readGivenName } from '#root/bot/understanding/people/given-name.js';
import { InputError } from '#root/errors.js';
import { checkName } from '#root/greeting/check-words.js';

/** Maximum number of names in a list. */
export const MAX_NAMES = 50;

/** The names of a list in the nominative, and what was left out. */
export interface NameList {
  names: string[];
  /** Number of entries whose name was there before. */
  duplicates: number;
  /** Entries that are no names. */
  unusable: string[];
  /** Number of names beyond the first 50. */
  tooMany: number;
}

const BULLET = /^(?:\d{1,3}\s*[.)]|\d{1,3}(?=\s+\p{L})|[-–—•*·▪])\s*/u;

/** Returns the names of a list: one a line, or several on a line with commas, semicolons or tabs between them. */
export function readNameList(text: string): NameList {
  return listNames(text.split(/[\r\n,;，；\t]+/u));
}

/** Returns the entries that are names, each once, and counts the others. Empty entries do not count. */
export function listNames(entries: readonly string[]): NameList {
  const names = new Map<string, string>();
  const unusable: string[] = [];
  let duplicates = 0;
  for (const entry of entries.map((each) => withoutBullet(each.trim())).filter((each) => each !== '')) {
    const name = nameOf(entry);
    const key = name?.toLowerCase().replaceAll('ё', 'е');
    if (name === undefined || key === undefined) unusable.push(entry);
    else if (names.has(key)) duplicates++;
    else names.set(key, name);
  }
  const all = [...names.values()];
  return { names: all.slice(0, MAX_NAMES), duplicates, unusable, tooMany: Math.max(all.length - MAX_NAMES, 0) };
}

/** Returns an entry without the number or the dash before it. */
export function withoutBullet(entry: string): string {
  return entry.replace(BULLET, '').trim();
}

function nameOf(entry: string): string | undefined {
  if (!/\p{L}/u.test(entry) || /:\/\/|www\.|@\w/u.test(entry)) return undefined;
  try {
    return checkName(readGivenName(entry).to);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
