import type { WordTime } from '#root/greeting/artifacts.js';
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
  /** Width of the widest word that fits a line in the smallest readable letters, with an em of one pixel. */
  widestPerEm: number;
}

// Scripts that put no space between words.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
// No line begins with these: closing punctuation, small kana, marks of repetition and length.
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\p{M}々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ〜～]/u;
// No line ends with these: opening brackets and quotation marks.
const OPENING = /[\p{Ps}\p{Pi}]$/u;
// Length of the parts of a word that is too wide for a line, in characters.
const PART = 4;

/** Returns the words that can be drawn, with the line breaks of the text as it was written. */
export function captionWords(
  { text, speech }: VoicedScene,
  { offsetMs, stack, widestPerEm }: CaptionWordsOptions,
): CaptionWord[] {
  const fits = (word: string) => stack.widthPerEm(word) <= widestPerEm;
  const breaks = Array.from(text.matchAll(/(\s*)\S+/gu), ([, before]) => before?.includes('\n') ?? false);
  return speech.words.flatMap((word: WordTime, index) => {
    const shown = stack
      .runs(drawable(word.text))
      .map((run) => run.text)
      .join('');
    let at = 0;
    return splitWord(shown, fits).map((part, place) => {
      const startMs = offsetMs + word.startMs + ((word.endMs - word.startMs) * at) / shown.length;
      at += part.length;
      return { text: part, startMs, breaksLine: place === 0 && breaks[index] === true, joined: place > 0 };
    });
  });
}

function splitWord(word: string, fits: (text: string) => boolean): string[] {
  if (word === '') return [];
  const parts = UNSPACED.test(word) ? segments(word) : [word];
  return parts.flatMap((part) => (fits(part) ? [part] : cut(part)));
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
  const characters = Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment);
  return Array.from({ length: Math.ceil(characters.length / PART) }, (_, part) =>
    characters.slice(part * PART, (part + 1) * PART).join(''),
  );
}
