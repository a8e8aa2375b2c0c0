/**
 * Matches an emoji with what may follow it: variation selectors, skin tones, joined emoji, flags, keycaps. A heart in a
 * face made of signs, "(♥‿♥)", is none: a text font draws it with the rest of the face.
 */
export const EMOJI =
  /(?!(?<=[(（ʕ]\S{0,3})(?!\p{Emoji_Presentation})\p{Emoji}(?!\uFE0F)\S{0,6}[)）ʔ])(?:[0-9#*]\uFE0F?\u20E3|\p{Regional_Indicator}{2}|(?!\p{N}|[#*])\p{Emoji}[\uFE0F\u{1F3FB}-\u{1F3FF}]*(?:\u200D\p{Emoji}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)*)[\u{E0020}-\u{E007F}]*/gu;
