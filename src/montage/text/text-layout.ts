/** Returns the width of a text drawn with an em of one pixel. */
type Measure = (text: string) => number;

export interface Layout<Word> {
  lines: Word[][];
  /** Size of the letters, in pixels. */
  emPx: number;
}

export interface Fit {
  measure: Measure;
  /** Width that the text may take, in pixels. */
  widthPx: number;
  /** Preferred size of the letters, in pixels. */
  emPx: number;
  maxLines: number;
}

export interface BlockFit extends Fit {
  /** Height that all lines may take, in pixels. */
  heightPx: number;
  /** Height of a line drawn with an em of one pixel. */
  lineHeightPerEm: number;
}

export interface LayoutWord {
  text: string;
  /** Whether a new line begins before it. */
  breaksLine?: boolean;
  /** Whether it continues the word before it: a line may break between them, but there is no space. */
  joined?: boolean;
}

// Smaller letters cannot be read on a phone.
const SMALLEST_EM_PX = 16;
// Sizes that are tried so that the last word or two need no page of their own.
const SLIGHTLY_SMALLER = [1, 0.94, 0.88];

/**
 * Breaks words into pages of lines, in their order. Letters shrink slightly if that saves a page, and further only on a
 * page with a word that is wider than the line.
 */
export function layOutPages<Word extends LayoutWord>(words: readonly Word[], fit: Fit): Layout<Word>[] {
  const layouts = SLIGHTLY_SMALLER.map((share) => {
    const emPx = fit.emPx * share;
    return { emPx, pages: paginate(breakEvenly(words, fit, emPx), fit.maxLines) };
  });
  const fewest = Math.min(...layouts.map(({ pages }) => pages.length));
  const best = layouts.find(({ pages }) => pages.length === fewest);
  return best?.pages.map((lines) => ({ lines, emPx: Math.min(best.emPx, emOfWidest(lines.flat(), fit)) })) ?? [];
}

/** Lays all words out on one page, in the largest letters that fit the lines and the height. */
export function layOutBlock<Word extends LayoutWord>(words: readonly Word[], fit: BlockFit): Layout<Word> {
  let emPx = Math.min(fit.emPx, emOfWidest(words, fit));
  while (emPx > SMALLEST_EM_PX && !fitsBlock(breakLines(words, fit, emPx).length, fit, emPx)) emPx *= 0.95;
  return { lines: breakEvenly(words, fit, emPx), emPx };
}

/** Returns the space before a word in its line, or an empty string. */
export function spaceBefore({ joined }: LayoutWord, indexInLine: number): string {
  return indexInLine === 0 || joined === true ? '' : ' ';
}

function fitsBlock(lines: number, { maxLines, heightPx, lineHeightPerEm }: BlockFit, emPx: number): boolean {
  return lines <= maxLines && lines * lineHeightPerEm * emPx <= heightPx;
}

function emOfWidest(words: readonly LayoutWord[], { measure, widthPx }: Fit): number {
  return widthPx / Math.max(...words.map(({ text }) => measure(text)), Number.MIN_VALUE);
}

function paginate<Line>(lines: Line[], maxLines: number): Line[][] {
  return Array.from({ length: Math.ceil(lines.length / maxLines) }, (_, page) =>
    lines.slice(page * maxLines, (page + 1) * maxLines),
  );
}

/** Breaks words into as few lines as possible, none much longer than the others. */
function breakEvenly<Word extends LayoutWord>(words: readonly Word[], fit: Fit, emPx: number): Word[][] {
  let lines = breakLines(words, fit, emPx);
  const needed = lines.length;
  for (let widthPx = fit.widthPx * 0.95; widthPx > fit.widthPx / 4; widthPx *= 0.95) {
    const narrower = breakLines(words, { ...fit, widthPx }, emPx);
    if (narrower.length > needed) break;
    lines = narrower;
  }
  return lines;
}

function breakLines<Word extends LayoutWord>(
  words: readonly Word[],
  { measure, widthPx }: Fit,
  emPx: number,
): Word[][] {
  const lines: Word[][] = [];
  for (const word of words) {
    const line = lines.at(-1);
    const fits = line !== undefined && widthOf([...line, word], measure) * emPx <= widthPx;
    if (fits && word.breaksLine !== true) line.push(word);
    else lines.push([word]);
  }
  return lines;
}

/** Returns the width of a line drawn with an em of one pixel. Words are drawn one by one, so letters do not join across them. */
export function widthOf(words: readonly LayoutWord[], measure: Measure): number {
  return words.reduce((width, word, index) => width + measure(spaceBefore(word, index)) + measure(word.text), 0);
}
