import { isNoName } from '#root/bot/understanding/people/no-names.js';
import { foldedWords } from '#root/bot/understanding/words.js';

// A colon between digits is a time, one before two slashes and one after "mailto" and the like an address.
const COLON = /(?<!\d|(?<!\p{L})(?:mailto|tel|https?))[:：](?!\/\/)|(?<!(?<!\p{L})(?:mailto|tel))[:：](?![\d/])/iu;
const DASH = /[ \t]+[-–—][ \t]+|[–—][ \t]*/u;
// What stands before a colon and is no name: a time, an address, a postscript.
const NO_NAME = /\d|:\/\/|www\.|@|^(?:[pр]\.? ?)+[sс]\.?$|^[зЗ]\.? ?ы\.?$|[.!?…]{1,}$|[!?{}<>=;\\|]|\(\)/iu;
const MOST_WORDS = 4;
const MOST_LETTERS = 40;

/** A name and the words that follow it. */
export interface NamedWords {
  name: string;
  words: string;
}

/** Returns what stands before and after the first colon of the first line, if it is shaped like a name and words. */
export function splitAtColon(message: string): NamedWords | undefined {
  return splitAt(message, COLON);
}

/** Returns what stands before and after the first dash of the first line, if it is shaped like a name and words. */
export function splitAtDash(message: string): NamedWords | undefined {
  return splitAt(message, DASH);
}

function splitAt(message: string, separator: RegExp): NamedWords | undefined {
  const found = separator.exec(message);
  if (found === null) return undefined;
  const name = message.slice(0, found.index).trim();
  const words = message.slice(found.index + found[0].length).trim();
  return words === '' || name.includes('\n') ? undefined : { name, words };
}

/** Returns whether a text is shaped like a name: a few words that begin with a letter, none of a sentence. */
export function isNameShaped(written: string): boolean {
  const name = written.replace(/^(?:для|for|to) +/iu, '');
  const words = foldedWords(name);
  return (
    /^\p{L}/u.test(name) &&
    name.length <= MOST_LETTERS &&
    words.length <= MOST_WORDS &&
    !NO_NAME.test(name) &&
    !words.some((word) => isNoName(word) && !/^(?:и|and|de|la|van|von|of)$/.test(word))
  );
}
