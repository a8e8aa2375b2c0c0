import { InputError } from '#root/errors.js';
import { checkName } from '#root/greeting/check-words.js';

/** Maximum number of names in a list. */
const MAX_NAMES = 50;

/** The names of a list, and what was left out. */
export interface NameList {
  names: string[];
  /** Number of names that were there twice. */
  duplicates: number;
  /** Entries that are no names. */
  unusable: string[];
  /** Number of names beyond the first 50. */
  tooMany: number;
}

const BULLET = /^\s*(?:\d{1,3}\s*[.)]|[-–—•*·▪✅]+)\s*/u;

/** Returns the names of a list: one a line, or several on a line with commas or semicolons between them. */
export function readNameList(text: string): NameList {
  const entries = text
    .split(/[\n,;，；\t]+/u)
    .map((entry) => entry.replace(BULLET, '').trim())
    .filter((entry) => entry !== '');
  return sortNames(entries);
}

/** Returns the entries that are names, without duplicates, and counts the others. */
function sortNames(entries: readonly string[]): NameList {
  const names = new Map<string, string>();
  const unusable: string[] = [];
  let duplicates = 0;
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === undefined) unusable.push(entry);
    else if (names.has(name.toLowerCase())) duplicates++;
    else names.set(name.toLowerCase(), name);
  }
  const all = [...names.values()];
  return { names: all.slice(0, MAX_NAMES), duplicates, unusable, tooMany: Math.max(all.length - MAX_NAMES, 0) };
}

function nameOf(entry: string): string | undefined {
  try {
    return /\p{L}/u.test(entry) ? checkName(entry) : undefined;
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
