import { graphemes } from '#root/greeting/graphemes.js';
import type { MeasuredFont } from '#root/montage/text/fonts.js';

/** A stretch of text that one font draws. */
interface FontRun {
  text: string;
  font: MeasuredFont;
}

/**
 * Fonts in order of preference. All words of an alphabet are drawn by the first font that has all their letters, so that
 * a name does not change its font in the middle. If no font has them all, each word is drawn by the first that has its
 * letters.
 */
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

// Alphabets that many fonts have in part.
const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

/** @param text all the text that the fonts will draw */
export function createFontStack(text: string, first: MeasuredFont, ...others: MeasuredFont[]): FontStack {
  const fonts = [first, ...others];
  // Many layouts are tried with the same words.
  const widths = new Map<string, number>();
  const preferred = ALPHABETS.map((alphabet) => {
    const letters = (text.match(/[\p{L}\p{M}]+/gu) ?? []).filter((word) => alphabet.test(word)).join('');
    return { alphabet, font: fonts.find((font) => covers(font, letters)) };
  });

  function fontFor(piece: string): MeasuredFont | undefined {
    const ofAlphabet = preferred.find(({ alphabet }) => alphabet.test(piece))?.font;
    return [...(ofAlphabet === undefined ? [] : [ofAlphabet]), ...fonts].find((font) => covers(font, piece));
  }

  function runs(text: string): FontRun[] {
    const found: FontRun[] = [];
    for (const piece of text.match(/\s+|\S+/gu) ?? []) {
      const font = isSpace(piece) ? (found.at(-1)?.font ?? first) : fontFor(piece);
      if (font !== undefined) found.push({ text: piece, font });
      else found.push(...inParts(piece, fonts));
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

/** Returns the runs of a word that no font has as a whole. A face made of signs is left out if a part of it is missing. */
function inParts(word: string, fonts: readonly MeasuredFont[]): FontRun[] {
  const parts = graphemes(word).map((grapheme) => runOf(grapheme, fonts));
  const isComplete = parts.every((part) => part.length > 0);
  const letters = word.match(/\p{L}|\p{N}/gu) ?? [];
  return isComplete || letters.length >= parts.length / 2 ? parts.flat() : [];
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

function isSpace(text: string): boolean {
  return /^\s/u.test(text);
}

/** Zero-width (non-)joiners shape the letters around them, and have no glyph of their own. */
function isJoiner(character: string): boolean {
  return character === '\u200C' || character === '\u200D';
}
