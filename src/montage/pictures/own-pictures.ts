import type { Frame } from '#root/montage/frame.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import type { OwnPictures } from '#root/montage/pictures/load-pictures.js';
import type { LayerMotion } from '#root/montage/pictures/motion.js';
import type { ClipPicture, PhotoPicture } from '#root/montage/pictures/picture.js';
import type { PlannedLayer } from '#root/montage/pictures/planned-layer.js';
import { drawVeil } from '#root/montage/pictures/veil.js';
import type { Template } from '#root/montage/templates/define-template.js';
import type { CaptionPage } from '#root/montage/text/ass.js';
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

interface OwnLayersOptions {
  template: Template;
  pictures: OwnPictures;
  frame: Frame;
  /** The scene's words. */
  pages: readonly CaptionPage[];
  voiceStartMs: number;
}

/** Returns a scene's photo or clip, and a veil under each page of its words; undefined if the scene has neither. */
export function ownLayers(
  { photos = [], clipKey }: VoicedScene,
  { template, pictures, frame, pages, voiceStartMs }: OwnLayersOptions,
): PlannedLayer[] | undefined {
  const key = clipKey ?? photos[0];
  const picture = key === undefined ? undefined : pictures.get(key);
  if (picture === undefined) return undefined;
  const colour = template.colours.shadow;
  const motion: LayerMotion =
    picture.kind === 'clip' ? { kind: 'play', colour, startMs: voiceStartMs } : { kind: 'zoom', colour };
  if (pages.length === 0) return [{ picture, motion }];
  const veils = pages.map((page) => ({
    ...page,
    ...drawVeil({ words: page, place: PLACE_OVER_PICTURE, frame, colour }),
  }));
  const top = Math.min(...veils.map((veil) => veil.top));
  return [
    { picture: above(top, picture), motion },
    ...veils.map(
      ({ picture: veil, startMs, endMs }): PlannedLayer => ({
        picture: veil,
        motion: { kind: 'during', startMs, endMs },
      }),
    ),
  ];
}

/** Returns a picture that leaves the part below `top` free if it can. */
function above(top: number, picture: PhotoPicture | ClipPicture): PhotoPicture | ClipPicture {
  // Rounded, so that scenes with words of about the same size share a fitted photo.
  const freeHeight = Math.floor(top * 50) / 50;
  return { ...picture, freeHeight, hash: `${picture.hash} above ${freeHeight}` };
}
