import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { SetupError } from '#root/errors.js';
import type { Frame } from '#root/montage/frame.js';
import { fitClip } from '#root/montage/pictures/fit-clip.js';
import { fitPhoto } from '#root/montage/pictures/fit-photo.js';
import type { PhotoPicture, Picture, SvgPicture } from '#root/montage/pictures/picture.js';
import { toYuva420p } from '#root/montage/pictures/yuva.js';
import { FRAMES_PER_SECOND } from '#root/montage/timing.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store, StoreCall } from '#root/storage/store.js';

/** A picture at the size of its layer, as ffmpeg reads it. */
export interface FittedPicture {
  /** ffmpeg's arguments of the input. */
  input: string[];
  /** Filters that the input still needs to have the size and the rate of the frame. */
  filters: string[];
}

export interface FitOptions extends StoreCall {
  store: Store;
  workDir: string;
}

// Raise with every change in how a picture is drawn.
const VERSION = 3;

// A worker draws rarely, and something different each time, so the cache of libvips would only take memory.
sharp.cache(false);
sharp.concurrency(1);

/**
 * Fits a picture to that size. A drawing or a photo becomes one raw frame in `yuva420p`, so that ffmpeg has nothing to
 * decode and nothing to scale; it is drawn once and kept in storage. A clip is fitted by ffmpeg. Throws
 * SetupError (TEMPLATE_INVALID) that names a picture that cannot be drawn.
 */
export async function fitPicture(picture: Picture, size: Frame, options: FitOptions): Promise<FittedPicture> {
  if (picture.kind === 'clip') {
    const repeated = picture.repeats ? ['-stream_loop', '-1'] : [];
    return { input: [...repeated, '-i', picture.path], filters: [fitClip(size, picture.freeHeight)] };
  }
  return { input: rawFrame(await drawLayer(picture, size, options), size), filters: [] };
}

function rawFrame(path: string, { width, height }: Frame): string[] {
  const format = ['-f', 'rawvideo', '-pixel_format', 'yuva420p', '-video_size', `${width}x${height}`];
  return [...format, '-framerate', String(FRAMES_PER_SECOND), '-color_range', 'tv', '-colorspace', 'bt709', '-i', path];
}

async function drawLayer(
  picture: SvgPicture | PhotoPicture,
  size: Frame,
  { store, workDir, signal }: FitOptions,
): Promise<string> {
  const key = artifactKey(
    'layer',
    { version: VERSION, art: picture.hash, ...size, sharp: sharp.versions.sharp },
    'yuv',
  );
  const stored = await store.fetch(key, workDir, { signal });
  if (stored !== undefined) return stored;
  const raw = join(workDir, basename(key));
  await writeFile(raw, await draw(picture, size));
  await store.put(key, raw, { signal });
  return raw;
}

async function draw(picture: SvgPicture | PhotoPicture, size: Frame): Promise<Uint8Array> {
  try {
    const drawn = picture.kind === 'svg' ? drawSvg(picture, size) : await fitPhoto(picture, size);
    return toYuva420p({ pixels: await drawn.ensureAlpha().raw().toBuffer(), ...size });
  } catch (error) {
    throw new SetupError('TEMPLATE_INVALID', `Picture cannot be drawn: ${picture.name}`, { cause: error });
  }
}

/** Fills in the size. The drawing is resized only if its markup does not take the size. */
function drawSvg({ markup }: SvgPicture, { width, height }: Frame): Sharp {
  const values = { width, height, middleX: width / 2, middleY: height / 2 };
  const fill = (text: string, [name, value]: [string, number]) => text.replaceAll(`{{${name}}}`, String(value));
  return sharp(Buffer.from(Object.entries(values).reduce(fill, markup))).resize({ width, height });
}
