import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Format } from '#root/greeting/spec.js';
import { createFfmpeg, type Ffmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { loadMaterials } from '#root/montage/load-materials.js';
import type { Montage, MontageOrder, VoicedScene } from '#root/montage/montage-order.js';
import { type PlannedScene, planMontage } from '#root/montage/plan.js';
import { createMontage } from '#root/montage/render.js';
import { drawStill } from '#root/montage/still.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { quietLogger as logger } from './logger.js';

const AUDIO_KEY = 'speech/voice.wav';
const SPEECH_MS = 1_200;

export interface MontageRig {
  dir: string;
  store: Store;
  ffmpegPath: string;
  montage: Montage;
  /** Arguments of each ffmpeg run. A test may empty it. */
  runs: string[][];
  /** Returns what ffmpeg logs about a file while it decodes it. */
  inspect(key: string, ...filters: string[]): Promise<string>;
  /** Returns the pixels of one frame: grey values, or those that `filters` make. */
  frame(key: string, seconds: number, filters?: string): Promise<Buffer>;
  /** Returns the green values of one frame of the scene with this index. */
  sceneFrame(order: MontageOrder, index: number, seconds: number): Promise<Buffer>;
  close(): Promise<void>;
}

/**
 * Creates a montage with a store in a new directory. The store has the voice of `orderOf`.
 * @param chosenFfmpeg path of an ffmpeg, the machine's by default
 */
export async function createMontageRig(chosenFfmpeg?: string): Promise<MontageRig> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const store = createLocalStore({ dir: join(dir, 'store') });
  const ffmpegPath = await locateFfmpeg(chosenFfmpeg, process.env.PATH ?? '');
  const ffmpeg = createFfmpeg({ path: ffmpegPath, logger });
  const runs: string[][] = [];
  const counting: Ffmpeg = (args, run) => {
    runs.push([...args]);
    return ffmpeg(args, run);
  };
  const signal = new AbortController().signal;
  const voice = ['-f', 'lavfi', '-i', 'sine=frequency=300:duration=1.2:sample_rate=48000', '-af', 'volume=-3dB'];
  await ffmpeg([...voice, '-y', join(dir, 'voice.wav')], { signal, timeoutMs: 10_000 });
  await store.put(AUDIO_KEY, join(dir, 'voice.wav'));
  const fileOf = async (key: string) => (await store.fetch(key, dir)) ?? '';

  return {
    dir,
    store,
    ffmpegPath,
    montage: createMontage({ store, ffmpeg: counting, workDir: dir, parallel: 2 }),
    runs,

    async inspect(key, ...filters) {
      const args = ['-hide_banner', '-i', await fileOf(key), ...filters, '-f', 'null', '-'];
      return (await execa(ffmpegPath, args)).stderr;
    },

    async frame(key, seconds, filters = 'format=gray') {
      const input = ['-v', 'error', '-ss', String(seconds), '-i', await fileOf(key)];
      const output = ['-vf', filters, '-frames:v', '1', '-f', 'rawvideo', '-'];
      return Buffer.from((await execa(ffmpegPath, [...input, ...output], { encoding: 'buffer' })).stdout);
    },

    async sceneFrame(order, index, seconds) {
      const plan = planMontage(order, await loadMaterials(order, { store, dir }));
      const scene = plan.scenes[index] as PlannedScene;
      const still = await drawStill(scene, { plan, seconds, store, ffmpeg, dir, signal });
      return still.extractChannel('green').raw().toBuffer();
    },

    close: () => rm(dir, { recursive: true, force: true }),
  };
}

/** Returns an order of a title, a line and a closing. */
export function orderOf(name: string, format: Format = 'square', text = 'Желаю счастья и здоровья'): MontageOrder {
  return {
    template: 'birthday',
    format,
    language: 'ru',
    scenes: [scene('title', name), scene('line', text), scene('closing', 'До встречи!')],
  };
}

function scene(kind: VoicedScene['kind'], text: string): VoicedScene {
  const words = text.split(/\s+/).map((word, index, all) => ({
    text: word,
    startMs: (index * SPEECH_MS) / all.length,
    endMs: ((index + 1) * SPEECH_MS) / all.length,
  }));
  return { kind, text, speech: { audioKey: AUDIO_KEY, durationMs: SPEECH_MS, words } };
}
