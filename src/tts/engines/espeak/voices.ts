import type { Gender, Voice } from '#root/tts/speech-engine.js';
import { voiceTitle } from '#root/tts/voice-title.js';

/** Values of espeak-ng's command-line options. */
export interface EspeakSettings {
  /** Language, as in `-v`. */
  language: string;
  /** Variant of the voice, as in `-v language+variant`. */
  variant: string;
  /** Words per minute. */
  rate: number;
  /** Pitch from 0 to 100; 50 is the voice's own. */
  pitch: number;
}

export interface EspeakVoice extends Voice {
  settings: EspeakSettings;
}

// Languages that espeak-ng 1.52 speaks, as it names them. The invented ones, and the dialects, are left out.
const LANGUAGES =
  'ru en uk be kk tt ky ba cv uz tk az hy ka de fr es it pt nl pl cs sk hu ro bg sr hr bs sl mk el tr vi sv da nb is fo fi et lv lt sq ca eu ga cy gd mt lb ar fa he ur hi bn ta te gu pa kn ml mr ne or as si my th ko ja cmn yue id ms am om sw tn af eo la ht gn qu ku ug kaa nog';

// Russian is spoken at 13 letters a second, and English at 14. The default rate of espeak-ng is 175 words per minute.
const RATE = 145;
const VARIANTS: Record<Gender, Pick<EspeakSettings, 'variant' | 'pitch'>> = {
  female: { variant: 'f3', pitch: 55 },
  male: { variant: 'm3', pitch: 42 },
};
const ENGLISH = { language: 'en-us', rate: 175 };

export const espeakVoices: readonly EspeakVoice[] = LANGUAGES.split(' ').flatMap((language) =>
  (['female', 'male'] as const).map((gender) => {
    const settings = { language, rate: RATE, ...VARIANTS[gender], ...(language === 'en' ? ENGLISH : {}) };
    return {
      id: `espeak-${language}-${gender}`,
      engine: 'espeak',
      language,
      gender,
      // Loading the names of 90 languages would slow the start of a process.
      get title() {
        return voiceTitle(language, gender);
      },
      licence: 'GPL-3.0-or-later',
      commercialUse: true,
      revision: `espeak-ng-1.52/6/${JSON.stringify(settings)}`,
      settings,
    };
  }),
);
