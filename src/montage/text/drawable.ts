import { EMOJI } from '#root/greeting/emoji.js';

// Joiners only have an effect between letters of these scripts.
const JOINED =
  /(?<![\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}])[\u200C\u200D]+|[\u200C\u200D]+(?!\p{L}|\p{M})/gu;

// Characters without a glyph: direction controls, word joiners, fillers, tags, selectors.
const INVISIBLE = /(?!\u200C|\u200D|[\t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2800]/gu;

// No script stacks more than four marks on a letter. More of them would cover the lines above and below.
const STACKED = /(\p{Mn}{4})\p{Mn}+/gu;

// Marks without a letter.
const LONE_MARKS = /(?<=^|\s)\p{M}+/gu;

/**
 * Returns the text without characters that text fonts cannot draw, or that would cover other lines. libass draws no
 * colour emoji, and leaving a character out is better than a box.
 */
export function drawable(text: string): string {
  return text
    .replace(EMOJI, '')
    .replace(JOINED, '')
    .replace(INVISIBLE, '')
    .replace(STACKED, '$1')
    .replace(LONE_MARKS, '');
}
