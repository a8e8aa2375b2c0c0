import type { Scene } from '#root/greeting/script.js';
import { formats } from '#root/greeting/spec.js';
import type { TemplateFile } from '#root/montage/art.js';
import { buildAss, type Captions } from '#root/montage/ass.js';
import { buildCaptions } from '#root/montage/captions.js';
import { type EmojiDrawings, emojiArt } from '#root/montage/emoji.js';
import type { FontStack } from '#root/montage/font-stack.js';
import { soundSettings } from '#root/montage/join-args.js';
import { mixSettings } from '#root/montage/mix-args.js';
import type { MontageOrder } from '#root/montage/montage.js';
import { encoder, type Frame } from '#root/montage/scene-args.js';
import type { Motion, Template } from '#root/montage/templates/define-template.js';
import { type SceneTiming, timeScene } from '#root/montage/timing.js';
import { artifactKey } from '#root/storage/key.js';

/** A template with everything that its folder and its fonts hold. */
export interface LoadedTemplate {
  template: Template;
  art: TemplateFile[];
  music: TemplateFile;
  fonts: { title: FontStack; text: FontStack };
  emoji: EmojiDrawings;
}

export interface PlannedLayer {
  art: TemplateFile;
  motion: Motion;
}

export interface PlannedScene {
  key: string;
  /** From back to front. */
  layers: PlannedLayer[];
  timing: SceneTiming;
  captions: Captions;
  audioKey: string;
  /** Of the voice, in the whole video. */
  voiceStartMs: number;
}

export interface MontagePlan {
  frame: Frame;
  scenes: PlannedScene[];
  durationMs: number;
  videoKey: string;
  posterKey: string;
}

// Of the shorter side, from the middle of the captions.
const EMOJI_BELOW = 0.3;

// To be raised with every change in how scenes are drawn that is not seen in what the keys are made of.
const VERSION = 2;

/**
 * Returns what the video is made of: its scenes with their text and times, and the keys under which scenes and video
 * are stored. A key is made of all that determines the pixels and the sound.
 */
export function planMontage(order: MontageOrder, loaded: LoadedTemplate): MontagePlan {
  const { template, music, fonts } = loaded;
  const frame = formats[order.format];
  const look = { version: VERSION, template: template.version, encoder, frame };
  let startMs = 0;
  const scenes = order.scenes.map((scene) => {
    const timing = timeScene(scene.kind, scene.speech.durationMs);
    const captions = buildCaptions(scene, { frame, template, fonts, language: order.language, timing });
    const voiceStartMs = startMs + timing.voiceStartMs;
    startMs += timing.durationMs;
    const layers = layersOf(scene, frame, loaded);
    const drawn = {
      layers: layers.map(({ motion, art }) => ({ motion, art: art.hash })),
      captions: buildAss(frame, captions),
      fonts: captions.fonts.map(({ file, version }) => [file, version]),
    };
    const key = artifactKey('scene', { ...look, frames: timing.frames, ...drawn }, 'mp4');
    return { key, layers, timing, captions, audioKey: scene.speech.audioKey, voiceStartMs };
  });
  const whole = {
    scenes: scenes.map(({ key, audioKey, voiceStartMs }) => ({ key, audioKey, voiceStartMs })),
    music: music.hash,
    mixSettings,
    soundSettings,
  };
  return {
    frame,
    scenes,
    durationMs: startMs,
    videoKey: artifactKey('video', whole, 'mp4'),
    posterKey: artifactKey('poster', scenes[0]?.key, 'jpg'),
  };
}

/** The template's layers for a scene of that kind, and on top the emoji of a spoken line: text fonts cannot draw them. */
function layersOf({ kind, text }: Scene, frame: Frame, { template, art, emoji }: LoadedTemplate): PlannedLayer[] {
  const layers = template.layers.flatMap(({ motion, scenes }, index): PlannedLayer[] =>
    scenes.includes(kind) ? [{ motion, art: art[index] as TemplateFile }] : [],
  );
  if (kind !== 'line') return layers;
  const place = template.scenes.line.place + (EMOJI_BELOW * Math.min(frame.width, frame.height)) / frame.height;
  const row = emojiArt(text, { frame, place, drawings: emoji });
  return row === undefined ? layers : [...layers, { motion: { kind: 'appear' }, art: row }];
}
