import { InputError } from '#root/errors.js';
import type { Recording } from '#root/greeting/spec.js';
import { BYTES_PER_SAMPLE, SAMPLE_RATE } from '#root/media/sound.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import { spreadWords } from '#root/tts/align.js';
import { voiceless } from '#root/tts/silence.js';
import { type KeepSpeech, trim } from '#root/tts/speech.js';
import type { SpeechEngine, Utterance } from '#root/tts/speech-engine.js';

export interface SpeakerDeps {
  engine: SpeechEngine;
  keep: KeepSpeech;
  store: Store;
}

interface Options {
  signal: AbortSignal;
}

/** Gives a line its voice, unless it has been given it before; each returns the key under which `loadSpeech` finds it. */
export interface Speaker {
  /** By the engine. Throws InputError for an unknown voice, StepError where synthesis failed. */
  speak(line: { text: string; voice: string }, options: Options): Promise<{ speechKey: string }>;
  /** By the user's own recording, with the words spread over it. Throws InputError (MEDIA_LOST) where that is gone. */
  play(line: { text: string; recording: Recording }, options: Options): Promise<{ speechKey: string }>;
  /** By nobody, for as long as it takes to read it. */
  rest(line: { text: string }, options: Options): Promise<{ speechKey: string }>;
}

export function createSpeaker({ engine, keep, store }: SpeakerDeps): Speaker {
  async function recorded(
    { text, recording }: { text: string; recording: Recording },
    options: Options,
  ): Promise<Utterance> {
    const bytes = await readArtifact(store, recording.soundKey, options);
    // No new run can bring back what only the user had.
    if (bytes === undefined) throw new InputError('recording', 'MEDIA_LOST', 'the recording is no longer in storage');
    const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / BYTES_PER_SAMPLE));
    const whole = { samples, sampleRate: SAMPLE_RATE, words: spreadWords(text, samples, SAMPLE_RATE) };
    // The sound of a clip has to stay with its picture.
    return recording.clipKey === undefined ? trim(whole) : whole;
  }

  return {
    speak: (line, options) =>
      keep({ engine: engine.id, ...line }, async () => trim(await engine.speak(line, options)), options),

    play: (line, options) => keep(line, () => recorded(line, options), options),

    rest: ({ text }, options) => keep({ rest: text }, async () => voiceless(text), options),
  };
}
