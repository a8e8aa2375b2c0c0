import type { Frame } from '#root/montage/frame.js';

/** Share of a picture that must stay if it is cropped. Of a picture that would lose more, the whole is shown. */
export const LEAST_KEPT = 0.85;

/** The background of a whole picture is its own copy, made this many times smaller, blurred, and darkened. */
export const background = { reduction: 16, blurPx: 2.5, brightness: 0.5 };

/** Returns whether cropping a picture to the shape of the frame leaves enough of it. */
export function mayBeCropped(picture: Frame, frame: Frame): boolean {
  const ratio = (picture.width * frame.height) / (picture.height * frame.width);
  return Math.min(ratio, 1 / ratio) >= LEAST_KEPT;
}

/** Returns the size of the background before it is enlarged to the frame, in pixels; both sides are even. */
export function backgroundSize({ width, height }: Frame): Frame {
  const reduced = (side: number) => 2 * Math.ceil(side / background.reduction / 2);
  return { width: reduced(width), height: reduced(height) };
}

/**
 * Returns the place of a whole picture in a frame, in pixels: in the middle, or higher if it would reach below
 * `freeHeight`, a share of the frame's height.
 */
export function placeWhole(picture: Frame, frame: Frame, freeHeight: number): Frame & { left: number; top: number } {
  const scale = Math.min(frame.width / picture.width, frame.height / picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const top = Math.max(0, Math.min((frame.height - height) / 2, freeHeight * frame.height - height));
  return { width, height, left: Math.round((frame.width - width) / 2), top: Math.round(top) };
}
