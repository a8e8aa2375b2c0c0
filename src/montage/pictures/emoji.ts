import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { SetupError } from '#root/errors.js';
import { type Frame, shorterSide } from '#root/montage/frame.js';
import { type SvgPicture, svgPicture } from '#root/montage/pictures/picture.js';
import { EMOJI } from '#root/montage/text/drawable.js';

/** Drawings of emoji, as SVG, by name. */
export type EmojiDrawings = ReadonlyMap<string, string>;

// Fluent Emoji Flat, MIT. It has names by code points, and drawings by name in a square of UNITS.
const SET = '@iconify-json/fluent-emoji-flat';
const UNITS = 32;
// Maximum number of emoji in a row.
const MOST = 5;
// Shares of the frame's shorter side.
const SIZE = 0.14;
const GAP = 0.035;

const setSchema = z.object({
  icons: z.record(z.string(), z.object({ body: z.string(), width: z.number().optional() })),
});

const require = createRequire(import.meta.url);

/** Returns the names of a text's first emoji, in their order. Emoji that the set lacks are left out. */
export function emojiOf(text: string): string[] {
  return (text.match(EMOJI) ?? []).flatMap((emoji) => nameOf(emoji) ?? []).slice(0, MOST);
}

/** Reads the drawings of the emoji in these texts, no file if there are none. Throws SetupError (EMOJI_UNREADABLE). */
export async function loadEmoji(texts: readonly string[]): Promise<EmojiDrawings> {
  const names = [...new Set(texts.flatMap(emojiOf))];
  if (names.length === 0) return new Map();
  try {
    const { icons } = setSchema.parse(JSON.parse(await readFile(require.resolve(`${SET}/icons.json`), 'utf8')));
    return new Map(
      names.flatMap((name): [string, string][] => {
        const icon = icons[name];
        // A few drawings have another size and would not fit the row.
        return icon === undefined || (icon.width ?? UNITS) !== UNITS ? [] : [[name, icon.body]];
      }),
    );
  } catch (error) {
    throw new SetupError('EMOJI_UNREADABLE', `The emoji of ${SET} cannot be read`, { cause: error });
  }
}

/**
 * Returns the emoji of a text in a row, drawn in a frame of that size; undefined if the text has none.
 * @param options.place middle of the row, as a share of the frame's height
 */
export function emojiRow(
  text: string,
  { frame, place, drawings }: { frame: Frame; place: number; drawings: EmojiDrawings },
): SvgPicture | undefined {
  const bodies = emojiOf(text).flatMap((name) => drawings.get(name) ?? []);
  if (bodies.length === 0) return undefined;
  const unit = shorterSide(frame);
  const [size, step] = [unit * SIZE, unit * (SIZE + GAP)];
  const left = (frame.width - step * (bodies.length - 1) - size) / 2;
  const top = frame.height * place - size / 2;
  const row = bodies.map(
    (body, index) =>
      `<svg x="${left + index * step}" y="${top}" width="${size}" height="${size}" viewBox="0 0 ${UNITS} ${UNITS}">${body}</svg>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{{width}}" height="{{height}}">${row.join('')}</svg>`;
  return svgPicture('emoji', svg);
}

function nameOf(emoji: string): string | undefined {
  const points = Array.from(emoji, (character) => (character.codePointAt(0) as number).toString(16).padStart(4, '0'));
  // Signs like © are text unless a variation selector follows.
  if (points.length === 1 && (emoji.codePointAt(0) as number) < FIRST_PICTURE) return undefined;
  const names = require(`${SET}/chars.json`) as Record<string, string>;
  return names[points.filter((point) => point !== VARIATION_SELECTOR).join('-')];
}

const FIRST_PICTURE = 0x2300;
const VARIATION_SELECTOR = 'fe0f';
