import { english } from '#root/tts/normalise/en/english.js';
import { everyLanguage } from '#root/tts/normalise/every-language.js';
import { hearts } from '#root/tts/normalise/hearts.js';
import { latinOnly } from '#root/tts/normalise/latin-only.js';
import { otherLanguage } from '#root/tts/normalise/other-language.js';
import { withPlainClasses } from '#root/tts/normalise/plain-classes.js';
import { cyrillicOnly } from '#root/tts/normalise/ru/cyrillic-only.js';
import { russian } from '#root/tts/normalise/ru/russian.js';
import { applyRules, asWritten, type MappedText, type Rule } from '#root/tts/normalise/rules.js';
import { nameRule, type SpokenName } from '#root/tts/normalise/spoken-name.js';

export interface SpeakableText {
  /** Text as a good reader says it: words instead of numbers, signs and abbreviations. Stress is U+0301 after a vowel. */
  text: string;
  /** For each code point of the text, the index of the code point in the source that it came from. It never falls. */
  source: readonly number[];
}

export interface NormaliseOptions {
  /** Language of the voice, as espeak-ng names it. */
  language: string;
  /** The only letters that the voice reads. Words in other letters are written as they sound. */
  letters?: 'cyrillic' | 'latin' | undefined;
  /** A name that is pronounced otherwise than it is written. */
  name?: SpokenName | undefined;
}

const byLanguage = new Map<string, readonly Rule[]>([
  ['ru', russian],
  ['en', english],
]);
const byLetters = { cyrillic: cyrillicOnly, latin: latinOnly };

/** Returns the text as it is given to a speech engine. */
export function normalise(text: string, { language, letters, name }: NormaliseOptions): SpeakableText {
  const [base = ''] = language.split('-');
  const spoken = byLanguage.get(base);
  const rules = [
    // The name comes first, because it may look like a number or an abbreviation.
    ...(name === undefined ? [] : [nameRule(name)]),
    ...(hearts.get(base) ?? []),
    ...everyLanguage,
    ...(spoken === undefined ? otherLanguage : withPlainClasses(spoken)),
    ...(letters === undefined ? [] : withPlainClasses(byLetters[letters])),
  ];
  return toCodePoints(applyRules(asWritten(text), rules));
}

function toCodePoints(spoken: MappedText): SpeakableText {
  let unit = 0;
  const source = Array.from(spoken.text, (character) => {
    const from = spoken.source[unit] ?? 0;
    unit += character.length;
    return from;
  });
  return { text: spoken.text, source };
}
