import { birthday } from '#root/montage/music/birthday.js';
import { neutral } from '#root/montage/music/neutral.js';
import { newYear } from '#root/montage/music/new-year.js';
import type { Score } from '#root/montage/music/score.js';
import { thankYou } from '#root/montage/music/thank-you.js';
import { wedding } from '#root/montage/music/wedding.js';

/** By the name of the template that they belong to. */
export const scores: Readonly<Record<string, Score>> = {
  birthday,
  'new-year': newYear,
  wedding,
  'thank-you': thankYou,
  neutral,
};
