import type { WordTime } from '#root/greeting/artifacts.js';
import { graphemes } from '#root/greeting/graphemes.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import { drawable } from '#root/montage/text/drawable.js';
import type { FontStack } from '#root/montage/text/font-stack.js';
import type { LayoutWord } from '#root/montage/text/text-layout.js';

/** A word, or a part of a word that may be on a line of its own. */
export interface CaptionWord extends LayoutWord {
  /** Time from the start of the scene. */
  startMs: number;
}

export interface CaptionWordsOptions {
  /** When the voice begins, from the start of the scene. */
  offsetMs: number;
  stack: FontStack;
  /** Width of a line in letters of the preferred size, with an em of one pixel. */
  widthPerEm: number;
  /** The same in the smallest readable letters. */
  widestPerEm: number;
}

// Scripts that put no space between words.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
// No line begins with these: closing punctuation, small kana, marks of repetition and length.
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\p{M}々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ〜～]/u;
// No line ends with these: opening brackets and quotation marks.
const OPENING = /[\p{Ps}\p{Pi}]$/u;
// What remains of "семья 👪!": it belongs to the word before the emoji.
const LEFT_OVER = /^[.,!?…:;)]+$/u;
const ADDRESS = /:\/\/|^www\.|[\p{L}\p{N}]@[\p{L}\p{N}]|\.\p{L}{2,}\//u;
const AFTER_SIGN = /(?<=[/.?&=_@-])(?=[\p{L}\p{N}])/u;
const AFTER_HYPHEN = /(?<=\p{L}{2}-)(?=\p{L}{2})/u;
// Length of the parts of a word that is too wide for a line, in characters.
const PART = 4;

/** Returns the words that can be drawn, with the line breaks of the text as it was written. */
export function captionWords(
  { text, speech }: VoicedScene,
  { offsetMs, stack, widthPerEm, widestPerEm }: CaptionWordsOptions,
): CaptionWord[] {
  const isWider = (perEm: number) => (word: string) => stack.widthPerEm(word) > perEm;
  const breaks = Array.from(text.matchAll(/(\s*)\S+/gu), ([, before]) => before?.includes('\n') ?? false);
  // The line break before an emoji, which is not drawn here, comes before the next word.
  let isBroken = false;
  return speech.words.flatMap((word: WordTime, index) => {
    const shown = stack
      .runs(drawable(word.text))
      .map((run) => run.text)
      .join('');
    isBroken ||= breaks[index] === true;
    const breaksLine = isBroken;
    if (shown !== '') isBroken = false;
    const isLeftOver = shown !== word.text && LEFT_OVER.test(shown);
    let at = 0;
    return splitWord(shown, isWider(widthPerEm), isWider(widestPerEm)).map((part, place) => {
      const startMs = offsetMs + word.startMs + ((word.endMs - word.startMs) * at) / shown.length;
      at += part.length;
      return { text: part, startMs, breaksLine: place === 0 && breaksLine, joined: place > 0 || isLeftOver };
    });
  });
}

type Test = (text: string) => boolean;

/** Returns the parts of a word between which a line may break, none of them too wide. */
function splitWord(word: string, isWide: Test, isTooWide: Test): string[] {
  if (word === '') return [];
  if (UNSPACED.test(word)) return segments(word).flatMap((part) => (isTooWide(part) ? cut(part) : [part]));
  if (!isWide(word)) return [word];
  // A long address is broken instead of shrinking its page.
  if (ADDRESS.test(word)) return word.split(AFTER_SIGN).flatMap((part) => (isWide(part) ? cut(part) : [part]));
  return word.split(AFTER_HYPHEN).flatMap((part) => (isTooWide(part) ? cut(part) : [part]));
}

/** Returns the words of a text without spaces, each with its punctuation. */
function segments(text: string): string[] {
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const last = parts.at(-1);
    if (last !== undefined && (CLOSING.test(segment) || OPENING.test(last))) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}

function cut(word: string): string[] {
  const characters = graphemes(word);
  return Array.from({ length: Math.ceil(characters.length / PART) }, (_, part) =>
    characters.slice(part * PART, (part + 1) * PART).join(''),
  );
}
