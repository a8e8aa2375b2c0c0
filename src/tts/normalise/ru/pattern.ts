import { asCapital } from '#root/tts/normalise/capital.js';
import { anyRule, plainRule } from '#root/tts/normalise/plain-classes.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** A number as it stands after its digits were joined. */
export const NUMBER = '\\d+(?:[.,]\\d+)?';

/** Returns a rule for whole words: no letter or digit stands next to them. */
export function wordRule(pattern: string, say: Rule['say'], flags = ''): Rule {
  return plainRule(bounded(pattern), `gu${flags}`, say);
}

function bounded(pattern: string): string {
  return `(?<![\\p{L}\\p{M}\\d])(?:${pattern})(?!(?<=[\\p{L}\\p{M}\\d])[\\p{L}\\p{M}\\d])`;
}

/** Returns one rule for many whole words. */
export function anyWordRule<T>(
  words: readonly T[],
  patternOf: (word: T) => string,
  say: (match: RegExpExecArray, word: T) => string | undefined,
): Rule {
  return anyRule(words, patternOf, bounded, say);
}

/** Returns the text before a match, as far as grammar needs it. */
export function before({ input, index }: RegExpExecArray): string {
  return input.slice(Math.max(0, index - 80), index);
}

/** Returns the text after a match, as far as grammar needs it. */
export function after({ input, index, 0: { length } }: RegExpExecArray): string {
  return input.slice(index + length, index + length + 120);
}

/** Returns the word with the capital letter of the match, and with a space if it would touch the next word. */
export function said(match: RegExpExecArray, word: string): string {
  const cased = asCapital(match[0], word);
  return /^[\p{L}\d№"«“]/u.test(after(match)) ? `${cased} ` : cased;
}

/** Returns the full stop that an abbreviation shares with its sentence, or nothing. */
export function fullStop(match: RegExpExecArray): string {
  if (!match[0].trimEnd().endsWith('.')) return '';
  // "В 2012–2026 гг. Вы руководили кафедрой": a polite form begins no sentence.
  if (/г\.$/.test(match[0]) && /^\s+В(?:ы|ас|ам|ами|аш\p{Ll}*)(?!\p{L})/u.test(after(match))) return '';
  // "В 1-й четв. XVI в.".
  if (/^\s[XVI]+(?!\p{L})/u.test(after(match))) return '';
  return /^["»”)]*\s*$|^["»”)]*\s+["«“(–—-]*\s*\p{Lu}/u.test(after(match)) ? '.' : '';
}
