import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeRecording } from '#root/intake/recording.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { mixArgs } from '#root/montage/ffmpeg/mix-args.js';
import type { Store } from '#root/storage/store.js';
import type { OpenSpeaker } from '#root/tts/open-speaker.js';
import { loadSpeech } from '#root/tts/speech.js';
import { createMediaRig } from '../helpers/media-rig.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';

let dir: string;
let store: Store;
let ffmpeg: Ffmpeg;
let opened: OpenSpeaker;
const signal = new AbortController().signal;

beforeAll(async () => {
  ({ dir, store, ffmpeg } = await createMediaRig());
  opened = await openTestSpeaker({ store, ffmpeg, workDir: dir });
});
afterAll(async () => {
  await opened.close();
  await rm(dir, { recursive: true, force: true });
});

const run = (args: string[]) => ffmpeg([...args, '-y'], { cwd: dir, signal, timeoutMs: 60_000 });

/** Returns the path of the speech that the recording becomes, and its duration. */
async function levelled(recorded: string) {
  const { recording } = await takeRecording(join(dir, recorded), { store, ffmpeg, workDir: dir }, { signal });
  if (recording === undefined) throw new Error('Nothing was heard');
  const { audioKey, durationMs } = await loadSpeech(
    store,
    (await opened.speaker.play({ text: '', voice: 'ru-female', greeting: '' }, recording, { signal })).speechKey,
  );
  return { path: (await store.fetch(audioKey, dir)) as string, durationMs };
}

/** Returns the samples of the first of the channels. */
async function samplesOf(path: string, channels: number): Promise<Float32Array> {
  const wav = await readFile(path);
  const all = new Int16Array(wav.buffer.slice(wav.byteOffset + wav.indexOf('data') + 8));
  return new Float32Array(all.length / channels).map((_, index) => all[index * channels] ?? 0);
}

const START_MS = 1_000;

/** Returns what a video plays for the voice: its music and the voice in it. */
async function mixed(path: string, durationMs: number) {
  const music = join(import.meta.dirname, '../../src/montage/templates/birthday/music.ogg');
  const order = { voices: [{ path, startMs: START_MS }], music, durationMs: durationMs + 2_000 };
  const output = 'mix.wav';
  await run(mixArgs({ ...order, output, loudness: `${output}.txt` }).filter((arg) => arg !== '-y'));
  const mix = await samplesOf(join(dir, output), 2);
  const voice = await samplesOf(path, 1);
  const placed = new Float32Array(mix.length);
  placed.set(voice, 48 * START_MS);
  // No music has the waveform of the voice, so all of the mix that is like it is the voice.
  const product = (one: Float32Array) => {
    let sum = 0;
    for (let index = 0; index < one.length; index += 1) sum += (one[index] as number) * (placed[index] as number);
    return sum;
  };
  const gain = product(mix) / product(placed);
  const spoken = placed.map((sample) => gain * sample);
  return { voice: spoken, music: mix.map((sample, index) => sample - (spoken[index] ?? 0)) };
}

const BLOCK = 48_000 * 0.1;

/** Returns the power of every tenth of a second. */
function powers(sound: Float32Array): number[] {
  return Array.from({ length: Math.floor(sound.length / BLOCK) }, (_, block) =>
    sound.subarray(block * BLOCK, (block + 1) * BLOCK).reduce((sum, sample) => sum + sample * sample, 0),
  );
}

/** Returns the mean power of the voice above that of the music while somebody speaks, in decibels. */
function aboveMusic(voice: Float32Array, music: Float32Array): number {
  const [spoken, played] = [powers(voice), powers(music)];
  // A knock is louder than the speech, and shorter.
  const loud = spoken.toSorted((one, other) => other - one)[Math.floor(spoken.length / 5)] ?? 0;
  const speaking = spoken.map((power) => power > loud / 30 && power < loud * 10);
  const sum = (of: number[]) => of.reduce((total, power, block) => total + (speaking[block] ? power : 0), 0);
  return 10 * Math.log10(sum(spoken) / sum(played));
}

const added = (quieterDb: number, source: string) =>
  `volume=${-quieterDb}dB[v];${source}[s];[v][s]amix=2:normalize=0:duration=first`;

/** What is done to a usual voice, as filters of ffmpeg. */
const recordings = {
  'a usual voice': 'anull',
  'a voice 40 dB quieter': 'volume=-40dB',
  'a quiet voice with knocks every second': added(25, "aevalsrc='0.7*exp(-60*mod(t,1))*sin(500*t)':d=6"),
  'a quiet voice with an offset': 'volume=-25dB,dcshift=0.4',
  'a quiet voice with the hum of the mains': added(25, "aevalsrc='0.2*sin(2*PI*50*t)':d=6"),
  'a quiet voice in a noisy room': added(20, 'anoisesrc=d=6:a=0.006:c=pink:seed=2'),
  'a voice that becomes a whisper': "volume='if(gt(t,2.5),0.05,1)':eval=frame",
  'a voice that begins with a shout': "volume='if(lt(t,0.7),1,0.08)':eval=frame",
  'a clipped voice': 'volume=20dB',
};

beforeAll(async () => {
  const outputs = Object.entries(recordings).flatMap(([name, filters], index) => [
    ...['-filter_complex', `[0]${filters}[out${index}]`, '-map', `[out${index}]`, `${name}.wav`],
  ]);
  await run(['-i', join(import.meta.dirname, '../fixtures/voice.ogg'), ...outputs]);
});

test.each(Object.keys(recordings))('%s is at least 8 dB above the music while it speaks', async (name) => {
  const { path, durationMs } = await levelled(`${name}.wav`);
  const { voice, music } = await mixed(path, durationMs);
  expect(aboveMusic(voice, music)).toBeGreaterThanOrEqual(8);
});
