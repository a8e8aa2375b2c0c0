import type { Motion } from '#root/montage/templates/define-template.js';
import { FRAMES_PER_SECOND, type SceneTiming } from '#root/montage/timing.js';

export interface Frame {
  width: number;
  height: number;
}

/** Art drawn at the size of `layerSize`, as PNG. */
export interface Layer {
  path: string;
  motion: Motion;
}

/** How scenes are encoded; part of their keys. All scenes alike, so that they can be joined without encoding again. */
export const encoder = [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'high', '-pix_fmt', 'yuv420p'],
  // Bounded, so that a long greeting stays far below the 50 MB that a bot may send.
  ...['-crf', '21', '-maxrate', '2500k', '-bufsize', '5000k'],
  ...['-g', '90', '-bf', '2', '-flags', '+cgop', '-r', String(FRAMES_PER_SECOND), '-video_track_timescale', '15360'],
  ...['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709', '-color_range', 'tv'],
];

/** Returns the size at which a layer's art is drawn: higher than the frame by as much as it moves. */
export function layerSize(motion: Motion, frame: Frame): Frame {
  return { width: frame.width, height: frame.height + travel(motion, frame) };
}

/**
 * Returns ffmpeg's arguments for one scene: the layers, decoded once and looped, moving over each other, the text on top.
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
  const inputs = layers.flatMap(({ path }) => ['-framerate', String(FRAMES_PER_SECOND), '-i', path]);
  const seconds = timing.durationMs / 1_000;
  const filters = layers.flatMap(({ motion }, index) => {
    const y = offset(motion, frame, seconds);
    const still = `[${index}:v]scale=out_color_matrix=bt709:out_range=tv,format=${index === 0 ? 'yuv420p' : 'yuva420p'},loop=loop=-1:size=1`;
    if (index === 0) return [`${still},crop=${frame.width}:${frame.height}:0:'${y}'[stack0]`];
    return [`${still}[layer${index}]`, `[stack${index - 1}][layer${index}]overlay=0:'-(${y})'[stack${index}]`];
  });
  filters.push(`[stack${layers.length - 1}]ass=${captions}:fontsdir=${fonts},setsar=1[picture]`);
  return [
    ...inputs,
    ...['-filter_complex', filters.join(';'), '-map', '[picture]', '-frames:v', String(timing.frames)],
    ...encoder,
    ...['-an', '-y', output],
  ];
}

function travel(motion: Motion, { width, height }: Frame): number {
  if (motion.kind === 'still') return 0;
  return even((motion.kind === 'sway' ? motion.amplitude : motion.period) * Math.min(width, height));
}

/** How much of the layer lies above the frame at the time `t`, as an expression for ffmpeg, in pixels. */
function offset(motion: Motion, frame: Frame, seconds: number): string {
  const most = travel(motion, frame);
  if (motion.kind === 'still') return '0';
  if (motion.kind === 'sway') return `${most / 2}*(1+cos(2*PI*t/${seconds}))`;
  const periods = Math.max(1, Math.round(seconds / motion.secondsPerPeriod));
  return `${most}*(1-mod(t*${periods}/${seconds},1))`;
}

/** 4:2:0 has one colour sample for two rows. */
function even(value: number): number {
  return Math.round(value / 2) * 2;
}
