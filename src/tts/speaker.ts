import { InputError } from '#root/errors.js';
import type { Recording } from '#root/greeting/spec.js';
import type { SpeechVoice } from '#root/jobs/video-job.js';
import { BYTES_PER_SAMPLE, SAMPLE_RATE } from '#root/media/sound.js';
import { readArtifact, type Store } from '#root/storage/store.js';
import type { Aligner, AlignOptions } from '#root/tts/align/aligner.js';
import { alignWords, spreadWords } from '#root/tts/align/words.js';
import { breathe } from '#root/tts/breathe.js';
import { wishForAbsent, wishOf } from '#root/tts/catalogue.js';
import type { ChainOptions, SpeechChain } from '#root/tts/chain.js';
import { withoutRumble } from '#root/tts/level.js';
import { normalise, type SpeakableText } from '#root/tts/normalise/normalise.js';
import type { SpokenName } from '#root/tts/normalise/spoken-name.js';
import { withStress } from '#root/tts/normalise/stress.js';
import { silenceForUnpronounceable, silenceForVoiceless } from '#root/tts/silence.js';
import { type KeepSpeech, type SpeechKeys, trim, type Utterance } from '#root/tts/speech.js';
import { type EngineSpeech, MANY_LANGUAGES, type Voice } from '#root/tts/speech-engine.js';
import { type SpokenLanguage, spokenLanguage } from '#root/tts/spoken-language.js';

/** A line to speak. */
export interface Line {
  text: string;
  /** Name of a voice, or of a wish. */
  voice: string;
  /** Text of all lines together, which decides the language. */
  greeting: string;
  /** Whether the text is the project's own, in a language of the interface. */
  isOwnText?: boolean;
  /** The name of who is greeted, if the text may contain it and it is pronounced otherwise than it is written. */
  name?: SpokenName | undefined;
}

export interface SpeakerDeps {
  chain: SpeechChain;
  /** Returns the voices that the engines can speak with now. */
  voices: () => Promise<readonly Voice[]>;
  keep: KeepSpeech;
  aligner: Aligner;
  store: Store;
}

interface Options {
  signal: AbortSignal;
}

/** How a line is said: its text as written, and as spoken. */
interface Wording extends AlignOptions {
  text: string;
  said: SpeakableText;
}

/** Makes the sound of a line, unless it is stored already. Each method returns its keys in storage. */
export interface Speaker {
  /**
   * Speaks in the chosen voice, or chooses one; another engine speaks if its engine fails. The result has no voice if no
   * engine speaks the language. Throws `InputError` if there is no such voice, and the errors of the chain.
   */
  speak(line: Line, options: Options & ChainOptions): Promise<SpeechKeys & { voice?: SpeechVoice }>;
  /** Uses the user's recording. Throws `InputError` (MEDIA_LOST) if it is missing. */
  play(line: Line, recording: Recording, options: Options): Promise<SpeechKeys>;
  /** Makes silence that is long enough to read the line. */
  rest(line: Pick<Line, 'text'>, options: Options): Promise<SpeechKeys>;
}

export function createSpeaker({ chain, voices, keep, aligner, store }: SpeakerDeps): Speaker {
  async function recorded(recording: Recording, wording: Wording): Promise<Utterance> {
    const bytes = await readArtifact(store, recording.soundKey, wording);
    // Only the user has the recording, so a new run cannot restore it.
    if (bytes === undefined) throw new InputError('recording', 'MEDIA_LOST', 'the recording is no longer in storage');
    const sound = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / BYTES_PER_SAMPLE));
    const whole = await withWords({ samples: withoutRumble(sound, SAMPLE_RATE), sampleRate: SAMPLE_RATE }, wording);
    // The sound of a clip stays in step with its picture.
    return recording.clipKey === undefined ? trim(whole) : whole;
  }

  /** Returns the sound with the times of its words: those of the engine, else aligned, else spread. */
  async function withWords(sound: EngineSpeech, { text, said, ...options }: Wording): Promise<Utterance> {
    const { samples, sampleRate } = sound;
    const endMs = (samples.length / sampleRate) * 1_000;
    const events = sound.events ?? (await aligner.align(sound, said.text, options));
    const starts = events?.map(({ index, startMs }) => ({ index: said.source[index] ?? 0, startMs }));
    const words = starts === undefined ? spreadWords(text, samples, sampleRate) : alignWords(text, starts, endMs);
    return { samples, sampleRate, words };
  }

  /** Returns the voice that a line wants, and the languages of its scripts. */
  async function languageOf({ voice, greeting, isOwnText = false }: Line): Promise<SpokenLanguage> {
    const wish = wishOf(voice) ?? wishOf(voice, await voices()) ?? wishForAbsent(voice);
    if (wish === undefined) throw new InputError('voice', 'VOICE_UNKNOWN', `there is no voice "${voice}"`);
    const spoken = await spokenLanguage(greeting, wish);
    return isOwnText ? { ...spoken, languages: {} } : spoken;
  }

  return {
    async speak(line, { signal, chosen }) {
      const { text } = line;
      const { wish, languages } = await languageOf(line);
      const spoken = await chain(
        wish,
        ({ call, voice }) => {
          const said = sayBy(voice, line, wish.language);
          const order = { text: said.text, languages, rate: 1 };
          const parts = { line: text, voice: voice.id, revision: voice.revision, ...order };
          const synthesise = async () => {
            const sound = await call.speak({ ...order, voice }, { signal });
            if (sound === undefined) return silenceForUnpronounceable(text);
            return breathe(trim(await withWords(sound, { text, said, languages, signal })), wish.language);
          };
          return keep(parts, synthesise, { signal });
        },
        { chosen },
      );
      if (spoken === undefined)
        return keep({ unspoken: text }, async () => silenceForUnpronounceable(text), { signal });
      const { engine, id } = spoken.voice;
      return { ...spoken.result, voice: { engine, id } };
    },

    async play(line, recording, { signal }) {
      const { text, name } = line;
      const { wish, languages } = await languageOf(line);
      const said = normalise(text, { language: wish.language, name });
      const wording = { text, said, languages, signal };
      return keep({ text, recording, said: said.text, languages }, () => recorded(recording, wording), { signal });
    },

    rest: ({ text }, options) => keep({ rest: text }, async () => silenceForVoiceless(text), options),
  };
}

/** Returns the line as the voice can say it. @param language of the greeting, for a voice that speaks many */
function sayBy({ letters, stress, ...voice }: Voice, { text, name }: Line, language: string): SpeakableText {
  const own = voice.language === MANY_LANGUAGES ? language : voice.language;
  return withStress(normalise(text, { language: own, letters, name }), stress);
}
