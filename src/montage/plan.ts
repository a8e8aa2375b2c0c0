import { formats, type Language } from '#root/greeting/spec.js';
import { soundSettings } from '#root/montage/ffmpeg/join-args.js';
import { mixSettings } from '#root/montage/ffmpeg/mix-args.js';
import { videoEncoder } from '#root/montage/ffmpeg/video-encoder.js';
import { type Frame, shorterSide } from '#root/montage/frame.js';
import type { Materials } from '#root/montage/load-materials.js';
import type { MontageOrder, VoicedScene } from '#root/montage/montage-order.js';
import { emojiRow } from '#root/montage/pictures/emoji.js';
import { hasOwnPicture, ownLayers, PLACE_OVER_PICTURE, splitByPhotos } from '#root/montage/pictures/own-pictures.js';
import type { PlannedLayer } from '#root/montage/pictures/planned-layer.js';
import { buildAss, type CaptionPage, type Captions } from '#root/montage/text/ass.js';
import { buildCaptions } from '#root/montage/text/captions.js';
import { timeScenes } from '#root/montage/time-scenes.js';
import type { SceneTiming } from '#root/montage/timing.js';
import { artifactKey } from '#root/storage/key.js';

export interface PlannedScene {
  key: string;
  /** From back to front. */
  layers: PlannedLayer[];
  timing: SceneTiming;
  captions: Captions;
  /** The voice that begins in this scene. `startMs` is from the start of the scene. */
  voice: { audioKey: string; startMs: number } | undefined;
}

export interface MontagePlan {
  frame: Frame;
  /** ffmpeg's arguments for the video encoder. */
  encoder: string[];
  scenes: PlannedScene[];
  durationMs: number;
  videoKey: string;
  posterKey: string;
}

// Distance of the first row of emoji from the middle of a line's captions and from a name's lower edge, as shares of the
// shorter side.
const EMOJI_BELOW = { line: 0.3, title: 0.11 };

// Raise with every change in how scenes are drawn that does not change the parts of their keys.
const VERSION = 4;

/**
 * Plans the video: its scenes with their text and times, and the keys of the scenes and the video in storage. A key is
 * a hash of all that determines the pixels and the sound.
 */
export function planMontage(order: MontageOrder, materials: Materials): MontagePlan {
  const { template, music } = materials;
  const frame = formats[order.format];
  const timed = timeScenes(order.scenes);
  const durationMs = timed.reduce((sum, { timing }) => sum + timing.durationMs, 0);
  const encoder = videoEncoder(durationMs);
  const look = { version: VERSION, template: template.version, encoder, frame };
  const options = { frame, look, materials, language: order.language };
  const scenes = timed.flatMap(({ scene, timing }) =>
    // The voice of a split scene is one piece, which begins in the first part.
    splitByPhotos(scene, timing).map((part, index) => planScene(part, { ...options, hasVoice: index === 0 })),
  );
  const whole = {
    scenes: scenes.map(({ key, voice }) => ({ key, ...voice })),
    music: music?.hash,
    mixSettings,
    soundSettings,
  };
  return {
    frame,
    encoder,
    scenes,
    durationMs,
    videoKey: artifactKey('video', whole, 'mp4'),
    posterKey: artifactKey('poster', scenes[0]?.key, 'jpg'),
  };
}

/** Returns the voices of the video. `startMs` is from the start of the video. */
export function voicesOf({ scenes }: Pick<MontagePlan, 'scenes'>): NonNullable<PlannedScene['voice']>[] {
  let startMs = 0;
  return scenes.flatMap(({ voice, timing }) => {
    const sceneStartMs = startMs;
    startMs += timing.durationMs;
    return voice === undefined ? [] : [{ ...voice, startMs: sceneStartMs + voice.startMs }];
  });
}

interface SceneOptions {
  frame: Frame;
  /** Parts of the key that all scenes of the video share. */
  look: object;
  materials: Materials;
  language: Language;
  hasVoice: boolean;
}

function planScene(
  { scene, timing }: { scene: VoicedScene; timing: SceneTiming },
  { frame, look, materials, language, hasVoice }: SceneOptions,
): PlannedScene {
  const { template, fonts } = materials;
  const place = hasOwnPicture(scene) ? PLACE_OVER_PICTURE : template.scenes.line.place;
  const captions = buildCaptions(scene, { frame, template, place, fonts, language, timing });
  const layers = layersOf(scene, { frame, timing, materials, pages: captions.pages });
  const parts = {
    ...look,
    frames: timing.frames,
    layers: layers.map(({ motion, picture }) => ({ motion, art: picture.hash })),
    captions: buildAss(frame, captions),
    fonts: captions.fonts.map(({ file, version }) => [file, version]),
  };
  const voice = hasVoice ? { audioKey: scene.speech.audioKey, startMs: timing.voiceStartMs } : undefined;
  return { key: artifactKey('scene', parts, 'mp4'), layers, timing, captions, voice };
}

/**
 * Returns the scene's own picture, or the template's layers with the emoji of a name or a line, which text fonts cannot
 * draw.
 */
function layersOf(
  scene: VoicedScene,
  {
    frame,
    timing,
    materials,
    pages,
  }: Pick<SceneOptions, 'frame' | 'materials'> & { timing: SceneTiming; pages: CaptionPage[] },
): PlannedLayer[] {
  const { template, emoji, ownPictures } = materials;
  const { voiceStartMs } = timing;
  const own = ownLayers(scene, { template, pictures: ownPictures, frame, pages, voiceStartMs });
  if (own !== undefined) return own;
  const layers = materials.layers.flatMap(({ motion, scenes, picture }): PlannedLayer[] =>
    scenes.includes(scene.kind) ? [{ motion, picture }] : [],
  );
  if (scene.kind === 'closing') return layers;
  const { place } = template.scenes[scene.kind];
  const textHeight = scene.kind === 'title' ? (pages[0]?.height ?? 0) : 0;
  const below = textHeight / 2 + EMOJI_BELOW[scene.kind] * shorterSide(frame);
  const row = emojiRow(scene.text, { frame, place: place + below / frame.height, drawings: emoji });
  return row === undefined ? layers : [...layers, { motion: { kind: 'appear' }, picture: row }];
}
