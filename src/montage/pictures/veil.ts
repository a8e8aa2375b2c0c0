import { type Frame, shorterSide } from '#root/montage/frame.js';
import { type SvgPicture, svgPicture } from '#root/montage/pictures/picture.js';

/** An area in the colour of the shadow, with soft edges, that makes words readable. */
export interface Veil {
  picture: SvgPicture;
  /** Upper edge, as a share of the frame's height. */
  top: number;
}

// Shares of the frame's shorter side: distance from the words to the edge, and softness of the edge.
const PADDING = 0.045;
const SOFTNESS = 0.022;
// Dark words on a light veil can still be read over a black photo.
const OPACITY = 0.8;

/**
 * Returns a veil as large as the words need.
 * @param options.words size of the words, in pixels
 * @param options.place middle of the words, as a share of the frame's height
 */
export function drawVeil({
  words,
  place,
  frame,
  colour,
}: {
  words: Frame;
  place: number;
  frame: Frame;
  colour: string;
}): Veil {
  const unit = shorterSide(frame);
  const [padding, softness] = [PADDING * unit, SOFTNESS * unit];
  const [width, height] = [words.width + 2 * padding, words.height + 2 * padding];
  const [x, y] = [(frame.width - width) / 2, frame.height * place - height / 2];
  const box = [`x="${px(x)}"`, `y="${px(y)}"`, `width="${px(width)}"`, `height="${px(height)}"`, `rx="${px(padding)}"`];
  const blur = `<filter id="soft" filterUnits="userSpaceOnUse" x="0" y="0" width="{{width}}" height="{{height}}"><feGaussianBlur stdDeviation="${px(softness)}"/></filter>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="{{height}}">${blur}<rect ${box.join(' ')} fill="${colour}" fill-opacity="${OPACITY}" filter="url(#soft)"/></svg>`;
  return { picture: svgPicture('veil', svg), top: Math.max(0, (y - softness) / frame.height) };
}

function px(value: number): string {
  return value.toFixed(1);
}
