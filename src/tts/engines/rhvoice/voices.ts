import type { Gender, Voice } from '#root/tts/speech-engine.js';

export interface RhvoiceVoice extends Voice {
  /** Name in RHVoice, and in lower case that of the folder of the voice. */
  profile: string;
  /** Speed, 1 being the voice's own. */
  pace: number;
}

// Raise it with every change to what is given to RHVoice or read from it.
const VERSION = 2;

// Only voices that everyone may distribute, and use for any purpose. With these speeds they say 14 letters a second; by
// themselves 14.3, 11.3, 13.5 and 10.2.
const VOICES: readonly { profile: string; gender: Gender; title: string; pace: number }[] = [
  { profile: 'Anna', gender: 'female', title: 'Анна', pace: 1 },
  { profile: 'Irina', gender: 'female', title: 'Ирина', pace: 1.23 },
  { profile: 'Elena', gender: 'female', title: 'Елена', pace: 1.04 },
  { profile: 'Aleksandr', gender: 'male', title: 'Александр', pace: 1.37 },
];

export const rhvoiceVoices: readonly RhvoiceVoice[] = VOICES.map((voice) => ({
  id: `rhvoice-${voice.profile.toLowerCase()}`,
  engine: 'rhvoice',
  language: 'ru',
  licence: 'LGPL-2.1-or-later',
  commercialUse: true,
  letters: 'cyrillic',
  stress: 'acute',
  // The engine adds the versions that are installed.
  revision: `rhvoice/${VERSION}/${voice.pace}`,
  ...voice,
}));
