import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { type Layer, sceneArgs } from '#root/montage/ffmpeg/scene-args.js';
import { MOMENT_TO_SHOW } from '#root/montage/made-up-times.js';
import type { MontagePlan, PlannedScene } from '#root/montage/plan.js';
import { createFitter, FONTS, linkFonts } from '#root/montage/scenes.js';
import { buildAss } from '#root/montage/text/ass.js';
import type { Store } from '#root/storage/store.js';

export interface StillOptions {
  plan: MontagePlan;
  /** Time from the start of the scene. By default one at which its text is visible. */
  seconds?: number;
  /** Keeps the fitted pictures. The still is not stored. */
  store: Store;
  ffmpeg: Ffmpeg;
  /** Folder for temporary files. The caller removes it. */
  dir: string;
  signal: AbortSignal;
}

const TIMEOUT_MS = 20_000;
const RGB = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo'];

/**
 * Draws a moment of a scene. Only this one frame is made, so a photo has not grown and a clip has just begun. Returns the
 * picture, still to be encoded.
 */
export async function drawStill(
  scene: PlannedScene,
  { plan: { frame }, seconds = momentToShow(scene), store, ffmpeg, dir: parent, signal }: StillOptions,
): Promise<Sharp> {
  const dir = await mkdtemp(join(parent, 'still-'));
  await linkFonts([scene], dir);
  const fitLayer = createFitter(frame, { store, workDir: dir, signal });
  const layers: Layer[] = [];
  for (const layer of scene.layers) layers.push(startingAt(seconds, await fitLayer(layer)));
  await writeFile(join(dir, 'still.ass'), buildAss(frame, scene.captions));
  const [captions, output] = ['still.ass', 'still.rgb'];
  const args = sceneArgs(layers, { frame, timing: scene.timing, captions, fonts: FONTS, encoder: RGB, output });
  await ffmpeg(args, { signal, cwd: dir, timeoutMs: TIMEOUT_MS });
  return sharp(await readFile(join(dir, output)), { raw: { ...frame, channels: 3 } });
}

function momentToShow({ timing }: PlannedScene): number {
  return (MOMENT_TO_SHOW * timing.durationMs) / 1_000;
}

/** Returns the layer as it is at the moment: the frames before it are not made at all. */
function startingAt(seconds: number, { picture, motion }: Layer): Layer {
  return { motion, picture: { ...picture, input: ['-itsoffset', String(seconds), ...picture.input] } };
}
