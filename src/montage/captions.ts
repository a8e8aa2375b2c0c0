import type { WordTime } from '#root/greeting/artifacts.js';
import type { Language } from '#root/greeting/spec.js';
import { type AssStyle, type Captions, escapeAss } from '#root/montage/ass.js';
import { withoutEmoji } from '#root/montage/drawable.js';
import type { MeasuredFont } from '#root/montage/fonts.js';
import { type Layout, layOutBlock, layOutPages } from '#root/montage/layout.js';
import type { VoicedScene } from '#root/montage/montage.js';
import type { Template } from '#root/montage/templates/define-template.js';
import type { SceneTiming } from '#root/montage/timing.js';

export interface CaptionOptions {
  frame: { width: number; height: number };
  template: Template;
  fonts: { title: MeasuredFont; text: MeasuredFont };
  language: Language;
  timing: SceneTiming;
}

interface CaptionWord {
  text: string;
  breaksLine: boolean;
  /** Within the scene. */
  startMs: number;
}

// Of the frame's width: what phones and chat windows may cover on either side.
const MARGIN = 0.08;
const CAPTION_LINES = 2;
const NAME_LINES = 3;
const CLOSING_LINES = 2;
// Of the frame's height: above the block stands the headline, below it the art.
const BLOCK_HEIGHT = 0.46;

/** Returns a scene's text as it is drawn: the name, the words as they are spoken, or the closing. */
export function buildCaptions(scene: VoicedScene, options: CaptionOptions): Captions {
  return scene.kind === 'line' ? spokenLine(scene, options) : block(scene, options);
}

/** Words in pages of two lines; each takes the accent colour as it is spoken. */
function spokenLine(scene: VoicedScene, { frame, template, fonts, timing }: CaptionOptions): Captions {
  const words = captionWords(scene, timing.voiceStartMs);
  const emPx = unit(frame) * template.scenes.line.size;
  const pages = layOutPages(words, {
    measure: fonts.text.widthPerEm,
    widthPx: frame.width * (1 - 2 * MARGIN),
    emPx,
    maxLines: CAPTION_LINES,
  });
  const starts = pages.map(({ lines }, index) => (index === 0 ? 0 : (lines[0]?.[0]?.startMs ?? 0) - 80));
  const style: AssStyle = {
    name: 'Caption',
    font: fonts.text,
    emPx,
    colour: template.colours.accent,
    unspoken: template.colours.text,
    shadow: template.colours.shadow,
  };
  const events = pages.map((page, index) => {
    const startMs = starts[index] ?? 0;
    const endMs = starts[index + 1] ?? timing.durationMs - 40;
    const tags = `\\fs${px(fonts.text.assSize(page.emPx))}${rise(frame, frame.height * template.scenes.line.place)}\\blur1\\fad(160,${index === pages.length - 1 ? 220 : 60})`;
    return { style: style.name, startMs, endMs, tags, text: karaoke(page, startMs) };
  });
  return { styles: [style], events };
}

/** The name under the template's headline, or the closing words: one block in the middle, there for the whole scene. */
function block(scene: VoicedScene, { frame, template, fonts, language, timing }: CaptionOptions): Captions {
  const isTitle = scene.kind === 'title';
  const { place, size } = isTitle ? template.scenes.title : template.scenes.closing;
  const { lines, emPx } = layOutBlock(captionWords(scene, 0), {
    measure: fonts.title.widthPerEm,
    widthPx: frame.width * (1 - 2 * MARGIN),
    emPx: unit(frame) * size,
    maxLines: isTitle ? NAME_LINES : CLOSING_LINES,
    heightPx: frame.height * BLOCK_HEIGHT,
    lineHeightPerEm: fonts.title.assSize(1),
  });
  const { text, accent, shadow } = template.colours;
  const name: AssStyle = { name: 'Name', font: fonts.title, emPx, colour: text, unspoken: text, shadow };
  const middle = frame.height * place;
  const times = { startMs: 0, endMs: timing.durationMs - 40 };
  const shown = lines.map((line) => escapeAss(line.map((word) => word.text).join(' '))).join('\\N');
  const grow = `\\pos(${frame.width / 2},${px(middle)})\\fscx86\\fscy86\\t(0,420,0.5,\\fscx100\\fscy100)\\fad(260,260)\\blur2`;
  const drawn: Captions = { styles: [name], events: [{ style: name.name, ...times, tags: grow, text: shown }] };
  if (!isTitle) return drawn;

  const headline = template.scenes.title.headline[language];
  const head: AssStyle = {
    ...name,
    name: 'Headline',
    font: fonts.text,
    emPx: headlineEm(headline, frame, fonts),
    colour: accent,
  };
  const above = middle - (lines.length * fonts.title.assSize(emPx)) / 2 - head.emPx * 1.5;
  const tags = `${rise(frame, above)}\\fad(320,260)`;
  return {
    styles: [name, head],
    events: [...drawn.events, { style: head.name, ...times, tags, text: escapeAss(headline) }],
  };
}

function headlineEm(headline: string, frame: CaptionOptions['frame'], fonts: CaptionOptions['fonts']): number {
  const widest = (frame.width * (1 - 2 * MARGIN)) / fonts.text.widthPerEm(headline);
  return Math.min(unit(frame) * 0.066, widest);
}

/** The words that can be drawn, with the line breaks of the text as it was written. */
function captionWords({ text, speech }: VoicedScene, offsetMs: number): CaptionWord[] {
  const breaks = Array.from(text.matchAll(/(\s*)\S+/gu), ([, before]) => before?.includes('\n') ?? false);
  return speech.words
    .map((word: WordTime, index) => ({
      text: withoutEmoji(word.text),
      breaksLine: breaks[index] ?? false,
      startMs: offsetMs + word.startMs,
    }))
    .filter((word) => word.text !== '');
}

/** One `\k` span a word, in hundredths of a second, each from the start of its word to the start of the next. */
function karaoke({ lines }: Layout<CaptionWord>, pageStartMs: number): string {
  const words = lines.flat();
  const first = words[0]?.startMs ?? pageStartMs;
  const spanOf = new Map(
    words.map((word, index) => {
      const next = words[index + 1]?.startMs ?? word.startMs;
      return [word, `{\\k${centiseconds(next) - centiseconds(word.startMs)}}${escapeAss(word.text)}`];
    }),
  );
  const rows = lines.map((line) => line.map((word) => spanOf.get(word)).join(' '));
  return `{\\k${centiseconds(first) - centiseconds(pageStartMs)}}${rows.join('\\N')}`;
}

/** Enters from a little below. */
function rise(frame: CaptionOptions['frame'], y: number): string {
  const x = frame.width / 2;
  return `\\move(${x},${px(y + unit(frame) * 0.03)},${x},${px(y)},0,220)`;
}

function centiseconds(ms: number): number {
  return Math.round(ms / 10);
}

function px(value: number): string {
  return value.toFixed(1);
}

/** What sizes go by: the shorter side, pixels. */
function unit({ width, height }: CaptionOptions['frame']): number {
  return Math.min(width, height);
}
