import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { createLocalStore } from '#root/storage/local.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import { loadSpeech } from '#root/tts/speech.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';

const TEXT = 'Живи долго, смейся чаще, обнимай крепче!';
const PAUSE_MS = 3_000;
const SAMPLES_PER_MS = 48;
const signal = new AbortController().signal;

let dir: string;
let store: Store;
let opened: Awaited<ReturnType<typeof openTestSpeaker>>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  store = createLocalStore({ dir: join(dir, 'store') });
  const ffmpeg = createFfmpeg({ path: await locateFfmpeg(undefined, process.env.PATH ?? ''), logger });
  opened = await openTestSpeaker({ store, ffmpeg, workDir: dir });
});

afterAll(async () => {
  await opened.close();
  await rm(dir, { recursive: true, force: true });
});

/** Stores a recording of the text with a long pause before its third word, and returns it with its true words. */
async function record() {
  const { speechKey } = await opened.speaker.speak({ text: TEXT, voice: 'ru-male', greeting: TEXT }, { signal });
  const { words, audioKey } = await loadSpeech(store, speechKey);
  const wav = await readArtifact(store, audioKey);
  if (wav === undefined) throw new Error('nothing was spoken');
  const sound = wav.subarray(wav.indexOf('data') + 8);
  const at = Math.round((words[2]?.startMs ?? 0) * SAMPLES_PER_MS) * 2;
  const pause = Buffer.alloc(PAUSE_MS * SAMPLES_PER_MS * 2);
  const soundKey = `speech/${'0'.repeat(64)}.pcm`;
  const path = join(dir, 'recording.pcm');
  await writeFile(path, Buffer.concat([sound.subarray(0, at), pause, sound.subarray(at)]));
  await store.put(soundKey, path);
  const truth = words.map(({ startMs }, index) => startMs + (index < 2 ? 0 : PAUSE_MS));
  return { recording: { soundKey, durationMs: (sound.length + pause.length) / 2 / SAMPLES_PER_MS }, truth };
}

test('the words of a recording begin where they are said, also after a pause', async () => {
  const { recording, truth } = await record();
  const { speechKey } = await opened.speaker.play({ text: TEXT, voice: 'ru-male', greeting: TEXT }, recording, {
    signal,
  });
  const { words } = await loadSpeech(store, speechKey);
  const distances = words.map(({ startMs }, index) => Math.abs(startMs - (truth[index] ?? 0)));
  expect(Math.max(...distances)).toBeLessThanOrEqual(100);
});
