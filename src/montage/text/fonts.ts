import { createRequire } from 'node:module';
import type { Font } from 'fontkit';
import * as fontkit from 'fontkit';
import { SetupError } from '#root/errors.js';
import type { TemplateFont } from '#root/montage/templates/define-template.js';

/** A font whose text can be measured before it is drawn. */
export interface MeasuredFont extends TemplateFont {
  path: string;
  /** As the font tells it: a new version may draw otherwise. */
  version: string;
  /** Tells whether the font has a glyph for a code point. */
  has(codePoint: number): boolean;
  /** Width of a text drawn with an em of one pixel. */
  widthPerEm(text: string): number;
  /** The ASS font size that draws with an em of so many pixels: libass sizes fonts by their Windows ascent and descent. */
  assSize(emPx: number): number;
}

const require = createRequire(import.meta.url);
// Of the process: a font of ten megabytes takes longer to open than a line to lay out.
const opened = new Map<string, Promise<MeasuredFont>>();

/** Opens a font, once in a process. Throws SetupError (FONT_UNREADABLE). */
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
      widthPerEm: (text) => font.layout(text).advanceWidth / font.unitsPerEm,
      assSize: (emPx) => (emPx * (winAscent + winDescent)) / font.unitsPerEm,
    };
  } catch (error) {
    throw new SetupError('FONT_UNREADABLE', `Font ${description.file} cannot be read`, { cause: error });
  }
}
