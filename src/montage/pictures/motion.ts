import { type Frame, shorterSide } from '#root/montage/frame.js';
import type { Motion } from '#root/montage/templates/define-template.js';

/** How a layer moves: as the template says, or as the user's own pictures do. */
export type LayerMotion =
  | Motion
  /** A photo comes slowly nearer. It comes out of the colour, and goes into it. */
  | { kind: 'zoom'; colour: string }
  /** A clip plays from `startMs` on, as a photo comes and goes; before and after it its first and last frame stand still. */
  | { kind: 'play'; colour: string; startMs: number };

/** Returns the size at which a layer's art is drawn: larger than the frame by as much as it moves. */
export function layerSize(motion: LayerMotion, frame: Frame): Frame {
  const { width, height } = frame;
  // A zoom moves by whole pixels of its source: at twice the size it does not tremble.
  if (motion.kind === 'zoom') return { width: 2 * width, height: 2 * height };
  return isHorizontal(motion)
    ? { width: width + travel(motion, frame), height }
    : { width, height: height + travel(motion, frame) };
}

function isHorizontal(motion: LayerMotion): boolean {
  return motion.kind === 'flow' ? /left|right/.test(motion.direction) : motion.kind === 'sway' && motion.axis === 'x';
}

/** How far the layer moves, pixels. */
function travel(motion: LayerMotion, frame: Frame): number {
  if (motion.kind === 'sway') return even(motion.amplitude * shorterSide(frame));
  return motion.kind === 'flow' ? even(motion.period * shorterSide(frame)) : 0;
}

export interface Position {
  x: string;
  y: string;
  /** Seconds from the scene's start on in which the layer is seen; absent where that is always. */
  during?: number;
}

/** Where the layer's top left corner stands at the time `t`, as expressions for ffmpeg, in pixels. */
export function position(motion: LayerMotion, frame: Frame, seconds: number): Position {
  if (motion.kind === 'sweep') return { x: `${frame.width}*(2*t/${motion.seconds}-1)`, y: '0', during: motion.seconds };
  if (motion.kind !== 'sway' && motion.kind !== 'flow') return { x: '0', y: '0' };
  const shift = along(motion, frame, seconds);
  return isHorizontal(motion) ? { x: shift, y: '0' } : { x: '0', y: shift };
}

function along(motion: Extract<Motion, { kind: 'sway' | 'flow' }>, frame: Frame, seconds: number): string {
  const most = travel(motion, frame);
  if (motion.kind === 'sway') return `-${most / 2}*(1+cos(2*PI*t/${seconds}))`;
  const periods = Math.max(1, Math.round(seconds / motion.secondsPerPeriod));
  const phase = `mod(t*${periods}/${seconds},1)`;
  return motion.direction === 'down' || motion.direction === 'right' ? `-${most}*(1-${phase})` : `-${most}*${phase}`;
}

/** 4:2:0 has one colour sample for two rows. */
function even(value: number): number {
  return Math.round(value / 2) * 2;
}
