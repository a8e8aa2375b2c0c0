import { type Frame, shorterSide } from '#root/montage/frame.js';
import type { Motion } from '#root/montage/templates/define-template.js';

/** Share by which a photo grows in a scene. */
export const PHOTO_ZOOM = 0.06;

/** How a layer moves: as the template says, or as a photo or a clip does. */
export type LayerMotion =
  | Motion
  /** A photo grows slowly. It fades in from the colour and out to it. */
  | { kind: 'zoom'; colour: string }
  /** A clip plays from `startMs` on, with its first and last frames held before and after. It fades like a photo. */
  | { kind: 'play'; colour: string; startMs: number }
  /** Shown without motion for a part of the scene. */
  | { kind: 'during'; startMs: number; endMs: number };

/** Returns the size of a layer's picture: larger than the frame by the distance that the layer moves. */
export function layerSize(motion: LayerMotion, frame: Frame): Frame {
  const { width, height } = frame;
  // zoompan moves by whole pixels of its source. At twice the size the movement is smooth.
  if (motion.kind === 'zoom') return { width: 2 * width, height: 2 * height };
  return isHorizontal(motion)
    ? { width: width + travel(motion, frame), height }
    : { width, height: height + travel(motion, frame) };
}

function isHorizontal(motion: LayerMotion): boolean {
  return motion.kind === 'flow' ? /left|right/.test(motion.direction) : motion.kind === 'sway' && motion.axis === 'x';
}

/** Returns the distance that the layer moves, in pixels. */
function travel(motion: LayerMotion, frame: Frame): number {
  if (motion.kind === 'sway') return even(motion.amplitude * shorterSide(frame));
  return motion.kind === 'flow' ? even(motion.period * shorterSide(frame)) : 0;
}

export interface Position {
  x: string;
  y: string;
  /** When the layer is shown, as an expression of `t`. Without it the layer is never hidden. */
  visible?: string;
}

/** Returns the position of a layer's top left corner at the time `t`, as ffmpeg expressions in pixels. */
export function position(motion: LayerMotion, frame: Frame, seconds: number): Position {
  if (motion.kind === 'sweep')
    return { x: `${frame.width}*(2*t/${motion.seconds}-1)`, y: '0', visible: `lt(t,${motion.seconds})` };
  if (motion.kind === 'during')
    return { x: '0', y: '0', visible: `gte(t,${motion.startMs / 1_000})*lt(t,${motion.endMs / 1_000})` };
  if (motion.kind !== 'sway' && motion.kind !== 'flow') return { x: '0', y: '0' };
  const shift = along(motion, frame, seconds);
  return isHorizontal(motion) ? { x: shift, y: '0' } : { x: '0', y: shift };
}

function along(motion: Extract<Motion, { kind: 'sway' | 'flow' }>, frame: Frame, seconds: number): string {
  const distance = travel(motion, frame);
  if (motion.kind === 'sway') return `-${distance / 2}*(1+cos(2*PI*t/${seconds}))`;
  const periods = Math.max(1, Math.round(seconds / motion.secondsPerPeriod));
  const phase = `mod(t*${periods}/${seconds},1)`;
  return motion.direction === 'down' || motion.direction === 'right'
    ? `-${distance}*(1-${phase})`
    : `-${distance}*${phase}`;
}

/** Rounds to an even number: 4:2:0 has one colour sample for two rows. */
function even(value: number): number {
  return Math.round(value / 2) * 2;
}
