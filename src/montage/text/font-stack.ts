import type { MeasuredFont } from '#root/montage/text/fonts.js';

/** A stretch of text that one font draws. */
interface FontRun {
  text: string;
  font: MeasuredFont;
}

/** Fonts in order of preference: each word is drawn by the first font that has all its letters. */
export interface FontStack {
  /** The template's font. */
  first: MeasuredFont;
  /** Splits a text into runs, without the characters that no font has. */
  runs(text: string): FontRun[];
  /** Returns the width of a text drawn with an em of one pixel. */
  widthPerEm(text: string): number;
  /** Returns the height of a line drawn with an em of one pixel. */
  lineHeightPerEm(text: string): number;
}

export function createFontStack(first: MeasuredFont, ...others: MeasuredFont[]): FontStack {
  const fonts = [first, ...others];
  // Many layouts are tried with the same words.
  const widths = new Map<string, number>();

  function runs(text: string): FontRun[] {
    const found: FontRun[] = [];
    for (const piece of text.match(/\s+|\S+/gu) ?? []) {
      const font = isSpace(piece) ? (found.at(-1)?.font ?? first) : fonts.find((candidate) => covers(candidate, piece));
      if (font !== undefined) found.push({ text: piece, font });
      else found.push(...graphemes(piece).flatMap((grapheme) => runOf(grapheme, fonts)));
    }
    return merge(found);
  }

  function measure(text: string): number {
    return runs(text).reduce((width, run) => width + run.font.widthPerEm(run.text), 0);
  }

  return {
    first,
    runs,
    widthPerEm(text) {
      const width = widths.get(text) ?? measure(text);
      widths.set(text, width);
      return width;
    },
    lineHeightPerEm: (text) =>
      Math.max(...[first, ...runs(text).map(({ font }) => font)].map((font) => font.assSize(1))),
  };
}

/** Returns the words of a text that no font can draw completely. */
export function uncovered(text: string, fonts: readonly MeasuredFont[]): string {
  return (text.match(/\S+/gu) ?? []).filter((word) => !fonts.some((font) => covers(font, word))).join(' ');
}

/** Leaves out a grapheme whose letter no font has, and marks that the font lacks: both would be drawn as boxes. */
function runOf(grapheme: string, fonts: readonly MeasuredFont[]): FontRun[] {
  const whole = fonts.find((font) => covers(font, grapheme));
  if (whole !== undefined) return [{ text: grapheme, font: whole }];
  const [letter = '', ...marks] = grapheme;
  const font = fonts.find((candidate) => covers(candidate, letter));
  return font === undefined ? [] : [{ text: [letter, ...marks.filter((mark) => covers(font, mark))].join(''), font }];
}

function covers(font: MeasuredFont, text: string): boolean {
  return Array.from(text).every((character) => isJoiner(character) || font.has(character.codePointAt(0) as number));
}

function merge(runs: readonly FontRun[]): FontRun[] {
  const merged: FontRun[] = [];
  for (const { text, font } of runs) {
    const last = merged.at(-1);
    if (last?.font === font) last.text += text;
    else merged.push({ text, font });
  }
  return merged;
}

function graphemes(text: string): string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

function isSpace(text: string): boolean {
  return /^\s/u.test(text);
}

/** Zero-width (non-)joiners shape the letters around them, and have no glyph of their own. */
function isJoiner(character: string): boolean {
  return character === '\u200C' || character === '\u200D';
}
