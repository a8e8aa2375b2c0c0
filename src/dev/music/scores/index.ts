import type { Score } from '#root/dev/music/score.js';
import { birthday } from '#root/dev/music/scores/birthday.js';
import { neutral } from '#root/dev/music/scores/neutral.js';
import { newYear } from '#root/dev/music/scores/new-year.js';
import { thankYou } from '#root/dev/music/scores/thank-you.js';
import { wedding } from '#root/dev/music/scores/wedding.js';

/** Scores by the name of their template. */
export const scores: Readonly<Record<string, Score>> = {
  birthday,
  'new-year': newYear,
  wedding,
  'thank-you': thankYou,
  neutral,
};
