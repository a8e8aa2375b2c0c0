import { birthday } from '#root/dev/music/birthday.js';
import { neutral } from '#root/dev/music/neutral.js';
import { newYear } from '#root/dev/music/new-year.js';
import type { Score } from '#root/dev/music/score.js';
import { thankYou } from '#root/dev/music/thank-you.js';
import { wedding } from '#root/dev/music/wedding.js';

/** By the name of the template that they belong to. */
export const scores: Readonly<Record<string, Score>> = {
  birthday,
  'new-year': newYear,
  wedding,
  'thank-you': thankYou,
  neutral,
};
