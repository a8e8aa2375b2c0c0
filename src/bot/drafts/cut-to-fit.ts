import { wordLimits } from '#root/greeting/check-words.js';
import { graphemes } from '#root/greeting/graphemes.js';
import { sentences } from '#root/greeting/lines.js';

/** Returns the beginning of words that are too long, up to the end of a sentence if there is one, else of a word. */
export function cutToFit(text: string): string {
  const head = graphemes(text).slice(0, wordLimits.text).join('');
  if (head === text) return text;
  const whole = sentences(head, 'ru').slice(0, -1).join('').trim();
  if (whole !== '') return whole;
  return head.replace(/\s+\S*$/u, '').trim();
}
