import type { Frame } from '#root/montage/frame.js';
import { background, backgroundSize, LEAST_KEPT } from '#root/montage/pictures/whole-picture.js';
import { FRAMES_PER_SECOND } from '#root/montage/timing.js';

/**
 * Returns the filters that fit a clip to the frame: cropped if most of it stays, or else whole in front of a blurred,
 * darkened copy. ffmpeg decides, because only it knows the size of the clip.
 * @param freeHeight share of the frame's height below which the whole picture does not reach, if there is room above
 */
export function fitClip({ width, height }: Frame, freeHeight: number): string {
  const ratio = `a*${height}/${width}`;
  const side = (length: number, other: string) =>
    `'2*round(if(gte(min(${ratio},1/(${ratio})),${LEAST_KEPT}),max(${length},${other}),min(${length},${other}))/2)'`;
  const fit = `scale=w=${side(width, `${height}*a`)}:h=${side(height, `${width}/a`)}`;
  const top = `if(gt(h,H),(H-h)/2,max(0,min((H-h)/2,${freeHeight}*H-h)))`;
  return [
    `fps=${FRAMES_PER_SECOND},format=yuv420p,split[front][back]`,
    `[back]${blurred({ width, height })}[blurred]`,
    `[front]${fit}[fitted]`,
    `[blurred][fitted]overlay='(W-w)/2':'${top}':eval=init:format=yuv420,setsar=1`,
  ].join(';');
}

/** Blurs at a small size, which costs little and looks the same. */
function blurred(frame: Frame): string {
  const { width, height } = backgroundSize(frame);
  const cover = `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=area,crop=${width}:${height}`;
  const { blurPx, brightness } = background;
  const darker = (from: number) => `'${from}+(val-${from})*${brightness}'`;
  const darken = `lutyuv=y=${darker(16)}:u=${darker(128)}:v=${darker(128)}`;
  return `${cover},gblur=${blurPx},${darken},scale=${frame.width}:${frame.height}`;
}
