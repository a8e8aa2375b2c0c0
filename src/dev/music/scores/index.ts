import type { Score } from '#root/dev/music/score.js';
import { birthday } from '#root/dev/music/scores/birthday.js';
import { neutral } from '#root/dev/music/scores/neutral.js';
import { newYear } from '#root/dev/music/scores/new-year.js';
import { thankYou } from '#root/dev/music/scores/thank-you.js';
import { wedding } from '#root/dev/music/scores/wedding.js';

/** By the name of the template that they belong to. */
export const scores: Readonly<Record<string, Score>> = {
  birthday,
  'new-year': newYear,
  wedding,
  'thank-you': thankYou,
  neutral,
};
