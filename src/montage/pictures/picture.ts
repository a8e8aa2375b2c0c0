import { createHash } from 'node:crypto';

interface PictureFacts {
  /** Path or key, for error messages. */
  name: string;
  /** Identifies the content: part of the key of every layer and scene with the picture. */
  hash: string;
}

/**
 * A drawing. Its markup has the placeholders `{{width}}`, `{{height}}`, `{{middleX}}` and `{{middleY}}` for the size and
 * its middle, in pixels, so that one drawing serves every format.
 */
export interface SvgPicture extends PictureFacts {
  kind: 'svg';
  markup: string;
}

interface OwnPictureFacts extends PictureFacts {
  /** Share of the frame's height, from its top, that captions leave free. A whole picture is placed there if it fits. */
  freeHeight: number;
}

export interface PhotoPicture extends OwnPictureFacts {
  kind: 'photo';
  bytes: Buffer;
}

/** A moving picture, which ffmpeg reads from its path. */
export interface ClipPicture extends OwnPictureFacts {
  kind: 'clip';
  path: string;
  /** Whether it begins again at its end. Otherwise its last picture stays. */
  repeats: boolean;
}

/** The picture of a layer. `fitPicture` fits each kind to the size of the layer. */
export type Picture = SvgPicture | PhotoPicture | ClipPicture;

/** Returns a drawing with the hash of its markup. */
export function svgPicture(name: string, markup: string): SvgPicture {
  return { kind: 'svg', name, markup, hash: createHash('sha256').update(markup).digest('hex') };
}
