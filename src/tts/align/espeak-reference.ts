import type { SpeakReference } from '#root/tts/align/aligner.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';

// espeak-ng changes to the language of the text. English is left for Latin text whose language is unknown.
const VOICE = 'espeak-en-female';

/** Returns a way to let espeak-ng speak the references of an aligner. */
export function createEspeakReference(espeak: SpeechEngine): SpeakReference {
  const voice = espeakVoices.find(({ id }) => id === VOICE);
  if (voice === undefined) throw new RangeError(`espeak-ng has no voice ${VOICE}`);
  return (text, languages, signal) => espeak.speak({ text, voice, rate: 1, languages }, { signal });
}
