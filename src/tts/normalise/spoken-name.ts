import type { Rule } from '#root/tts/normalise/rules.js';

/** A name, and how it is pronounced. */
export interface SpokenName {
  written: string;
  /** Its stress is U+0301 after the vowel, or a plus before it. */
  said: string;
}

const PLUS_BEFORE_LETTER = /\+(\p{L})\u0301?/gu;

/** Returns the rule that says a name as it is pronounced, wherever it stands as a whole word. */
export function nameRule({ written, said }: SpokenName): Rule {
  const words = written
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const accented = said.replace(PLUS_BEFORE_LETTER, '$1\u0301');
  return {
    pattern: new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${words.join('\\s+')}(?![\\p{L}\\p{M}\\p{N}])`, 'gu'),
    say: () => accented,
  };
}
