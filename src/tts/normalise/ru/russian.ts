import { abbreviations } from '#root/tts/normalise/ru/abbreviations.js';
import { acronyms } from '#root/tts/normalise/ru/acronyms.js';
import { ages } from '#root/tts/normalise/ru/ages.js';
import { bible } from '#root/tts/normalise/ru/bible.js';
import { collectives } from '#root/tts/normalise/ru/collective.js';
import { dates } from '#root/tts/normalise/ru/dates.js';
import { digitGroups } from '#root/tts/normalise/ru/digit-groups.js';
import { initials } from '#root/tts/normalise/ru/initials.js';
import { links } from '#root/tts/normalise/ru/links.js';
import { mixedNumbers } from '#root/tts/normalise/ru/mixed-numbers.js';
import { numbers } from '#root/tts/normalise/ru/numbers.js';
import { ordinals } from '#root/tts/normalise/ru/ordinals.js';
import { patronymics } from '#root/tts/normalise/ru/patronymics.js';
import { phones } from '#root/tts/normalise/ru/phones.js';
import { posted } from '#root/tts/normalise/ru/posts.js';
import { prepositions } from '#root/tts/normalise/ru/prepositions.js';
import { relatives } from '#root/tts/normalise/ru/relatives.js';
import { roman } from '#root/tts/normalise/ru/roman.js';
import { schoolClasses } from '#root/tts/normalise/ru/school-classes.js';
import { shortPeriods } from '#root/tts/normalise/ru/short-periods.js';
import { fractions, signs, silent } from '#root/tts/normalise/ru/signs.js';
import { stressMarks } from '#root/tts/normalise/ru/stress-marks.js';
import { times } from '#root/tts/normalise/ru/times.js';
import { titled } from '#root/tts/normalise/ru/titles.js';
import { measures } from '#root/tts/normalise/ru/units.js';
import { years } from '#root/tts/normalise/ru/years.js';
import { yo } from '#root/tts/normalise/ru/yo.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** What a good reader of Russian says otherwise than it is written. The order of the rules counts. */
export const russian: readonly Rule[] = [
  ...stressMarks,
  ...bible,
  ...links,
  ...shortPeriods,
  ...relatives,
  ...patronymics,
  ...posted,
  ...phones,
  ...digitGroups,
  ...mixedNumbers,
  ...dates,
  ...years,
  ...times,
  ...schoolClasses,
  ...collectives,
  ...ordinals,
  ...roman,
  ...ages,
  ...measures,
  ...titled,
  ...initials,
  ...abbreviations,
  ...fractions,
  ...signs,
  ...numbers,
  ...acronyms,
  ...prepositions,
  ...yo,
  ...silent,
];
