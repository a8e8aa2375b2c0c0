import type { Template } from '#root/montage/templates/define-template.js';
import { drawable } from '#root/montage/text/drawable.js';
import { openFallbacks } from '#root/montage/text/fallback-fonts.js';
import { createFontStack, type FontStack } from '#root/montage/text/font-stack.js';
import { openFont } from '#root/montage/text/fonts.js';

/** Fonts of a greeting's title and closing, and of its lines. */
export interface CaptionFonts {
  title: FontStack;
  text: FontStack;
}

/** What a greeting's fonts will draw. */
export interface CaptionTexts {
  /** Name and closing. */
  titles: string;
  lines: string;
}

/**
 * Opens a template's fonts, each with fallbacks for the letters of the text that it lacks. Throws SetupError
 * (FONT_UNREADABLE).
 */
export async function openCaptionFonts({ fonts }: Template, texts: CaptionTexts): Promise<CaptionFonts> {
  const [titles, lines] = [drawable(texts.titles), drawable(texts.lines)];
  const [title, body] = [await openFont(fonts.title), await openFont(fonts.text)];
  return {
    // For letters that the title's font lacks, the template's other font suits it better than a fallback.
    title: createFontStack(titles, title, body, ...(await openFallbacks(titles, [title, body]))),
    text: createFontStack(lines, body, ...(await openFallbacks(lines, [body]))),
  };
}
