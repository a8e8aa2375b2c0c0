// Emoji with all that may follow one: variation selectors, skin tones, joined emoji, flags, keycaps.
const EMOJI =
  /(?:[0-9#*]\uFE0F?\u20E3|\p{Regional_Indicator}{2}|(?!\p{N}|[#*])\p{Emoji}[\uFE0F\u{1F3FB}-\u{1F3FF}]*(?:\u200D\p{Emoji}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)*)[\u{E0020}-\u{E007F}]*/gu;

/** Returns the text without what text fonts cannot draw: libass has no colour emoji, and a box is worse than nothing. */
export function withoutEmoji(text: string): string {
  return text.replace(EMOJI, '').replace(/[\uFE0F\u200D]/g, '');
}
