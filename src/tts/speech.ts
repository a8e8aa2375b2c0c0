import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ArtifactLostError } from '#root/errors.js';
import type { Speech, WordTime } from '#root/greeting/artifacts.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import { artifactKey } from '#root/storage/key.js';
import { readArtifact, type Store, type StoreCall } from '#root/storage/store.js';
import { HIGHEST_PEAK, level, trimSilence } from '#root/tts/level.js';
import type { Sound } from '#root/tts/speech-engine.js';

/** Sound of one line, and when each word of its text is heard. */
export interface Utterance extends Sound {
  /** Words in the order of the text. Together they cover all its visible characters. */
  words: WordTime[];
}

/** Keys of a spoken line in storage. */
export interface SpeechKeys {
  /** Key for `loadSpeech`. */
  speechKey: string;
  audioKey: string;
}

export interface SpeechKeeperDeps {
  store: Store;
  ffmpeg: Ffmpeg;
  /** Folder for temporary files. */
  workDir: string;
}

/**
 * Calls `synthesise` and stores the result, unless it is stored already. Returns its keys. Throws the
 * errors of `synthesise`, `UnavailableError` if storage is unavailable, `AbortedError` if aborted.
 * @param parts everything that determines the sound
 */
export type KeepSpeech = (
  parts: object,
  synthesise: () => Promise<Utterance>,
  options: { signal: AbortSignal },
) => Promise<SpeechKeys>;

// Raise it with every change to the processing of the sound, or to the times of its words.
const VERSION = 7;
const TIMEOUT_MS = 30_000;

const speechSchema: z.ZodType<Speech> = z.object({
  audioKey: z.string(),
  durationMs: z.number().min(0),
  words: z.array(z.object({ text: z.string(), startMs: z.number(), endMs: z.number() })),
});

export function createSpeechKeeper({ store, ffmpeg, workDir }: SpeechKeeperDeps): KeepSpeech {
  return async (parts, synthesise, { signal }) => {
    const speechKey = artifactKey('speech', { version: VERSION, ...parts }, 'json');
    const stored = await findSpeech(store, speechKey, { signal });
    if (stored !== undefined) return { speechKey, audioKey: stored.audioKey };

    const utterance = await synthesise();
    const dir = await mkdtemp(join(workDir, 'zdravitsa-speech-'));
    try {
      const wav = join(dir, 'speech.wav');
      await encode(utterance, wav, signal);
      // Two workers may speak one line at once, and an engine may never say it twice alike. Named by its content, each
      // sound keeps its own words.
      const content = createHash('sha256')
        .update(await readFile(wav))
        .digest('hex');
      const audioKey = artifactKey('speech', { content }, 'wav');
      await store.put(audioKey, wav, { signal });
      // Stored last: if the JSON exists, the sound exists too.
      const json = join(dir, 'speech.json');
      await writeFile(json, JSON.stringify(describe(utterance, audioKey)));
      await store.put(speechKey, json, { signal });
      return { speechKey, audioKey };
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };

  async function encode({ samples, sampleRate }: Utterance, wav: string, signal: AbortSignal): Promise<void> {
    const input = new Uint8Array(level(samples, sampleRate).buffer);
    const limiter = `alimiter=limit=${HIGHEST_PEAK.toFixed(4)}:attack=1:release=50:level=false`;
    const pcm = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0'];
    const filter = `aresample=${SAMPLE_RATE},${limiter}`;
    const run = { signal, cwd: dirname(wav), timeoutMs: TIMEOUT_MS, input };
    await ffmpeg([...pcm, '-af', filter, '-c:a', 'pcm_s16le', '-y', wav], run);
  }
}

/** Returns a spoken line from storage. Throws `ArtifactLostError` if it is incomplete, `AbortedError` if aborted. */
export async function loadSpeech(store: Store, speechKey: string, call?: StoreCall): Promise<Speech> {
  const speech = await findSpeech(store, speechKey, call);
  if (speech === undefined) throw new ArtifactLostError(speechKey);
  return speech;
}

async function findSpeech(store: Store, speechKey: string, call?: StoreCall): Promise<Speech | undefined> {
  const json = await readArtifact(store, speechKey, call);
  if (json === undefined) return undefined;
  const speech = speechSchema.parse(JSON.parse(json.toString()));
  return (await store.has(speech.audioKey, call)) ? speech : undefined;
}

/** Cuts off the silence before and after the speech, and shifts the word times accordingly. */
export function trim({ samples, sampleRate, words }: Utterance): Utterance {
  const trimmed = trimSilence(samples, sampleRate);
  const endMs = (trimmed.samples.length / sampleRate) * 1_000;
  const shifted = (ms: number) => Math.min(Math.max(ms - trimmed.leadMs, 0), endMs);
  return {
    samples: trimmed.samples,
    sampleRate,
    words: words.map((word) => ({ text: word.text, startMs: shifted(word.startMs), endMs: shifted(word.endMs) })),
  };
}

function describe({ samples, sampleRate, words }: Utterance, audioKey: string): Speech {
  return { audioKey, durationMs: (samples.length / sampleRate) * 1_000, words };
}
