/** Emoji with all that may follow one: variation selectors, skin tones, joined emoji, flags, keycaps. */
export const EMOJI =
  /(?:[0-9#*]\uFE0F?\u20E3|\p{Regional_Indicator}{2}|(?!\p{N}|[#*])\p{Emoji}[\uFE0F\u{1F3FB}-\u{1F3FF}]*(?:\u200D\p{Emoji}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)*)[\u{E0020}-\u{E007F}]*/gu;

// Joiners do something between letters of these scripts only.
const JOINED =
  /(?<![\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}])[\u200C\u200D]+|[\u200C\u200D]+(?!\p{L}|\p{M})/gu;

// What is there to be obeyed or ignored, not seen: controls of direction, joiners of words, fillers, tags, selectors.
const INVISIBLE = /(?!\u200C|\u200D|[\t\n\r])[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\u2800]/gu;

// No script stacks more of them on a letter; what stacks more draws over the lines above and below.
const STACKED = /(\p{Mn}{4})\p{Mn}+/gu;

// Marks with no letter to stand on.
const LONE_MARKS = /(?<=^|\s)\p{M}+/gu;

/**
 * Returns the text without what text fonts cannot draw, and without what would draw over something else: libass has no
 * colour emoji, and a box is worse than nothing.
 */
export function drawable(text: string): string {
  return text
    .replace(EMOJI, '')
    .replace(JOINED, '')
    .replace(INVISIBLE, '')
    .replace(STACKED, '$1')
    .replace(LONE_MARKS, '');
}
