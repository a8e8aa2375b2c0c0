import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ArtifactLostError } from '#root/errors.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { artifactKey } from '#root/storage/key.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import type { Speaker } from '#root/tts/speaker.js';
import { loadSpeech } from '#root/tts/speech.js';

export interface SampleDeps {
  speaker: Pick<Speaker, 'speak'>;
  store: Store;
  ffmpeg: Ffmpeg;
  /** Folder for temporary files. */
  workDir: string;
  /** Keeps where the sample of a voice is in storage. */
  save: (voice: string, key: string) => Promise<void>;
}

/** What each voice that a person can choose says of itself. */
const samples: Record<string, string> = {
  'ru-female': 'Привет! Этим голосом я прочитаю ваше поздравление. Пусть оно порадует!',
  'ru-male': 'Привет! Этим голосом я прочитаю ваше поздравление. Пусть оно порадует!',
  'en-female': "Hi! This is the voice that reads your greeting. I hope they'll love it!",
  'en-male': "Hi! This is the voice that reads your greeting. I hope they'll love it!",
};

// https://core.telegram.org/bots/api#sendvoice
const OPUS = ['-c:a', 'libopus', '-application', 'voip', '-b:a', '32k', '-f', 'ogg'];
const TIMEOUT_MS = 30_000;
const VERSION = 1;

/**
 * Makes a voice note of each voice that a person can choose, as the engines speak it now. What is in storage is not made
 * again. Throws the errors of the speaker, of ffmpeg and of the store.
 */
export async function makeSamples(deps: SampleDeps, { signal }: { signal: AbortSignal }): Promise<void> {
  const { speaker, store, save } = deps;
  for (const [voice, text] of Object.entries(samples)) {
    const spoken = await speaker.speak({ voice, text, greeting: text }, { signal });
    // No engine has a voice of this language.
    if (spoken.voice === undefined) continue;
    const key = artifactKey('sample', { version: VERSION, speech: spoken.speechKey }, 'ogg');
    // Reading it keeps it in storage.
    if ((await readArtifact(store, key, { signal })) === undefined) await encode(spoken.speechKey, key, deps, signal);
    await save(voice, key);
  }
}

async function encode(
  speechKey: string,
  key: string,
  { store, ffmpeg, workDir }: SampleDeps,
  signal: AbortSignal,
): Promise<void> {
  const { audioKey } = await loadSpeech(store, speechKey, { signal });
  const dir = await mkdtemp(join(workDir, 'zdravitsa-sample-'));
  try {
    const wav = await store.fetch(audioKey, dir, { signal });
    if (wav === undefined) throw new ArtifactLostError(audioKey);
    const ogg = join(dir, 'sample.ogg');
    await ffmpeg(['-i', wav, ...OPUS, '-y', ogg], { signal, cwd: dir, timeoutMs: TIMEOUT_MS });
    await store.put(key, ogg, { signal });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
