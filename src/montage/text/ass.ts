import type { Frame } from '#root/montage/frame.js';
import type { MeasuredFont } from '#root/montage/text/fonts.js';

/** The subtitle format of libass: http://www.tcax.org/docs/ass-specs.htm, with libass's own `\{` and `\}`. */

export interface AssStyle {
  name: string;
  font: MeasuredFont;
  emPx: number;
  /** Colour of the text, as #RRGGBB. */
  colour: string;
  /** Colour of words that are not spoken yet. */
  unspoken: string;
  shadow: string;
}

interface AssEvent {
  style: string;
  startMs: number;
  endMs: number;
  /** Override tags, without braces. */
  tags: string;
  /** Escaped text, with tags of its own. */
  text: string;
}

export interface AssScript {
  styles: AssStyle[];
  events: AssEvent[];
}

/** The text of a scene as it is drawn. */
export interface Captions extends AssScript {
  /** Fonts that draw the text. libass is given no others. */
  fonts: MeasuredFont[];
  /** The pages of the text, in their order. A headline is not part of them. */
  pages: CaptionPage[];
}

/** Words that are shown together: their size, in pixels, and when they are shown, from the start of the scene. */
export interface CaptionPage extends Frame {
  startMs: number;
  endMs: number;
}

/** Returns the content of a subtitle file for a frame of that size. */
export function buildAss(frame: Frame, { styles, events }: AssScript): string {
  return `[Script Info]
ScriptType: v4.00+
PlayResX: ${frame.width}
PlayResY: ${frame.height}
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
${styles.map(styleLine).join('\n')}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
${events.map(eventLine).join('\n')}
`;
}

/** Escapes user text, so that libass draws it as written and finds no tag in it. */
export function escapeAss(text: string): string {
  // An invisible word joiner separates the backslash from a letter that would make it a tag.
  return text
    .replaceAll('\\', '\\\u2060')
    .replaceAll('{', '\\{')
    .replaceAll('}', '\\}')
    .replace(/[\r\n]+/g, ' ');
}

function styleLine({ name, font, emPx, colour, unspoken, shadow }: AssStyle): string {
  const size = font.assSize(emPx).toFixed(1);
  const bold = font.bold ? -1 : 0;
  const outline = (emPx * 0.035).toFixed(1);
  const drop = (emPx * 0.035).toFixed(1);
  const colours = [assColour(colour), assColour(unspoken), assColour(shadow, 0x60), assColour(shadow, 0x70)].join(',');
  return `Style: ${name},${font.family},${size},${colours},${bold},0,0,0,100,100,0,0,1,${outline},${drop},5,0,0,0,1`;
}

function eventLine({ style, startMs, endMs, tags, text }: AssEvent): string {
  return `Dialogue: 0,${assTime(startMs)},${assTime(endMs)},${style},,0,0,0,,{${tags}}${text}`;
}

/** Returns a colour as &HAABBGGRR, with an alpha from 0 (opaque) to 255. */
function assColour(hex: string, alpha = 0): string {
  const [red, green, blue] = [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)];
  return `&H${alpha.toString(16).padStart(2, '0')}${blue}${green}${red}`.toUpperCase();
}

/** Returns a time as H:MM:SS.cc. */
function assTime(ms: number): string {
  const cs = Math.round(ms / 10);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(cs / 360_000)}:${two(Math.floor(cs / 6_000) % 60)}:${two(Math.floor(cs / 100) % 60)}.${two(cs % 100)}`;
}
