import type { EngineName } from '#root/config/speech.js';
import type { NamedVoice } from '#root/config/speech-services.js';
import type { Voice } from '#root/tts/speech-engine.js';

/** A voice of a service. */
export interface ServiceVoice extends Voice {
  /** The service's own name of the voice. */
  name: string;
}

interface ListedVoice extends NamedVoice {
  /** Its name in greetings, by default the service's own. */
  shortName?: string;
  /** Name shown to people, by default the short one. */
  title?: string;
}

/** Returns the voices of a service. What determines the sound of all is added by `withSettings`. */
export function serviceVoices(
  engine: EngineName,
  voices: readonly ListedVoice[],
  terms: Pick<Voice, 'licence' | 'commercialUse' | 'stress'>,
): ServiceVoice[] {
  return voices.map(({ name, shortName = name, language, gender, title = shortName }) => ({
    id: `${engine}-${shortName.toLowerCase().replace(/[^\p{L}\p{N}_]+/gu, '-')}`,
    engine,
    language,
    gender,
    title,
    ...terms,
    revision: engine,
    name,
  }));
}

/** Returns the voices with a revision made of their names and these settings. */
export function withSettings(voices: readonly ServiceVoice[], settings: object): ServiceVoice[] {
  return voices.map((voice) => ({
    ...voice,
    revision: `${voice.engine}/1/${JSON.stringify({ name: voice.name, ...settings })}`,
  }));
}

/** Returns the voice of that id. Throws `RangeError` if there is none. */
export function serviceVoice(voices: readonly ServiceVoice[], { id, engine }: Voice): ServiceVoice {
  const voice = voices.find((each) => each.id === id);
  if (voice === undefined) throw new RangeError(`${engine} has no voice ${id}`);
  return voice;
}
