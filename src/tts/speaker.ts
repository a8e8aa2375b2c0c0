import { InputError } from '#root/errors.js';
import type { Recording } from '#root/greeting/spec.js';
import type { SpeechVoice } from '#root/jobs/video-job.js';
import { BYTES_PER_SAMPLE, SAMPLE_RATE } from '#root/media/sound.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import { alignWords, spreadWords } from '#root/tts/align.js';
import { wishOf } from '#root/tts/catalogue.js';
import type { ChainOptions, SpeechChain } from '#root/tts/chain.js';
import type { Languages } from '#root/tts/languages.js';
import { withoutRumble } from '#root/tts/level.js';
import { silenceForUnpronounceable, silenceForVoiceless } from '#root/tts/silence.js';
import { type KeepSpeech, trim, type Utterance } from '#root/tts/speech.js';
import type { EngineSpeech } from '#root/tts/speech-engine.js';

/** A line to speak. */
export interface Line {
  text: string;
  /** Name of a voice, or of a wish. */
  voice: string;
  /** Languages of the whole greeting. */
  languages?: Languages;
}

export interface SpeakerDeps {
  chain: SpeechChain;
  keep: KeepSpeech;
  store: Store;
}

interface Options {
  signal: AbortSignal;
}

/** Makes the sound of a line, unless it is stored already. Each method returns the key for `loadSpeech`. */
export interface Speaker {
  /**
   * Speaks in the chosen voice, or chooses one; another engine speaks if its engine fails. The result has no voice if no
   * engine speaks the language. Throws `InputError` if there is no such voice, and the errors of the chain.
   */
  speak(line: Line, options: Options & ChainOptions): Promise<{ speechKey: string; voice?: SpeechVoice }>;
  /** Uses the user's recording, with the words spread over it. Throws `InputError` (MEDIA_LOST) if it is missing. */
  play(line: { text: string; recording: Recording }, options: Options): Promise<{ speechKey: string }>;
  /** Makes silence that is long enough to read the line. */
  rest(line: { text: string }, options: Options): Promise<{ speechKey: string }>;
}

export function createSpeaker({ chain, keep, store }: SpeakerDeps): Speaker {
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
    async speak({ text, voice: name, languages = {} }, { signal, chosen }) {
      const wish = wishOf(name);
      if (wish === undefined) throw new InputError('voice', 'VOICE_UNKNOWN', `there is no voice "${name}"`);
      const spoken = await chain(
        wish,
        ({ call, voice }) => {
          const order = { text, languages, rate: 1 };
          const parts = { voice: voice.id, revision: voice.revision, ...order };
          return keep(parts, async () => utterance(text, await call.speak({ ...order, voice }, { signal })), {
            signal,
          });
        },
        { chosen },
      );
      if (spoken === undefined)
        return keep({ unspoken: text }, async () => silenceForUnpronounceable(text), { signal });
      const { engine, id } = spoken.voice;
      return { ...spoken.result, voice: { engine, id } };
    },

    play: (line, options) => keep(line, () => recorded(line, options), options),

    rest: ({ text }, options) => keep({ rest: text }, async () => silenceForVoiceless(text), options),
  };
}

/** Returns the sound without silence at its ends, with the words of the text in it. */
function utterance(text: string, sound: EngineSpeech | undefined): Utterance {
  if (sound === undefined) return silenceForUnpronounceable(text);
  const { samples, sampleRate, events } = sound;
  const endMs = (samples.length / sampleRate) * 1_000;
  const words = events === undefined ? spreadWords(text, samples, sampleRate) : alignWords(text, events, endMs);
  return trim({ samples, sampleRate, words });
}
