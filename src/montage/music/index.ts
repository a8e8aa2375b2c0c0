import { birthday } from '#root/montage/music/birthday.js';
import type { Score } from '#root/montage/music/score.js';

/** By the name of the template that they belong to. */
export const scores: Readonly<Record<string, Score>> = { birthday };
