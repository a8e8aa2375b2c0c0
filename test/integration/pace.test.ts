import { readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Speech } from '#root/greeting/artifacts.js';
import { sentences } from '#root/greeting/lines.js';
import { blockPowers, loudnessOf, speechAmplitude } from '#root/media/speech-loudness.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import { fliteVoices } from '#root/tts/engines/flite/voices.js';
import { rhvoiceVoices } from '#root/tts/engines/rhvoice/voices.js';
import { samplesOf } from '#root/tts/engines/wav.js';
import type { OpenSpeaker } from '#root/tts/open-speaker.js';
import { loadSpeech } from '#root/tts/speech.js';
import { createMediaRig, type MediaRig } from '../helpers/media-rig.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';
import { hasRhvoice } from '../helpers/rhvoice.js';

const LINES: Record<string, string> = {
  ru: 'Дорогая Алёна! Пусть дорога впереди будет ровной, небо чистым, а сердце счастливым.',
  en: 'Dear Anna, happy birthday! May the road ahead be smooth, and your heart calm and happy.',
};
const voices = [...(hasRhvoice ? rhvoiceVoices : []), ...fliteVoices, ...espeakVoices].filter(
  ({ language }) => language in LINES,
);
// −20.5 LUFS, the common level.
const LOUDNESS = -20.5;

let media: MediaRig;
let opened: OpenSpeaker;

beforeAll(async () => {
  media = await createMediaRig();
  const env = { TTS_ENGINES: 'rhvoice,flite,espeak' };
  opened = await openTestSpeaker({ store: media.store, ffmpeg: media.ffmpeg, workDir: media.dir }, env);
});

afterAll(async () => {
  await opened.close();
  await rm(media.dir, { recursive: true, force: true });
});

async function say(text: string, voice: string): Promise<{ speech: Speech; samples: Int16Array }> {
  const { signal } = new AbortController();
  const { speechKey } = await opened.speaker.speak({ text, voice, greeting: text }, { signal });
  const speech = await loadSpeech(media.store, speechKey);
  const wav = await readFile((await media.store.fetch(speech.audioKey, media.dir)) ?? '');
  return { speech, samples: samplesOf(wav.subarray(wav.indexOf('data') + 8)) };
}

/** Returns the length of the longest silence that ends within 150 ms of a time, in milliseconds. */
function pauseBefore(samples: Int16Array, quiet: number, startMs: number): number {
  const isQuiet = (ms: number) => samples.subarray(ms * 48, (ms + 10) * 48).every((sample) => Math.abs(sample) < quiet);
  let [longest, length] = [0, 0];
  for (let ms = startMs - 700; ms < startMs + 150; ms += 10) {
    length = isQuiet(Math.max(Math.round(ms), 0)) ? length + 10 : 0;
    longest = Math.max(longest, length);
  }
  return longest;
}

describe('a greeting', () => {
  test.each(voices.map(({ id, language }) => [id, language]))(
    'by %s has the pace and the loudness of all voices, no silence at its ends, and time to breathe between sentences',
    async (id, language) => {
      const text = LINES[language] ?? '';
      const { speech, samples } = await say(text, id);
      expect(Math.abs(loudnessOf(blockPowers(samples, 48_000)) - LOUDNESS)).toBeLessThan(1);
      const quiet = speechAmplitude(samples, 48_000) / 10;
      const audible = (sample: number) => Math.abs(sample) > quiet;
      expect(samples.findIndex(audible) / 48).toBeLessThan(40);
      expect((samples.length - samples.findLastIndex(audible)) / 48).toBeLessThan(40);
      const [first = ''] = sentences(text, language);
      const next = speech.words[first.trim().split(' ').length];
      expect(pauseBefore(samples, quiet, next?.startMs ?? 0)).toBeGreaterThan(250);
      const letters = text.match(/\p{L}/gu)?.length ?? 0;
      const pace = letters / (speech.durationMs / 1_000);
      expect(pace).toBeGreaterThan(12);
      expect(pace).toBeLessThan(16);
    },
  );
});
