import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFfmpeg, type Ffmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { sceneArgs } from '#root/montage/ffmpeg/scene-args.js';
import { loadMaterials } from '#root/montage/load-materials.js';
import type { MontageOrder, VoicedScene } from '#root/montage/montage-order.js';
import { fitPicture } from '#root/montage/pictures/fit-picture.js';
import { layerSize } from '#root/montage/pictures/motion.js';
import { type MontagePlan, planMontage } from '#root/montage/plan.js';
import { createMontage } from '#root/montage/render.js';
import { buildAss } from '#root/montage/text/ass.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { quietLogger as logger } from '../helpers/logger.js';

let dir: string;
let store: Store;
let ffmpegPath: string;
let ffmpeg: Ffmpeg;
const run = { signal: new AbortController().signal, timeoutMs: 60_000 };

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  store = createLocalStore({ dir: join(dir, 'store') });
  ffmpegPath = await locateFfmpeg(undefined, process.env.PATH ?? '');
  ffmpeg = createFfmpeg({ path: ffmpegPath, logger });
  const tone = ['-f', 'lavfi', '-i', 'sine=frequency=300:duration=1.2:sample_rate=48000'];
  await ffmpeg([...tone, '-y', 'voice.wav'], { ...run, cwd: dir });
  await store.put('speech/voice.wav', join(dir, 'voice.wav'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

function scene(kind: VoicedScene['kind'], text: string): VoicedScene {
  const words = text.split(' ').map((word, index) => ({ text: word, startMs: index * 300, endMs: index * 300 + 300 }));
  return { kind, text, speech: { audioKey: 'speech/voice.wav', durationMs: 1_200, words } };
}

const order: MontageOrder = {
  template: 'birthday',
  format: 'square',
  language: 'ru',
  scenes: [scene('title', 'Анна'), scene('closing', 'Ура')],
};

/** Renders the same scenes one after the other in one filter graph, encoded once. */
async function onePass(plan: MontagePlan, output: string): Promise<void> {
  await mkdir(join(dir, 'fonts'));
  for (const { path } of new Set(plan.scenes.flatMap(({ captions }) => captions.fonts))) {
    await symlink(path, join(dir, 'fonts', basename(path)));
  }
  const inputs: string[] = [];
  const graphs: string[] = [];
  let before = 0;
  for (const [index, { layers, timing, captions }] of plan.scenes.entries()) {
    const { frame, encoder } = plan;
    await writeFile(join(dir, `${index}.ass`), buildAss(frame, captions));
    const drawn = await Promise.all(
      layers.map(async ({ picture, motion }) => ({
        motion,
        picture: await fitPicture(picture, layerSize(motion, frame), { store, workDir: dir }),
      })),
    );
    const args = sceneArgs(drawn, { frame, timing, captions: `${index}.ass`, fonts: 'fonts', encoder, output });
    const at = args.indexOf('-filter_complex');
    inputs.push(...args.slice(4, at));
    const first = before;
    const graph = (args[at + 1] as string)
      .replace(/\[(\d+):v\]/g, (_, input) => `[${Number(input) + first}:v]`)
      .replace(/\[(stack|layer|picture)(\d*)\]/g, `[$1$2_${index}]`);
    graphs.push(`${graph};[picture_${index}]trim=end_frame=${timing.frames}[scene_${index}]`);
    before += layers.length;
  }
  const all = plan.scenes.map((_, index) => `[scene_${index}]`).join('');
  const graph = `${graphs.join(';')};${all}concat=n=${plan.scenes.length}[video]`;
  await ffmpeg([...inputs, '-filter_complex', graph, '-map', '[video]', ...plan.encoder, '-y', output], {
    ...run,
    cwd: dir,
  });
}

test('joined scenes have the same frames as one pass, without a gap and alike at the joints', async () => {
  const plan = planMontage(order, await loadMaterials(order, { store, dir }));
  await onePass(plan, 'one-pass.mp4');
  const { videoKey } = await createMontage({ store, ffmpeg, workDir: dir, parallel: 2 })(order, run);
  const joined = (await store.fetch(videoKey, dir)) as string;

  const compare = [
    '-i',
    joined,
    '-i',
    'one-pass.mp4',
    '-lavfi',
    '[0:v][1:v]ssim=stats_file=ssim.txt',
    '-f',
    'null',
    '-',
  ];
  const { stderr } = await execa(ffmpegPath, ['-v', 'warning', ...compare], { cwd: dir });
  expect(stderr).toBe('');
  const ssim = Array.from((await readFile(join(dir, 'ssim.txt'), 'utf8')).matchAll(/All:([\d.]+)/g), ([, value]) =>
    Number(value),
  );
  const frames = plan.scenes.reduce((sum, { timing }) => sum + timing.frames, 0);
  expect(ssim).toHaveLength(frames);

  let joint = 0;
  for (const { timing } of plan.scenes.slice(0, -1)) {
    joint += timing.frames;
    for (const frame of ssim.slice(joint - 2, joint + 2)) expect(frame).toBeGreaterThanOrEqual(0.98);
  }

  const { stdout } = await execa(ffmpegPath, ['-v', 'warning', '-i', joined, '-map', '0:v', '-f', 'framecrc', '-']);
  const times = stdout.split('\n').flatMap((line) => (line.startsWith('#') ? [] : [Number(line.split(',')[2])]));
  expect(times).toEqual(Array.from({ length: frames }, (_, index) => index));
});
