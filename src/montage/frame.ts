/** Size of a picture, in pixels. */
export interface Frame {
  width: number;
  height: number;
}

/** Returns the length that sizes and distances are shares of, in pixels: it is the same in every format. */
export function shorterSide({ width, height }: Frame): number {
  return Math.min(width, height);
}
