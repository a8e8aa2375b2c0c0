import { en } from '#root/greeting/ready-words/en.js';
import { ru } from '#root/greeting/ready-words/ru.js';
import type { Tone, WordsByOccasion } from '#root/greeting/ready-words/tones.js';
import type { Language } from '#root/greeting/spec.js';

const wordsByLanguage: Record<Language, WordsByOccasion> = { ru, en };

/** Returns the ready-made words for a template's occasion, in a tone. Throws `RangeError` if the template has none. */
export function readyWords(language: Language, template: string, tone: Tone): readonly [string, string] {
  const words = wordsByLanguage[language][template];
  if (words === undefined) throw new RangeError(`no ready-made words for the template "${template}"`);
  return words[tone];
}
