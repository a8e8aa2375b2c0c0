import type { VoicedScene } from '#root/montage/montage-order.js';
import type { OwnPictures } from '#root/montage/pictures/load-pictures.js';
import type { LayerMotion } from '#root/montage/pictures/motion.js';
import { type SvgPicture, svgPicture } from '#root/montage/pictures/picture.js';
import type { PlannedLayer } from '#root/montage/pictures/planned-layer.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { framesToMs, type SceneTiming } from '#root/montage/timing.js';

/** Middle of the captions over a photo or a clip, as a share of the frame's height: below the faces. */
export const PLACE_OVER_PICTURE = 0.76;

// Shortest time in which a photo can be looked at.
const SHORTEST_MS = 2_000;

/** Returns whether a scene shows photos or a clip instead of the template. */
export function hasOwnPicture({ photos = [], clipKey }: VoicedScene): boolean {
  return clipKey !== undefined || photos.length > 0;
}

/** Returns the shortest duration of a scene in which all its photos can be looked at, in milliseconds. */
export function shortestMs({ photos = [] }: VoicedScene): number {
  return photos.length * SHORTEST_MS;
}

/** Splits a scene of several photos into one scene a photo, each with the words that are spoken in that time. */
export function splitByPhotos(scene: VoicedScene, timing: SceneTiming): { scene: VoicedScene; timing: SceneTiming }[] {
  const { photos = [], speech } = scene;
  if (photos.length < 2) return [{ scene, timing }];
  const firstFrame = (part: number) => Math.round((timing.frames * part) / photos.length);
  return photos.map((photo, part) => {
    const fromMs = framesToMs(firstFrame(part));
    const frames = firstFrame(part + 1) - firstFrame(part);
    const isSpokenHere = (startMs: number) =>
      (part === 0 || startMs + timing.voiceStartMs >= fromMs) &&
      (part === photos.length - 1 || startMs + timing.voiceStartMs < framesToMs(firstFrame(part + 1)));
    const words = speech.words.filter(({ startMs }) => isSpokenHere(startMs));
    return {
      scene: { ...scene, text: words.map(({ text }) => text).join(' '), photos: [photo], speech: { ...speech, words } },
      timing: { frames, durationMs: framesToMs(frames), voiceStartMs: timing.voiceStartMs - fromMs },
    };
  });
}

/** Returns a scene's photo or clip under a veil that makes captions readable; undefined if the scene has neither. */
export function ownLayers(
  { photos = [], clipKey }: VoicedScene,
  { template, pictures, voiceStartMs }: { template: Template; pictures: OwnPictures; voiceStartMs: number },
): PlannedLayer[] | undefined {
  const key = clipKey ?? photos[0];
  const picture = key === undefined ? undefined : pictures.get(key);
  if (picture === undefined) return undefined;
  const colour = template.colours.shadow;
  const motion: LayerMotion =
    picture.kind === 'clip' ? { kind: 'play', colour, startMs: voiceStartMs } : { kind: 'zoom', colour };
  return [
    { picture, motion },
    { picture: veil(colour), motion: { kind: 'still' } },
  ];
}

function veil(colour: string): SvgPicture {
  const stop = (offset: number, opacity: number) =>
    `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="{{width}}" height="{{height}}"><linearGradient id="veil" x2="0" y2="1">${stop(0.45, 0)}${stop(0.66, 0.76)}${stop(1, 0.88)}</linearGradient><rect width="{{width}}" height="{{height}}" fill="url(#veil)"/></svg>`;
  return svgPicture('veil', svg);
}
