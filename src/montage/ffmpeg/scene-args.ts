import type { Frame } from '#root/montage/frame.js';
import type { FittedPicture } from '#root/montage/pictures/fit-picture.js';
import { type LayerMotion, PHOTO_ZOOM, position } from '#root/montage/pictures/motion.js';
import { FRAMES_PER_SECOND, type SceneTiming } from '#root/montage/timing.js';

/** A picture at the size of `layerSize`, and how it moves. */
export interface Layer {
  picture: FittedPicture;
  motion: LayerMotion;
}

export interface SceneOrder {
  frame: Frame;
  timing: SceneTiming;
  /** Names of the ASS file and of its fonts' folder. They need no escaping in a filter. */
  captions: string;
  fonts: string;
  encoder: readonly string[];
  output: string;
}

/**
 * Returns ffmpeg's arguments for one scene: layers that move over each other, with the text on top.
 * @param layers from back to front; the first covers the frame
 */
export function sceneArgs(layers: Layer[], { frame, timing, captions, fonts, encoder, output }: SceneOrder): string[] {
  const seconds = timing.durationMs / 1_000;
  const filters = layers.flatMap(({ picture, motion }, index) => {
    const fit = picture.filters.map((filter) => `${filter},`).join('');
    if (index === 0) return [`[0:v]${fit}${backdrop(motion, { frame, timing })}[stack0]`];
    const { x, y, visible } = position(motion, frame, seconds);
    const fading = motion.kind === 'appear' ? appearing(seconds) : '';
    const enable = visible === undefined ? '' : `:enable='${visible}'`;
    return [
      `[${index}:v]${fit}${LOOP}${fading}[layer${index}]`,
      `[stack${index - 1}][layer${index}]overlay='${x}':'${y}'${enable}[stack${index}]`,
    ];
  });
  filters.push(`[stack${layers.length - 1}]ass=${captions}:fontsdir=${fonts},setsar=1[picture]`);
  return [
    ...['-filter_threads', '1', '-filter_complex_threads', '1'],
    ...layers.flatMap(({ picture }) => picture.input),
    ...['-filter_complex', filters.join(';'), '-map', '[picture]', '-frames:v', String(timing.frames)],
    ...encoder,
    ...['-an', '-y', output],
  ];
}

const LOOP = 'loop=loop=-1:size=1';

/** Returns the filters that make the back layer fill the frame. */
function backdrop(motion: LayerMotion, { frame, timing }: { frame: Frame; timing: SceneTiming }): string {
  const { width, height } = frame;
  if (motion.kind === 'zoom') {
    const zoom = `zoompan=z='1+${PHOTO_ZOOM}*on/${timing.frames}':x='(iw-iw/zoom)/2':y='(ih-ih/zoom)/2'`;
    return `format=yuv420p,${zoom}:d=${timing.frames}:s=${width}x${height}:fps=${FRAMES_PER_SECOND},${dip(motion.colour, timing)}`;
  }
  if (motion.kind === 'play') {
    const held = `tpad=start_mode=clone:start_duration=${motion.startMs / 1_000}:stop_mode=clone:stop=-1`;
    return `${held},format=yuv420p,${dip(motion.colour, timing)}`;
  }
  const { x, y } = position(motion, frame, timing.durationMs / 1_000);
  return `format=yuv420p,${LOOP},crop=${width}:${height}:'-(${x})':'-(${y})'`;
}

/**
 * Fades the scene in from the colour and out to it. A cross-fade is not possible, because each scene is rendered on its
 * own.
 */
function dip(colour: string, { durationMs }: SceneTiming): string {
  const fade = (way: 'in' | 'out', start: number) =>
    `fade=${way}:st=${start}:d=${DIP_SECONDS}:color=${colour.replace('#', '0x')}`;
  return `${fade('in', 0)},${fade('out', durationMs / 1_000 - DIP_SECONDS)}`;
}

const DIP_SECONDS = 0.3;

function appearing(seconds: number): string {
  return `,fade=in:st=0.2:d=0.3:alpha=1,fade=out:st=${seconds - 0.3}:d=0.25:alpha=1`;
}
