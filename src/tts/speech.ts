import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ArtifactLostError } from '#root/errors.js';
import type { Speech } from '#root/greeting/artifacts.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import { artifactKey } from '#root/storage/key.js';
import { readArtifact, type Store, type StoreCall } from '#root/storage/store.js';
import { gainFor, HIGHEST_PEAK, trimSilence } from '#root/tts/level.js';
import type { Utterance } from '#root/tts/speech-engine.js';

export interface SpeechKeeperDeps {
  store: Store;
  ffmpeg: Ffmpeg;
  /** Where temporary files may be made. */
  workDir: string;
}

/**
 * Stores what is spoken, unless it is stored already, and returns the key under which `loadSpeech` finds it. Throws what
 * `utter` throws, UnavailableError where storage is away, AbortedError at the signal.
 * @param parts all that determines the sound
 */
export type KeepSpeech = (
  parts: object,
  utter: () => Promise<Utterance>,
  options: { signal: AbortSignal },
) => Promise<{ speechKey: string }>;

// To be raised with every change of what happens to the sound below.
const VERSION = 2;
const TIMEOUT_MS = 30_000;

const speechSchema: z.ZodType<Speech> = z.object({
  audioKey: z.string(),
  durationMs: z.number().min(0),
  words: z.array(z.object({ text: z.string(), startMs: z.number(), endMs: z.number() })),
});

export function createSpeechKeeper({ store, ffmpeg, workDir }: SpeechKeeperDeps): KeepSpeech {
  return async (parts, utter, { signal }) => {
    const speechKey = artifactKey('speech', { version: VERSION, ...parts }, 'json');
    const audioKey = artifactKey('speech', { version: VERSION, ...parts }, 'wav');
    if ((await store.has(speechKey, { signal })) && (await store.has(audioKey, { signal }))) return { speechKey };

    const utterance = await utter();
    const dir = await mkdtemp(join(workDir, 'zdravitsa-speech-'));
    try {
      const wav = join(dir, 'speech.wav');
      await encode(utterance, wav, signal);
      await store.put(audioKey, wav, { signal });
      // Last, so that whoever finds it finds the sound as well.
      const json = join(dir, 'speech.json');
      await writeFile(json, JSON.stringify(describe(utterance, audioKey)));
      await store.put(speechKey, json, { signal });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
    return { speechKey };
  };

  async function encode({ samples, sampleRate }: Utterance, wav: string, signal: AbortSignal): Promise<void> {
    const input = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const limiter = `alimiter=limit=${HIGHEST_PEAK.toFixed(4)}:attack=1:release=50:level=false`;
    const filter = `volume=${gainFor(samples).toFixed(4)},aresample=${SAMPLE_RATE},${limiter}`;
    const pcm = ['-f', 's16le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0'];
    const run = { signal, cwd: dirname(wav), timeoutMs: TIMEOUT_MS, input };
    await ffmpeg([...pcm, '-af', filter, '-c:a', 'pcm_s16le', '-y', wav], run);
  }
}

/** Returns a spoken line from storage. Throws ArtifactLostError where a part of it is gone, AbortedError at the signal. */
export async function loadSpeech(store: Store, speechKey: string, call?: StoreCall): Promise<Speech> {
  const json = await readArtifact(store, speechKey, call);
  if (json !== undefined) {
    const speech = speechSchema.parse(JSON.parse(json.toString()));
    if (await store.has(speech.audioKey, call)) return speech;
  }
  throw new ArtifactLostError(speechKey);
}

/** Returns the speech without the silence before and after it. */
export function trim({ samples, sampleRate, words }: Utterance): Utterance {
  const trimmed = trimSilence(samples, sampleRate);
  const endMs = (trimmed.samples.length / sampleRate) * 1_000;
  const within = (ms: number) => Math.min(Math.max(ms - trimmed.leadMs, 0), endMs);
  return {
    samples: trimmed.samples,
    sampleRate,
    words: words.map((word) => ({ text: word.text, startMs: within(word.startMs), endMs: within(word.endMs) })),
  };
}

function describe({ samples, sampleRate, words }: Utterance, audioKey: string): Speech {
  return { audioKey, durationMs: (samples.length / sampleRate) * 1_000, words };
}
