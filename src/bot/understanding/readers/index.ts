import type { Reader } from '#root/bot/understanding/reader.js';
import {
  addressed,
  linkOrTime,
  mentioned,
  namedAlone,
  occasionAlone,
  occasionAndName,
  ofOnesOwn,
  requested,
  requestedSomehow,
  sameFor,
  saying,
  severalLines,
  wished,
} from '#root/bot/understanding/readers/free.js';
import { filledInForm, namedByColon, namedByDashOrLine, severalNamed } from '#root/bot/understanding/readers/named.js';
import { listAndWords, listedNames } from '#root/bot/understanding/readers/several.js';

/** In order of precedence. */
export const readers: readonly Reader[] = [
  sameFor,
  filledInForm,
  severalNamed,
  listAndWords,
  namedByColon,
  listedNames,
  linkOrTime,
  occasionAndName,
  saying,
  requested,
  namedByDashOrLine,
  wished,
  namedAlone,
  requestedSomehow,
  occasionAlone,
  severalLines,
  ofOnesOwn,
  addressed,
  mentioned,
];
