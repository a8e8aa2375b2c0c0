import { createHash } from 'node:crypto';

interface PictureFacts {
  /** Path or key, for error messages. */
  name: string;
  /** Part of every key that the picture has a share in. */
  hash: string;
}

/**
 * A drawing. In its markup `{{width}}`, `{{height}}`, `{{middleX}}` and `{{middleY}}` stand for the size and its middle
 * in pixels, so that one drawing serves every format.
 */
export interface SvgPicture extends PictureFacts {
  kind: 'svg';
  markup: string;
}

export interface PhotoPicture extends PictureFacts {
  kind: 'photo';
  bytes: Buffer;
}

/** A moving picture, which ffmpeg reads from its path. */
export interface ClipPicture extends PictureFacts {
  kind: 'clip';
  path: string;
}

/** What a layer shows. How each kind is brought to the size of its layer: `fitPicture`. */
export type Picture = SvgPicture | PhotoPicture | ClipPicture;

/** Returns a drawing, known by its markup. */
export function svgPicture(name: string, markup: string): SvgPicture {
  return { kind: 'svg', name, markup, hash: createHash('sha256').update(markup).digest('hex') };
}
