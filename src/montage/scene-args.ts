import type { Motion } from '#root/montage/templates/define-template.js';
import { FRAMES_PER_SECOND, type SceneTiming } from '#root/montage/timing.js';

export interface Frame {
  width: number;
  height: number;
}

/** How a layer moves: as the template says, or as the user's own pictures do. */
export type LayerMotion =
  | Motion
  /** A photo comes slowly nearer. It comes out of the colour, and goes into it. */
  | { kind: 'zoom'; colour: string }
  /** A clip plays from `startMs` on, as a photo comes and goes; before and after it its first and last frame stand still. */
  | { kind: 'play'; colour: string; startMs: number };

/** Art drawn at the size of `layerSize`, as one raw frame in `yuva420p`; of a clip, its file. */
export interface Layer {
  path: string;
  motion: LayerMotion;
}

/** How scenes are encoded; part of their keys. All scenes alike, so that they can be joined without encoding again. */
export const encoder = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
  // Bounded, so that a long greeting stays far below the 50 MB that a bot may send.
  ...['-crf', '21', '-maxrate', '2500k', '-bufsize', '5000k'],
  ...['-g', '90', '-bf', '2', '-flags', '+cgop', '-r', String(FRAMES_PER_SECOND), '-video_track_timescale', '15360'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
  // Scenes are rendered side by side, so each needs one core; a thread more costs it some 20 MB.
  ...['-threads', '1'],
];

/** Returns the size at which a layer's art is drawn: larger than the frame by as much as it moves. */
export function layerSize(motion: LayerMotion, frame: Frame): Frame {
  const { width, height } = frame;
  // A zoom moves by whole pixels of its source: at twice the size it does not tremble.
  if (motion.kind === 'zoom') return { width: 2 * width, height: 2 * height };
  return isHorizontal(motion)
    ? { width: width + travel(motion, frame), height }
    : { width, height: height + travel(motion, frame) };
}

/**
 * Returns ffmpeg's arguments for one scene: the layers, each a single frame that is looped, moving over each other, the
 * text on top.
 * @param layers from back to front; the first covers the frame
 * @param captions name of the ASS file, `fonts` of the folder beside it: names without anything to escape
 */
export function sceneArgs(
  layers: Layer[],
  {
    frame,
    timing,
    captions,
    fonts,
    output,
  }: { frame: Frame; timing: SceneTiming; captions: string; fonts: string; output: string },
): string[] {
  const seconds = timing.durationMs / 1_000;
  const filters = layers.flatMap(({ motion }, index) => {
    if (index === 0) return [`[0:v]${backdrop(motion, { frame, timing })}[stack0]`];
    const { x, y, during } = position(motion, frame, seconds);
    const fading = motion.kind === 'appear' ? appearing(seconds) : '';
    const enable = during === undefined ? '' : `:enable='lt(t,${during})'`;
    return [
      `[${index}:v]${LOOP}${fading}[layer${index}]`,
      `[stack${index - 1}][layer${index}]overlay='${x}':'${y}'${enable}[stack${index}]`,
    ];
  });
  filters.push(`[stack${layers.length - 1}]ass=${captions}:fontsdir=${fonts},setsar=1[picture]`);
  return [
    ...['-filter_threads', '1', '-filter_complex_threads', '1'],
    ...layers.flatMap((layer) => inputOf(layer, frame)),
    ...['-filter_complex', filters.join(';'), '-map', '[picture]', '-frames:v', String(timing.frames)],
    ...encoder,
    ...['-an', '-y', output],
  ];
}

const LOOP = 'loop=loop=-1:size=1';

/** The filters that make the layer behind all others fill the frame. */
function backdrop(motion: LayerMotion, { frame, timing }: { frame: Frame; timing: SceneTiming }): string {
  const { width, height } = frame;
  if (motion.kind === 'zoom') {
    const zoom = `zoompan=z='1+${ZOOM}*on/${timing.frames}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2'`;
    return `format=yuv420p,${zoom}:d=${timing.frames}:s=${width}x${height}:fps=${FRAMES_PER_SECOND},${dip(motion.colour, timing)}`;
  }
  if (motion.kind === 'play') {
    const cover = `scale=${width}:${height}:force_original_aspect_ratio=increase,crop=${width}:${height}`;
    const held = `tpad=start_mode=clone:start_duration=${motion.startMs / 1_000}:stop_mode=clone:stop=-1`;
    return `fps=${FRAMES_PER_SECOND},${cover},setsar=1,${held},format=yuv420p,${dip(motion.colour, timing)}`;
  }
  const { x, y } = position(motion, frame, timing.durationMs / 1_000);
  return `${LOOP},format=yuv420p,crop=${width}:${height}:'-(${x})':'-(${y})'`;
}

/** The cut from one scene to the next, softened: each scene stays whole by itself. */
function dip(colour: string, { durationMs }: SceneTiming): string {
  const fade = (way: 'in' | 'out', start: number) =>
    `fade=${way}:st=${start}:d=${DIP_SECONDS}:color=${colour.replace('#', '0x')}`;
  return `${fade('in', 0)},${fade('out', durationMs / 1_000 - DIP_SECONDS)}`;
}

const DIP_SECONDS = 0.3;
// By how much a photo grows in a scene.
const ZOOM = 0.1;

function inputOf({ path, motion }: Layer, frame: Frame): string[] {
  if (motion.kind === 'play') return ['-i', path];
  const { width, height } = layerSize(motion, frame);
  const format = ['-f', 'rawvideo', '-pixel_format', 'yuva420p', '-video_size', `${width}x${height}`];
  return [...format, '-framerate', String(FRAMES_PER_SECOND), '-color_range', 'tv', '-colorspace', 'bt709', '-i', path];
}

function appearing(seconds: number): string {
  return `,fade=in:st=0.2:d=0.3:alpha=1,fade=out:st=${seconds - 0.3}:d=0.25:alpha=1`;
}

function isHorizontal(motion: LayerMotion): boolean {
  return motion.kind === 'flow' ? /left|right/.test(motion.direction) : motion.kind === 'sway' && motion.axis === 'x';
}

/** How far the layer moves, pixels. */
function travel(motion: LayerMotion, { width, height }: Frame): number {
  if (motion.kind === 'sway') return even(motion.amplitude * Math.min(width, height));
  return motion.kind === 'flow' ? even(motion.period * Math.min(width, height)) : 0;
}

interface Position {
  x: string;
  y: string;
  /** Seconds from the scene's start on in which the layer is seen; absent where that is always. */
  during?: number;
}

/** Where the layer's top left corner stands at the time `t`, as expressions for ffmpeg, in pixels. */
function position(motion: LayerMotion, frame: Frame, seconds: number): Position {
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
