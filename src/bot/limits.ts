import { MAX_NAMES } from '#root/bot/understanding/name-list.js';
import { wordLimits } from '#root/greeting/check-words.js';
import { MAX_PHOTOS } from '#root/greeting/spec.js';
import { mediaLimits } from '#root/intake/limits.js';

/** The limits of an order, as the texts name them. */
export const limits = {
  nameMax: wordLimits.name,
  textMax: wordLimits.text,
  photosMax: MAX_PHOTOS,
  namesMax: MAX_NAMES,
  megabytes: mediaLimits.bytes / 1e6,
  seconds: mediaLimits.seconds,
};
