import { templateOf } from '#root/bot/drafts/choices.js';
import { templateFor } from '#root/greeting/occasions.js';
import { readyWords } from '#root/greeting/ready-words/ready-words.js';
import type { Tone } from '#root/greeting/ready-words/tones.js';
import type { Draft } from '#root/jobs/draft.js';
import { templates } from '#root/montage/templates/index.js';

/** How many ready-made words of each tone there are. */
export const VARIANTS = 2;

/** Returns the ready-made words that a draft offers in a tone, for its occasion, in the language of the person. */
export function offeredWords({ content, language }: Draft, tone: Tone): string {
  const template = templateOf(content) ?? templateFor('', templates) ?? '';
  const [first, second] = readyWords(language, template, tone);
  return content.variant === VARIANTS ? second : first;
}
