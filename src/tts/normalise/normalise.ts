import { english } from '#root/tts/normalise/en/english.js';
import { everyLanguage } from '#root/tts/normalise/every-language.js';
import { russian } from '#root/tts/normalise/ru/russian.js';
import { applyRules, asWritten, type Rule } from '#root/tts/normalise/rules.js';

export interface SpeakableText {
  /** Text as a good reader says it: words instead of numbers, signs and abbreviations. Stress is U+0301 after a vowel. */
  text: string;
  /** For each code point of the text, the index of the code point in the source that it came from. It never falls. */
  source: readonly number[];
}

const byLanguage = new Map<string, readonly Rule[]>([
  ['ru', russian],
  ['en', english],
]);

/** Returns the text as it is given to a speech engine. @param language as espeak-ng names it */
export function normalise(text: string, { language }: { language: string }): SpeakableText {
  const spoken = applyRules(asWritten(text), [...everyLanguage, ...(byLanguage.get(language) ?? [])]);
  let unit = 0;
  const source = Array.from(spoken.text, (character) => {
    const from = spoken.source[unit] ?? 0;
    unit += character.length;
    return from;
  });
  return { text: spoken.text, source };
}
