import { escapeAss } from '#root/montage/text/ass.js';
import { type VisualPart, visualOrder } from '#root/montage/text/bidi.js';
import type { CaptionWord } from '#root/montage/text/caption-words.js';
import type { FontStack } from '#root/montage/text/font-stack.js';
import type { MeasuredFont } from '#root/montage/text/fonts.js';
import { type LayoutWord, spaceBefore } from '#root/montage/text/text-layout.js';

export interface AssTextOptions {
  stack: FontStack;
  emPx: number;
  /** Whether the whole text is read from right to left. */
  rightToLeft: boolean;
}

export interface AssText {
  /** Escaped text, with tags that change the font. */
  text: string;
  /** Fonts that draw the text. */
  fonts: MeasuredFont[];
}

// Zero-width marks: text between two of them goes from left to right, or from right to left.
const [LEFT_TO_RIGHT, RIGHT_TO_LEFT] = ['\u200E', '\u200F'];

/** A part of a line that one font draws in one direction. */
interface Run<Word> extends Omit<VisualPart<Word>, 'word'> {
  word: Word;
  font: MeasuredFont;
}

/** Returns lines of words as ASS text that libass draws in the right order, each part in a font with its letters. */
export function assText(lines: readonly LayoutWord[][], options: AssTextOptions): AssText {
  return write(inRuns(lines, options), options, () => '');
}

/** Returns the same with a `\k` span a word, in hundredths of a second: a word changes its colour when it is spoken. */
export function karaokeText(
  lines: readonly CaptionWord[][],
  { pageStartMs, ...options }: AssTextOptions & { pageStartMs: number },
): AssText {
  const rows = inRuns(lines, options);
  const runs = rows.flat().filter((run) => run !== SPACE);
  const [lead, ...spans] = spansBetween([pageStartMs, ...runs.map(({ word }) => word.startMs)].map(centiseconds));
  const spanOf = new Map(runs.map((run, index) => [run, spans[index] ?? '']));
  const { text, fonts } = write(rows, options, (run) => spanOf.get(run) ?? '');
  return { text: `${lead}${text}`, fonts };
}

/**
 * Returns a span for each start, up to the next one. In a text from right to left the next part may be spoken earlier:
 * the span is negative, and libass goes back in time. No span is 0, because libass would join its word to the previous.
 */
function spansBetween(starts: readonly number[]): string[] {
  let at = starts[0] ?? 0;
  return starts.map((_, index) => {
    const span = (starts[index + 1] ?? at) - at || 1;
    at += span;
    return `{\\k${span}}`;
  });
}

const SPACE = ' ';

/** Returns the runs of each line from left to right. */
function inRuns<Word extends LayoutWord>(
  lines: readonly Word[][],
  { stack, rightToLeft }: AssTextOptions,
): (Run<Word> | typeof SPACE)[][] {
  return lines.map((line) => {
    const spaced = line.map((word, index) => ({ word, space: spaceBefore(word, index) }));
    return visualOrder(spaced, rightToLeft).flatMap(({ word, text, isRightToLeft }): (Run<Word> | typeof SPACE)[] => {
      if (word === undefined) return [SPACE];
      const runs = stack.runs(text).map((run) => ({ ...run, word, isRightToLeft }));
      return isRightToLeft ? runs.reverse() : runs;
    });
  });
}

function write<Word>(
  rows: readonly (Run<Word> | typeof SPACE)[][],
  { stack, emPx }: AssTextOptions,
  spanOf: (run: Run<Word>) => string,
): AssText {
  const fonts = new Set<MeasuredFont>();
  let current = stack.first;
  const draw = (run: Run<Word>): string => {
    const { font, text, isRightToLeft } = run;
    const tag =
      font === current ? '' : `{\\fn${font.family}\\b${font.bold ? 1 : 0}\\fs${font.assSize(emPx).toFixed(1)}}`;
    current = font;
    fonts.add(font);
    return tag + spanOf(run) + (isRightToLeft ? fromRightToLeft(escapeAss(text)) : escapeAss(text));
  };
  const text = rows.map((row) => row.map((run) => (run === SPACE ? run : draw(run))).join('')).join('\\N');
  return { text, fonts: [...fonts] };
}

/**
 * Marks a text as going from right to left. Some versions of libass reorder the text between two tags, others reorder
 * the whole line. Text between these marks, with its punctuation, keeps its place in both.
 */
function fromRightToLeft(text: string): string {
  return LEFT_TO_RIGHT + RIGHT_TO_LEFT + text + RIGHT_TO_LEFT + LEFT_TO_RIGHT;
}

function centiseconds(ms: number): number {
  return Math.round(ms / 10);
}
