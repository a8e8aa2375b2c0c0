import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import * as fontkit from 'fontkit';
import { SetupError } from '#root/errors.js';
import type { TemplateFont } from '#root/montage/templates/define-template.js';

/** A font whose text can be measured before it is drawn. */
export interface MeasuredFont extends TemplateFont {
  path: string;
  /** Version in the font file: another version may draw differently. */
  version: string;
  /** Returns whether the font has a glyph for a code point. */
  has(codePoint: number): boolean;
  /** Returns the width of a text drawn with an em of one pixel. */
  widthPerEm(text: string): number;
  /** Returns the ASS font size for an em of that size: libass scales fonts by their Windows ascent and descent. */
  assSize(emPx: number): number;
}

const require = createRequire(import.meta.url);
// Kept while the process runs: opening a font of ten megabytes takes longer than laying out a line.
const opened = new Map<string, Promise<MeasuredFont>>();

/** Opens a font, only once in a process. Throws SetupError (FONT_UNREADABLE). */
export function openFont(description: TemplateFont): Promise<MeasuredFont> {
  const key = JSON.stringify(description);
  const known = opened.get(key) ?? open(description);
  opened.set(key, known);
  known.catch(() => opened.delete(key));
  return known;
}

async function open(description: TemplateFont): Promise<MeasuredFont> {
  try {
    const path = require.resolve(description.file);
    const font = (await fontkit.open(path)) as Font;
    const { winAscent, winDescent } = font['OS/2'];
    return {
      ...description,
      path,
      version: String(font.version),
      has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
      widthPerEm: (text) => advanceOf(font, text) / font.unitsPerEm,
      assSize: (emPx) => (emPx * (winAscent + winDescent)) / font.unitsPerEm,
    };
  } catch (error) {
    throw new SetupError('FONT_UNREADABLE', `Font ${description.file} cannot be read`, { cause: error });
  }
}

/** Returns the width of a text in the units of the font. */
function advanceOf(font: Font, text: string): number {
  try {
    return font.layout(text).advanceWidth;
  } catch {
    // fontkit cannot place some marks, for example those of Khmer. Without shaping the text is a little wider.
    return font.glyphsForString(text).reduce((width, glyph) => width + glyph.advanceWidth, 0);
  }
}
