import type { Voice } from '#root/tts/speech-engine.js';

/** Values of flite's command-line options. */
export interface FliteSettings {
  /** Name of the voice, as in `-voice`. */
  name: string;
  /** Length of its sounds at the pace of greetings, 1 being the voice's own, as in `--setf duration_stretch`. */
  stretch: number;
}

export interface FliteVoice extends Voice {
  settings: FliteSettings;
}

// With these lengths they say 14 letters a second.
const VOICES: readonly (Pick<Voice, 'gender' | 'title'> & FliteSettings)[] = [
  { name: 'slt', gender: 'female', title: 'Susan, American English', stretch: 1 },
  { name: 'rms', gender: 'male', title: 'Richard, American English', stretch: 0.9 },
];

export const fliteVoices: readonly FliteVoice[] = VOICES.map(({ gender, title, ...settings }) => ({
  id: `flite-${settings.name}`,
  engine: 'flite',
  language: 'en',
  gender,
  title,
  licence: 'BSD-4-Clause',
  commercialUse: true,
  letters: 'latin',
  revision: `flite-2.3/1/${JSON.stringify(settings)}`,
  settings,
}));
