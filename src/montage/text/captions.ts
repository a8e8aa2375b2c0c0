import type { Language } from '#root/greeting/spec.js';
import { type Frame, shorterSide } from '#root/montage/frame.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import type { Template } from '#root/montage/templates/define-template.js';
import type { AssStyle, Captions } from '#root/montage/text/ass.js';
import { type AssText, assText, karaokeText } from '#root/montage/text/ass-text.js';
import { isRightToLeft } from '#root/montage/text/bidi.js';
import type { CaptionFonts } from '#root/montage/text/caption-fonts.js';
import { captionWords } from '#root/montage/text/caption-words.js';
import type { FontStack } from '#root/montage/text/font-stack.js';
import type { MeasuredFont } from '#root/montage/text/fonts.js';
import { type Layout, type LayoutWord, layOutBlock, layOutPages, widthOf } from '#root/montage/text/text-layout.js';
import type { SceneTiming } from '#root/montage/timing.js';

export interface CaptionOptions {
  frame: Frame;
  template: Template;
  /** Middle of a spoken line's captions, as a share of the frame's height. */
  place: number;
  fonts: CaptionFonts;
  language: Language;
  timing: SceneTiming;
}

// Share of the frame's width that phones and chat windows may cover on either side.
const MARGIN = 0.08;
const CAPTION_LINES = 2;
const NAME_LINES = 3;
const CLOSING_LINES = 2;
// Height of the text block, as a share of the frame's height. It leaves room for the headline above and the art below.
const BLOCK_HEIGHT = 0.46;
// Smallest letters, as a share of the shorter side. A word that is wider than a line at this size is broken.
const SMALLEST = { caption: 0.03, block: 0.045 };

// Text disappears this long before its scene ends.
const END_MS = 40;
// A page appears this long before its first word is spoken.
const PAGE_LEAD_MS = 80;

/** Returns a scene's text as it is drawn: the name, the words as they are spoken, or the closing. */
export function buildCaptions(scene: VoicedScene, options: CaptionOptions): Captions {
  return scene.kind === 'line' ? spokenLine(scene, options) : block(scene, options);
}

/** Shows the words in pages of two lines. Each word takes the accent colour when it is spoken. */
function spokenLine(scene: VoicedScene, { frame, template, place, fonts, timing }: CaptionOptions): Captions {
  const stack = fonts.text;
  const widthPx = textWidth(frame);
  const widestPerEm = widthPx / (shorterSide(frame) * SMALLEST.caption);
  const emPx = shorterSide(frame) * template.scenes.line.size;
  const widthPerEm = widthPx / emPx;
  const words = captionWords(scene, { offsetMs: timing.voiceStartMs, stack, widthPerEm, widestPerEm });
  const pages = layOutPages(words, { measure: stack.widthPerEm, widthPx, emPx, maxLines: CAPTION_LINES });
  const starts = pages.map(({ lines }, index) => (index === 0 ? 0 : (lines[0]?.[0]?.startMs ?? 0) - PAGE_LEAD_MS));
  const style: AssStyle = {
    name: 'Caption',
    font: stack.first,
    emPx,
    colour: template.colours.accent,
    unspoken: template.colours.text,
    shadow: template.colours.shadow,
  };
  const rightToLeft = isRightToLeft(scene.text);
  const texts = pages.map((page, index) =>
    karaokeText(page.lines, { stack, emPx: page.emPx, rightToLeft, pageStartMs: starts[index] ?? 0 }),
  );
  const events = pages.map((page, index) => {
    const startMs = starts[index] ?? 0;
    const endMs = starts[index + 1] ?? timing.durationMs - END_MS;
    const tags = `\\fs${px(stack.first.assSize(page.emPx))}${rise(frame, frame.height * place)}\\blur1\\fad(160,${index === pages.length - 1 ? 220 : 60})`;
    return { style: style.name, startMs, endMs, tags, text: texts[index]?.text ?? '' };
  });
  const shown = pages.map((page, index) => {
    const { startMs = 0, endMs = 0 } = events[index] ?? {};
    return { ...sizeOf(page, stack), startMs, endMs };
  });
  return { styles: [style], events, fonts: distinct(texts), pages: shown };
}

/** Shows the name under the template's headline, or the closing words, as one block for the whole scene. */
function block(scene: VoicedScene, { frame, template, fonts, language, timing }: CaptionOptions): Captions {
  const isTitle = scene.kind === 'title';
  const stack = fonts.title;
  const { place, size } = isTitle ? template.scenes.title : template.scenes.closing;
  const widthPx = textWidth(frame);
  const lineHeightPerEm = stack.lineHeightPerEm(scene.text);
  const widestPerEm = widthPx / (shorterSide(frame) * SMALLEST.block);
  const preferredPx = shorterSide(frame) * size;
  const widthPerEm = widthPx / preferredPx;
  const { lines, emPx } = layOutBlock(captionWords(scene, { offsetMs: 0, stack, widthPerEm, widestPerEm }), {
    measure: stack.widthPerEm,
    widthPx,
    emPx: preferredPx,
    maxLines: isTitle ? NAME_LINES : CLOSING_LINES,
    heightPx: frame.height * BLOCK_HEIGHT,
    lineHeightPerEm,
  });
  const { text, accent, shadow } = template.colours;
  const name: AssStyle = { name: 'Name', font: stack.first, emPx, colour: text, unspoken: text, shadow };
  const middle = frame.height * place;
  const times = { startMs: 0, endMs: timing.durationMs - END_MS };
  const shown = assText(lines, { stack, emPx, rightToLeft: isRightToLeft(scene.text) });
  const grow = `\\pos(${frame.width / 2},${px(middle)})\\fscx86\\fscy86\\t(0,420,0.5,\\fscx100\\fscy100)\\fad(260,260)\\blur2`;
  const drawn = { style: name.name, ...times, tags: grow, text: shown.text };
  const pages = [{ ...sizeOf({ lines, emPx }, stack), ...times }];
  if (!isTitle) return { styles: [name], events: [drawn], fonts: shown.fonts, pages };

  const headline = { text: template.scenes.title.headline[language] };
  const headEm = Math.min(shorterSide(frame) * 0.066, widthPx / fonts.text.widthPerEm(headline.text));
  const above = middle - (lines.length * lineHeightPerEm * emPx) / 2 - headEm * 1.5;
  const head: AssStyle = { ...name, name: 'Headline', font: fonts.text.first, emPx: headEm, colour: accent };
  const written = assText([[headline]], { stack: fonts.text, emPx: headEm, rightToLeft: false });
  const tags = `${rise(frame, above)}\\fad(320,260)`;
  return {
    styles: [name, head],
    events: [drawn, { style: head.name, ...times, tags, text: written.text }],
    fonts: distinct([shown, written]),
    pages,
  };
}

/** Returns the width that a line may take, without its outline and its blur, in pixels. */
function textWidth(frame: Frame): number {
  return frame.width * (1 - 2 * MARGIN) - shorterSide(frame) * 0.012;
}

/** Returns the size of a page, in pixels. */
function sizeOf({ lines, emPx }: Layout<LayoutWord>, stack: FontStack): Frame {
  const text = lines.flat().map((word) => word.text);
  const height = lines.length * stack.lineHeightPerEm(text.join('')) * emPx;
  return { width: Math.max(...lines.map((line) => widthOf(line, stack.widthPerEm))) * emPx, height };
}

function distinct(texts: readonly AssText[]): MeasuredFont[] {
  return [...new Set(texts.flatMap(({ fonts }) => fonts))];
}

/** Returns the tag that moves a text in from slightly below. */
function rise(frame: Frame, y: number): string {
  const x = frame.width / 2;
  return `\\move(${x},${px(y + shorterSide(frame) * 0.03)},${x},${px(y)},0,220)`;
}

function px(value: number): string {
  return value.toFixed(1);
}
