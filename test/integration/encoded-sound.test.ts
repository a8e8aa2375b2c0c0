import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { soundSettings } from '#root/montage/ffmpeg/join-args.js';
import { mixArgs } from '#root/montage/ffmpeg/mix-args.js';
import { createLocalStore } from '#root/storage/local.js';
import { loadSpeech } from '#root/tts/speech.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';

const musicOf = (template: string) => join(import.meta.dirname, '../../src/montage/templates', template, 'music.ogg');
const signal = new AbortController().signal;
let dir: string;
let ffmpegPath: string;
let voices: { path: string; startMs: number }[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  ffmpegPath = await locateFfmpeg(undefined, process.env.PATH ?? '');
  voices = await utterances(['Ура!', 'Поздравляем!', 'Пап, тортик!', 'Кап-кап, так-так!', 'Happy birthday!', 'Браво!']);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Speaks the texts, one every two seconds, with a female and a male voice in turn. */
async function utterances(texts: string[]) {
  const store = createLocalStore({ dir: join(dir, 'store') });
  const ffmpeg = createFfmpeg({ path: ffmpegPath, logger });
  const { speaker, close } = await openTestSpeaker({ store, ffmpeg, workDir: dir });
  const spoken: typeof voices = [];
  for (const [index, text] of texts.entries()) {
    const voice = index % 2 === 0 ? 'ru-female' : 'ru-male';
    const { audioKey } = await loadSpeech(
      store,
      (await speaker.speak({ text, voice, greeting: text }, { signal })).speechKey,
    );
    spoken.push({ path: (await store.fetch(audioKey, dir)) as string, startMs: 500 + index * 2_000 });
  }
  await close();
  return spoken;
}

/** Encodes a sound as a video's is, and returns the true peak of what a player decodes, in dBTP. */
async function decodedPeak(sound: string, gainDb: number): Promise<number> {
  const limited = ['-t', '13', '-i', sound, '-af', `volume=${gainDb}dB,${soundSettings.limiter}`];
  // ADTS can be piped, MP4 cannot.
  const encode = ['-v', 'error', ...limited, ...soundSettings.encoder, '-f', 'adts', '-'];
  const { stdout: input } = await execa(ffmpegPath, encode, { encoding: 'buffer' });
  const measure = ['-nostats', '-i', 'pipe:0', '-af', 'ebur128=peak=true', '-f', 'null', '-'];
  const { stderr } = await execa(ffmpegPath, measure, { input });
  return Number(/True peak:\s+Peak:\s+(-?[\d.]+) dBFS/.exec(stderr)?.[1] ?? Number.NaN);
}

const templates = ['birthday', 'neutral', 'new-year', 'thank-you', 'wedding'];

test.each(templates)(
  'the decoded music of %s has no peak above −1.5 dBTP, however hard the limiter works',
  async (template) => {
    expect(await decodedPeak(musicOf(template), 10)).toBeLessThanOrEqual(-1.5);
  },
);

test.each(templates)('short cries over the music of %s have no decoded peak above −1.5 dBTP', async (template) => {
  const order = { voices, music: musicOf(template), durationMs: 13_000 };
  const loudness = 'loudness.txt';
  await execa(ffmpegPath, ['-v', 'error', ...mixArgs({ ...order, output: 'mix.wav', loudness })], { cwd: dir });
  expect(await readFile(join(dir, loudness), 'utf8')).toContain('r128');
  // Twice the gain that such a mix gets.
  expect(await decodedPeak(join(dir, 'mix.wav'), 12)).toBeLessThanOrEqual(-1.5);
});
