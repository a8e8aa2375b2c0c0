import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { SetupError } from '#root/errors.js';
import { EMOJI } from '#root/greeting/emoji.js';
import { type Frame, shorterSide } from '#root/montage/frame.js';
import { type SvgPicture, svgPicture } from '#root/montage/pictures/picture.js';

/** Drawings of emoji, as SVG of a square, by `EmojiName.id`. */
export type EmojiDrawings = ReadonlyMap<string, string>;

interface EmojiName {
  id: string;
  set: string;
  name: string;
}

// Fluent Emoji Flat, MIT, and Twemoji, CC BY 4.0, which has the flags and families that the first lacks. A set has names
// by code points, and drawings by name.
const SETS = ['@iconify-json/fluent-emoji-flat', '@iconify-json/twemoji'];
// Maximum number of emoji in a scene and in a row.
const MOST = 10;
const IN_ROW = 5;
// Shares of the frame's shorter side.
const SIZE = 0.14;
const GAP = 0.035;

const setSchema = z.object({
  width: z.number().optional(),
  height: z.number(),
  icons: z.record(
    z.string(),
    z.object({ body: z.string(), width: z.number().optional(), height: z.number().optional() }),
  ),
});

const require = createRequire(import.meta.url);

/** Returns a text's emoji, in their order. Emoji that no set has are left out. */
export function emojiOf(text: string): EmojiName[] {
  return (text.match(EMOJI) ?? []).flatMap((emoji) => nameOf(emoji) ?? []);
}

/** Reads the drawings of the emoji in these texts, no file if there are none. Throws SetupError (EMOJI_UNREADABLE). */
export async function loadEmoji(texts: readonly string[]): Promise<EmojiDrawings> {
  const wanted = texts.flatMap(emojiOf);
  const drawings = new Map<string, string>();
  for (const set of SETS) {
    const names = wanted.filter((emoji) => emoji.set === set);
    if (names.length === 0) continue;
    const { icons, ...whole } = await readSet(set);
    for (const { id, name } of names) {
      const icon = icons[name];
      if (icon === undefined) continue;
      const height = icon.height ?? whole.height;
      const width = icon.width ?? whole.width ?? height;
      drawings.set(id, `<svg width="1" height="1" viewBox="0 0 ${width} ${height}">${icon.body}</svg>`);
    }
  }
  return drawings;
}

/**
 * Returns the emoji of a text in one row or two, drawn in a frame of that size; undefined if the text has none.
 * @param options.place middle of the first row, as a share of the frame's height
 */
export function emojiRow(
  text: string,
  { frame, place, drawings }: { frame: Frame; place: number; drawings: EmojiDrawings },
): SvgPicture | undefined {
  const bodies = drawingsOf(text, drawings);
  if (bodies.length === 0) return undefined;
  const unit = shorterSide(frame);
  const [size, step] = [unit * SIZE, unit * (SIZE + GAP)];
  const top = frame.height * place - size / 2;
  const drawn = inRows(bodies).flatMap((row, index) => {
    const left = (frame.width - step * (row.length - 1) - size) / 2;
    return row.map(
      (body, column) =>
        `<g transform="translate(${left + column * step} ${top + index * step}) scale(${size})">${body}</g>`,
    );
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{{width}}" height="{{height}}">${drawn.join('')}</svg>`;
  return svgPicture('emoji', svg);
}

function drawingsOf(text: string, drawings: EmojiDrawings): string[] {
  return emojiOf(text)
    .flatMap(({ id }) => drawings.get(id) ?? [])
    .slice(0, MOST);
}

/** Returns rows of about the same length. */
function inRows(bodies: readonly string[]): string[][] {
  const rows = Math.ceil(bodies.length / IN_ROW);
  const length = Math.ceil(bodies.length / rows);
  return Array.from({ length: rows }, (_, row) => bodies.slice(row * length, (row + 1) * length));
}

async function readSet(set: string): Promise<z.infer<typeof setSchema>> {
  try {
    return setSchema.parse(JSON.parse(await readFile(require.resolve(`${set}/icons.json`), 'utf8')));
  } catch (error) {
    throw new SetupError('EMOJI_UNREADABLE', `The emoji of ${set} cannot be read`, { cause: error });
  }
}

function nameOf(emoji: string): EmojiName | undefined {
  const points = Array.from(emoji, (character) => (character.codePointAt(0) as number).toString(16).padStart(4, '0'));
  // Signs like © are text unless a variation selector follows.
  if (points.length === 1 && (emoji.codePointAt(0) as number) < FIRST_PICTURE) return undefined;
  const id = points.filter((point) => point !== VARIATION_SELECTOR).join('-');
  for (const set of SETS) {
    const name = (require(`${set}/chars.json`) as Record<string, string>)[id];
    if (name !== undefined) return { id, set, name };
  }
  return undefined;
}

const FIRST_PICTURE = 0x2300;
const VARIATION_SELECTOR = 'fe0f';
