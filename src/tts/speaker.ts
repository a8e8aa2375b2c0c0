import { InputError } from '#root/errors.js';
import type { Recording } from '#root/greeting/spec.js';
import { BYTES_PER_SAMPLE, SAMPLE_RATE } from '#root/media/sound.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import { spreadWords } from '#root/tts/align.js';
import { withoutRumble } from '#root/tts/level.js';
import { silenceForVoiceless } from '#root/tts/silence.js';
import { type KeepSpeech, trim } from '#root/tts/speech.js';
import type { Line, SpeechEngine, Utterance } from '#root/tts/speech-engine.js';

export interface SpeakerDeps {
  engine: SpeechEngine;
  keep: KeepSpeech;
  store: Store;
}

interface Options {
  signal: AbortSignal;
}

/** Makes the sound of a line, unless it is stored already. Each method returns the key for `loadSpeech`. */
export interface Speaker {
  /** Speaks with the engine. Throws `InputError` if the voice is unknown, `StepError` if synthesis fails. */
  speak(line: Line, options: Options): Promise<{ speechKey: string }>;
  /** Uses the user's recording, with the words spread over it. Throws `InputError` (MEDIA_LOST) if it is missing. */
  play(line: { text: string; recording: Recording }, options: Options): Promise<{ speechKey: string }>;
  /** Makes silence that is long enough to read the line. */
  rest(line: { text: string }, options: Options): Promise<{ speechKey: string }>;
}

export function createSpeaker({ engine, keep, store }: SpeakerDeps): Speaker {
  async function recorded(
    { text, recording }: { text: string; recording: Recording },
    options: Options,
  ): Promise<Utterance> {
    const bytes = await readArtifact(store, recording.soundKey, options);
    // Only the user has the recording, so a new run cannot restore it.
    if (bytes === undefined) throw new InputError('recording', 'MEDIA_LOST', 'the recording is no longer in storage');
    const sound = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / BYTES_PER_SAMPLE));
    const samples = withoutRumble(sound, SAMPLE_RATE);
    const whole = { samples, sampleRate: SAMPLE_RATE, words: spreadWords(text, samples, SAMPLE_RATE) };
    // The sound of a clip stays in step with its picture.
    return recording.clipKey === undefined ? trim(whole) : whole;
  }

  return {
    speak: (line, options) =>
      keep({ engine: engine.id, ...line }, async () => trim(await engine.speak(line, options)), options),

    play: (line, options) => keep(line, () => recorded(line, options), options),

    rest: ({ text }, options) => keep({ rest: text }, async () => silenceForVoiceless(text), options),
  };
}
