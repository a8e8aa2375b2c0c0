import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildScript, type Scene } from '#root/greeting/script.js';
import { type Format, formats } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import { createMontage } from '#root/montage/render.js';
import { timeScene } from '#root/montage/timing.js';
import { createLocalStore } from '#root/storage/local.js';

export interface PreviewOptions {
  template: string;
  formats: readonly Format[];
  /** Path of the PNG. */
  output: string;
  signal: AbortSignal;
}

const LANGUAGE = 'ru';
const SPEECH_MS = 1_000;
const AUDIO_KEY = 'speech/sample.wav';
const TIMEOUT_MS = 120_000;
// Space between the moments, in pixels.
const GAP = 8;

const sample = buildScript({
  to: 'Александра',
  text: 'Пусть каждый день дарит радость и тепло близких людей! Здоровья, счастья и исполнения желаний! 🎉💐🌟',
  language: LANGUAGE,
});

/**
 * Draws a moment of each scene of a sample greeting as one PNG at half size, the formats one under the other. The words
 * have made-up times: no engine speaks them.
 */
export async function drawPreview(options: PreviewOptions, deps: { ffmpeg: Ffmpeg; workDir: string }): Promise<void> {
  const { ffmpeg, workDir } = deps;
  const { template, output, signal } = options;
  const dir = await mkdtemp(join(workDir, 'zdravitsa-preview-'));
  try {
    const store = createLocalStore({ dir: join(dir, 'store') });
    const tone = join(dir, 'tone.wav');
    await ffmpeg(toneArgs(tone), { signal, timeoutMs: TIMEOUT_MS });
    await store.put(AUDIO_KEY, tone);
    const montage = createMontage({ store, ffmpeg, workDir: dir, parallel: 2 });
    const videos: string[] = [];
    for (const format of options.formats) {
      const order = { template, format, language: LANGUAGE, scenes: sample.map(voiced) } as const;
      const { videoKey } = await montage(order, { signal });
      videos.push((await store.fetch(videoKey, dir)) as string);
    }
    await ffmpeg(sheetArgs(videos, options.formats, output), { signal, timeoutMs: TIMEOUT_MS });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function voiced(scene: Scene): VoicedScene {
  const words = scene.text.split(' ').map((text, index, { length }) => ({
    text,
    startMs: (index * SPEECH_MS) / length,
    endMs: ((index + 1) * SPEECH_MS) / length,
  }));
  return { ...scene, speech: { audioKey: AUDIO_KEY, durationMs: SPEECH_MS, words } };
}

function toneArgs(output: string): string[] {
  const tone = `sine=frequency=300:duration=${SPEECH_MS / 1_000}:sample_rate=${SAMPLE_RATE}`;
  return ['-f', 'lavfi', '-i', tone, '-y', output];
}

function sheetArgs(videos: readonly string[], shown: readonly Format[], output: string): string[] {
  const width = (Math.max(...shown.map((format) => formats[format].width)) / 2 + GAP) * sample.length;
  const picked = moments()
    .map((frame) => `eq(n,${frame})`)
    .join('+');
  const rows = videos.map(
    (_, index) =>
      `[${index}:v]select='${picked}',scale=iw/2:-1:flags=area,tile=${sample.length}x1:margin=${GAP / 2}:padding=${GAP}:color=white,pad=${width}:ih:(ow-iw)/2:0:white[row${index}]`,
  );
  const names = videos.map((_, index) => `[row${index}]`).join('');
  const stacked = videos.length === 1 ? `${names}null[sheet]` : `${names}vstack=inputs=${videos.length}[sheet]`;
  return [
    ...videos.flatMap((video) => ['-i', video]),
    ...['-filter_complex', [...rows, stacked].join(';'), '-map', '[sheet]', '-frames:v', '1', '-update', '1'],
    ...['-y', output],
  ];
}

/** Returns a frame of each scene in which its text is visible and a line is partly spoken. */
function moments(): number[] {
  let first = 0;
  return sample.map(({ kind }) => {
    const { frames } = timeScene(kind, SPEECH_MS);
    first += frames;
    return first - Math.round(frames * 0.42);
  });
}
