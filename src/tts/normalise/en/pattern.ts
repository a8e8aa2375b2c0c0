import { anyRule, plainRule } from '#root/tts/normalise/plain-classes.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** A number as it stands after its digits were joined. */
export const NUMBER = '\\d+(?:\\.\\d+)?';

/** Returns a rule for whole words: no letter or digit stands next to them. */
export function wordRule(pattern: string, say: Rule['say'], flags = ''): Rule {
  return plainRule(bounded(pattern), `gu${flags}`, say);
}

/** Returns one rule for many whole words with what is said. */
export function anyWordRule(
  words: readonly (readonly [pattern: string, said: string])[],
  say: (match: RegExpExecArray, said: string) => string,
): Rule {
  return anyRule(
    words,
    ([pattern]) => pattern,
    bounded,
    (match, [, said]) => say(match, said),
  );
}

function bounded(pattern: string): string {
  return `(?<![\\p{L}\\p{M}\\d])(?:${pattern})(?![\\p{L}\\p{M}\\d])`;
}

/** Returns the text before a match, as far as grammar needs it. */
export function before({ input, index }: RegExpExecArray): string {
  return input.slice(Math.max(0, index - 60), index);
}

/** Returns the text after a match, as far as grammar needs it. */
export function after({ input, index, 0: { length } }: RegExpExecArray): string {
  return input.slice(index + length, index + length + 60);
}

/** Returns the full stop that an abbreviation shares with its sentence, or nothing. */
export function fullStop(match: RegExpExecArray): string {
  if (!match[0].trimEnd().endsWith('.')) return '';
  return /^["”’)]{0,3}\s{0,3}$|^["”’)]{0,3}\s{1,3}["“‘(–—-]{0,3}\p{Lu}/u.test(after(match)) ? '.' : '';
}

/** Whether the next word names several things, so that a number before it counts them: "2000 roses". */
export function isCounting(right: string): boolean {
  const [, word = ''] =
    /^(?: (?:red|white|pink|happy|more|new|little|small|big|good|beautiful|long))? (\p{Ll}+)/u.exec(right) ?? [];
  return (
    /^(?:people|men|women|children|kids|feet|million|thousand|percent)$|(?:[^s'ui]|ie)s$/.test(word) &&
    !FUNCTION_WORDS.test(word)
  );
}

const FUNCTION_WORDS =
  /^(?:vs|versus|was|has|does|as|its|his|hers|ours|yours|theirs|always|besides|sometimes|brings|comes|goes|begins|starts|marks|makes|gives|looks|feels|seems|holds|ends|needs|turns|rocks|rules|gets|says|knows|stays|remains|sends|wishes|loves|wins|returns|meets)$/;
