import { abbreviations } from '#root/tts/normalise/en/abbreviations.js';
import { acronyms } from '#root/tts/normalise/en/acronyms.js';
import { addresses } from '#root/tts/normalise/en/addresses.js';
import { bible } from '#root/tts/normalise/en/bible.js';
import { chatWords } from '#root/tts/normalise/en/chat-words.js';
import { dates } from '#root/tts/normalise/en/dates.js';
import { digitGroups } from '#root/tts/normalise/en/digit-groups.js';
import { fractions } from '#root/tts/normalise/en/fractions.js';
import { initials } from '#root/tts/normalise/en/initials.js';
import { links } from '#root/tts/normalise/en/links.js';
import { money } from '#root/tts/normalise/en/money.js';
import { numbers } from '#root/tts/normalise/en/numbers.js';
import { ordinals } from '#root/tts/normalise/en/ordinals.js';
import { phones } from '#root/tts/normalise/en/phones.js';
import { roman } from '#root/tts/normalise/en/roman.js';
import { nearly, signs, silent } from '#root/tts/normalise/en/signs.js';
import { plainText, stretched } from '#root/tts/normalise/en/text.js';
import { times } from '#root/tts/normalise/en/times.js';
import { titles } from '#root/tts/normalise/en/titles.js';
import { units } from '#root/tts/normalise/en/units.js';
import { years } from '#root/tts/normalise/en/years.js';
import type { Rule } from '#root/tts/normalise/rules.js';

/** What a good reader of English says otherwise than it is written. The order of the rules counts. */
export const english: readonly Rule[] = [
  ...plainText,
  ...bible,
  ...links,
  ...nearly,
  ...phones,
  ...addresses,
  ...digitGroups,
  ...dates,
  ...ordinals,
  ...times,
  ...years,
  ...roman,
  ...chatWords,
  ...money,
  ...fractions,
  ...units,
  ...titles,
  ...initials,
  ...abbreviations,
  ...signs,
  ...numbers,
  ...acronyms,
  ...stretched,
  ...silent,
];
