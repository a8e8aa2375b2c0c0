import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { Config } from '#root/config.js';
import type { OneMontage } from '#root/dev/bench/one-montage.js';
import { overlay } from '#root/dev/bench/overlay.js';
import { type PlainMontage, renderPlain } from '#root/dev/bench/plain-montage.js';
import { median } from '#root/dev/bench/statistics.js';
import { cpuSeconds, peakRssMb } from '#root/dev/bench/usage.js';
import { buildScript } from '#root/greeting/script.js';
import type { Logger } from '#root/logger.js';
import { createFfmpeg, type Ffmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { sceneArgs } from '#root/montage/ffmpeg/scene-args.js';
import { loadMaterials } from '#root/montage/load-materials.js';
import type { Montage, MontageOrder } from '#root/montage/montage-order.js';
import { fitPicture } from '#root/montage/pictures/fit-picture.js';
import { layerSize } from '#root/montage/pictures/motion.js';
import { planMontage, voicesOf } from '#root/montage/plan.js';
import { createMontage } from '#root/montage/render.js';
import { templateNames } from '#root/montage/templates/index.js';
import { buildAss } from '#root/montage/text/ass.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { openSpeaker } from '#root/tts/open-speaker.js';
import { loadSpeech } from '#root/tts/speech.js';

export interface MontageFigures {
  /** CPU seconds of the plain ffmpeg command. */
  plainCpuSeconds: number;
  /** CPU seconds of the montage, divided by those of the plain command, if no artifact is stored. */
  coldRatio: number;
  /** The same if all artifacts but those of the name are stored. */
  warmRatio: number;
  /** The same if all artifacts are stored. */
  againRatio: number;
  /** Peak memory of all processes of one cold montage. */
  peakRssMb: number;
}

export interface MontageBenchOptions {
  config: Config;
  logger: Logger;
  rounds: number;
  /** Number of scenes rendered at once. */
  parallel: number;
  /** Called after each round. */
  onRound?: (round: number) => void;
}

// About 15 seconds with the title and the closing.
const TEXT =
  'Happy birthday to you! I wish you health, happiness and good friends. May all your dreams come true this year.';
const AGAIN_TIMES = 10;
const BACKGROUND_SECONDS = 8;
const ONE_MONTAGE = fileURLToPath(new URL('./one-montage.ts', import.meta.url));
const signal = new AbortController().signal;

/**
 * Measures the CPU seconds of the montage step, with its child processes, for a portrait greeting of 15 seconds. One
 * plain ffmpeg command that makes the same kind of video is measured in the same rounds.
 */
export async function benchMontage(options: MontageBenchOptions): Promise<MontageFigures> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-bench-'));
  try {
    const stage = await setStage(dir, options);
    const rounds: Record<'plain' | 'cold' | 'warm' | 'again', number>[] = [];
    // The first round only warms up the disk's cache and the code.
    for (let round = 0; round <= options.rounds; round += 1) {
      const measured = await stage.round();
      if (round > 0) rounds.push(measured);
      options.onRound?.(round);
    }
    const ratio = (name: 'cold' | 'warm' | 'again') => median(rounds.map((round) => round[name] / round.plain));
    return {
      plainCpuSeconds: median(rounds.map(({ plain }) => plain)),
      coldRatio: ratio('cold'),
      warmRatio: ratio('warm'),
      againRatio: ratio('again'),
      peakRssMb: await stage.peak(),
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function setStage(dir: string, { config, logger, parallel }: MontageBenchOptions) {
  const ffmpegPath = await locateFfmpeg(config.ffmpegPath, config.searchPath);
  const ffmpeg = createFfmpeg({ path: ffmpegPath, logger });
  const voices = join(dir, 'speech');
  const speech = createLocalStore({ dir: voices });
  const deps = { ffmpeg, store: speech, dir, config, logger };
  const [anna, maria] = [await order('Anna', deps), await order('Maria', deps)];
  const plain = await preparePlain(anna, deps);

  async function fresh(): Promise<Montage> {
    const storeDir = await mkdtemp(join(dir, 'store-'));
    const store = overlay(createLocalStore({ dir: storeDir }), speech);
    return createMontage({ store, ffmpeg, workDir: dir, parallel });
  }
  return {
    async round() {
      const montage = await fresh();
      return {
        plain: await cpuOf(() => renderPlain(ffmpeg, plain)),
        cold: await cpuOf(() => montage(anna, { signal })),
        warm: await cpuOf(() => montage(maria, { signal })),
        again: (await cpuOf(() => repeated(AGAIN_TIMES, () => montage(maria, { signal })))) / AGAIN_TIMES,
      };
    },
    async peak() {
      const one: OneMontage = {
        ffmpegPath,
        voices,
        storeDir: join(dir, 'one'),
        workDir: dir,
        order: join(dir, 'one.json'),
        parallel,
      };
      await writeFile(one.order, JSON.stringify(anna));
      const child = execa(process.execPath, [...process.execArgv, ONE_MONTAGE, JSON.stringify(one)], {
        stderr: 'inherit',
      });
      return peakRssMb(child.pid as number, child);
    },
  };
}

interface StageDeps {
  ffmpeg: Ffmpeg;
  store: Store;
  dir: string;
  config: Config;
  logger: Logger;
}

/** Returns a greeting whose lines are already spoken, as the montage step receives it. */
async function order(to: string, { ffmpeg, store, dir, config, logger }: StageDeps): Promise<MontageOrder> {
  // The one that speaks on every machine, so that figures of two machines can be compared.
  const speech = { ...config.speech, engines: ['espeak' as const] };
  const { speaker, close } = await openSpeaker({
    ...{ speech, proxies: config.proxies, threads: 1, store, ffmpeg, workDir: dir, logger },
    limit: async () => {},
  });
  try {
    const scenes: MontageOrder['scenes'] = [];
    for (const scene of buildScript({ to, text: TEXT, language: 'en' })) {
      const { speechKey } = await speaker.speak({ text: scene.text, voice: 'en-female', greeting: TEXT }, { signal });
      scenes.push({ ...scene, speech: await loadSpeech(store, speechKey) });
    }
    return { template: templateNames[0] as string, format: 'portrait', language: 'en', scenes };
  } finally {
    await close();
  }
}

/** Renders the clip of the moving background from the same art, and prepares the other inputs of the plain command. */
async function preparePlain(order: MontageOrder, { ffmpeg, store, dir }: StageDeps): Promise<PlainMontage> {
  const materials = await loadMaterials(order, { store, dir });
  const plan = planMontage(order, materials);
  const layers = await Promise.all(
    materials.layers.map(async ({ motion, picture }) => ({
      motion,
      picture: await fitPicture(picture, layerSize(motion, plan.frame), {
        store,
        workDir: await mkdtemp(join(dir, 'art-')),
      }),
    })),
  );
  await mkdir(join(dir, 'fonts'));
  const fonts = new Set(plan.scenes.flatMap(({ captions }) => captions.fonts.map((font) => font.path)));
  for (const path of fonts) await symlink(path, join(dir, 'fonts', basename(path)));
  await writeFile(join(dir, 'none.ass'), buildAss(plan.frame, { styles: [], events: [] }));
  const timing = { frames: BACKGROUND_SECONDS * 30, durationMs: BACKGROUND_SECONDS * 1_000, voiceStartMs: 0 };
  const output = 'background.mp4';
  const scene = { frame: plan.frame, encoder: plan.encoder, timing, captions: 'none.ass', fonts: 'fonts', output };
  await ffmpeg(sceneArgs(layers, scene), { cwd: dir, signal, timeoutMs: 120_000 });
  const voices = await Promise.all(
    voicesOf(plan).map(async ({ audioKey, startMs }) => ({
      path: (await store.fetch(audioKey, dir)) as string,
      startMs,
    })),
  );
  return { plan, background: output, voices, music: materials.music?.path as string, fonts: 'fonts', dir };
}

async function cpuOf(work: () => Promise<unknown>): Promise<number> {
  const before = cpuSeconds();
  await work();
  return cpuSeconds() - before;
}

async function repeated(times: number, work: () => Promise<unknown>): Promise<void> {
  for (let time = 0; time < times; time += 1) await work();
}
