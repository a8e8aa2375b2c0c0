import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { soundSettings } from '#root/montage/ffmpeg/join-args.js';
import { mixArgs, type Voice } from '#root/montage/ffmpeg/mix-args.js';
import { createLocalStore } from '#root/storage/local.js';
import { loadSpeech } from '#root/tts/speech.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';

const templates = ['birthday', 'neutral', 'new-year', 'thank-you', 'wedding'];
const musicOf = (template: string) => join(import.meta.dirname, '../../src/montage/templates', template, 'music.ogg');
const MUSIC_SECONDS = 13;
const CRIES = ['Ура!', 'Поздравляем!', 'Пап, тортик!', 'Кап-кап, так-так!', 'Happy birthday!', 'Браво!'];
const PAUSE_MS = 400;
const signal = new AbortController().signal;
let dir: string;
let ffmpegPath: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  ffmpegPath = await locateFfmpeg(undefined, process.env.PATH ?? '');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Speaks the cries one after the other, with a female and a male voice in turn. Returns when the last one ends, too. */
async function cries() {
  const store = createLocalStore({ dir: join(dir, 'store') });
  const ffmpeg = createFfmpeg({ path: ffmpegPath, logger });
  const { speaker, close } = await openTestSpeaker({ store, ffmpeg, workDir: dir });
  const voices: Voice[] = [];
  let startMs = PAUSE_MS;
  for (const [index, text] of CRIES.entries()) {
    const voice = index % 2 === 0 ? 'ru-female' : 'ru-male';
    const { speechKey } = await speaker.speak({ text, voice, greeting: text }, { signal });
    const { audioKey, durationMs } = await loadSpeech(store, speechKey);
    voices.push({ path: (await store.fetch(audioKey, dir)) as string, startMs });
    startMs += durationMs + PAUSE_MS;
  }
  await close();
  return { voices, durationMs: startMs };
}

/**
 * Encodes the first seconds of each sound as a video's is, one after the other, and returns the true peak of each that a
 * player decodes, in dBTP.
 */
async function decodedPeaks(sounds: string[], { seconds, gainDb }: { seconds: number; gainDb: number }) {
  const inputs = sounds.flatMap((sound) => ['-t', String(seconds), '-i', sound]);
  const joined = `concat=n=${sounds.length}:v=0:a=1,volume=${gainDb}dB,${soundSettings.limiter}`;
  // ADTS can be piped, MP4 cannot.
  const output = [...soundSettings.encoder, '-f', 'adts', '-'];
  const encode = ['-v', 'error', ...inputs, '-filter_complex', joined, ...output];
  const { stdout: input } = await execa(ffmpegPath, encode, { encoding: 'buffer' });
  const measure = ['-nostats', '-i', 'pipe:0', '-af', 'ebur128=peak=true:framelog=info', '-f', 'null', '-'];
  const { stderr } = await execa(ffmpegPath, measure, { input, maxBuffer: 10_000_000 });
  const peaks = sounds.map(() => Number.NEGATIVE_INFINITY);
  for (const [, time, left, right] of stderr.matchAll(/ t: (\S+) .* FTPK: *(\S+) +(\S+) dBFS/g)) {
    const part = Math.min(Math.floor(Number(time) / seconds), sounds.length - 1);
    const heard = [left, right].map(Number).filter(Number.isFinite);
    peaks[part] = Math.max(peaks[part] ?? 0, ...heard);
  }
  return peaks;
}

describe('the decoded music', () => {
  let peaks: number[];
  beforeAll(async () => {
    peaks = await decodedPeaks(templates.map(musicOf), { seconds: MUSIC_SECONDS, gainDb: 10 });
  });

  test.each(templates)('of %s has no peak above −1.5 dBTP, however hard the limiter works', (template) => {
    const peak = peaks[templates.indexOf(template)];
    expect(peak).toBeLessThanOrEqual(-1.5);
    expect(peak).toBeGreaterThan(-4);
  });
});

describe('short cries', () => {
  let peaks: number[];
  beforeAll(async () => {
    const { voices, durationMs } = await cries();
    const mixes: string[] = [];
    for (const template of templates) {
      const [output, loudness] = [`${template}.wav`, `${template}.txt`];
      const order = { voices, music: musicOf(template), durationMs, output, loudness };
      await execa(ffmpegPath, ['-v', 'error', ...mixArgs(order)], { cwd: dir });
      expect(await readFile(join(dir, loudness), 'utf8')).toContain('r128');
      mixes.push(join(dir, output));
    }
    // Twice the gain that such a mix gets.
    peaks = await decodedPeaks(mixes, { seconds: durationMs / 1_000, gainDb: 12 });
  });

  test.each(templates)('over the music of %s have no decoded peak above −1.5 dBTP', (template) => {
    const peak = peaks[templates.indexOf(template)];
    expect(peak).toBeLessThanOrEqual(-1.5);
    expect(peak).toBeGreaterThan(-4);
  });
});
