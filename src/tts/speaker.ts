import { InputError } from '#root/errors.js';
import type { Recording } from '#root/greeting/spec.js';
import { BYTES_PER_SAMPLE, SAMPLE_RATE } from '#root/media/sound.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import { alignWords, spreadWords } from '#root/tts/align.js';
import { nearestVoice, wishOf } from '#root/tts/catalogue.js';
import type { Languages } from '#root/tts/languages.js';
import { withoutRumble } from '#root/tts/level.js';
import { silenceForUnpronounceable, silenceForVoiceless } from '#root/tts/silence.js';
import { type KeepSpeech, trim, type Utterance } from '#root/tts/speech.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

/** A line to speak. */
interface Line {
  text: string;
  /** Name of a voice, or of a wish. */
  voice: string;
  /** Languages of the whole greeting. */
  languages?: Languages;
}

export interface SpeakerDeps {
  /** The first choice first. */
  engines: readonly SpeechEngine[];
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

export function createSpeaker({ engines, keep, store }: SpeakerDeps): Speaker {
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

  async function choose(name: string) {
    const wish = wishOf(name);
    if (wish === undefined) throw new InputError('voice', 'VOICE_UNKNOWN', `there is no voice "${name}"`);
    for (const engine of engines) {
      const voice = nearestVoice((await engine.availability()).voices, wish);
      if (voice !== undefined) return { engine, voice };
    }
    throw new InputError('voice', 'VOICE_UNKNOWN', `no engine speaks "${name}"`);
  }

  return {
    async speak({ text, voice: name, languages = {} }, options) {
      const { engine, voice } = await choose(name);
      const line = { text, languages, rate: 1 };
      const synthesise = async () => {
        const sound = await engine.speak({ ...line, voice }, options);
        if (sound === undefined) return silenceForUnpronounceable(text);
        const { samples, sampleRate, events } = sound;
        const endMs = (samples.length / sampleRate) * 1_000;
        const words = events === undefined ? spreadWords(text, samples, sampleRate) : alignWords(text, events, endMs);
        return trim({ samples, sampleRate, words });
      };
      return keep({ voice: voice.id, revision: voice.revision, ...line }, synthesise, options);
    },

    play: (line, options) => keep(line, () => recorded(line, options), options),

    rest: ({ text }, options) => keep({ rest: text }, async () => silenceForVoiceless(text), options),
  };
}
