import type { VoiceWish } from '#root/tts/catalogue.js';
import { espeakText } from '#root/tts/engines/espeak/spoken-text.js';
import { type Languages, languagesOf } from '#root/tts/languages.js';
import { MANY_LANGUAGES } from '#root/tts/speech-engine.js';

/** The language of a greeting, and of each script in it. */
export interface SpokenLanguage {
  /** Voice that the greeting wants, of the language in which most of it is written. */
  wish: VoiceWish;
  languages: Languages;
}

// Languages of the interface. A greeting that names no voice gets one of these, so they say little about its words.
const USUAL = new Set(['ru', 'en']);
const SCRIPTS: Record<string, keyof Languages> = { Cyrl: 'cyrillic', Arab: 'arabic', Latn: 'latin' };

// Latin letters say little about their language. A voice of one language reads them in its own.
const LATIN_OF_MANY = 'en';

/** Returns the language to speak a greeting in. All its lines together decide, unless it wants a language by name. */
export async function spokenLanguage(greeting: string, wish: VoiceWish): Promise<SpokenLanguage> {
  const speaksMany = wish.language === MANY_LANGUAGES;
  const voiceLanguage = speaksMany ? LATIN_OF_MANY : wish.language;
  const languages = { ...(await languagesOf(greeting)), ...(USUAL.has(voiceLanguage) ? {} : ownScript(voiceLanguage)) };
  const language = espeakText(greeting, { voiceLanguage, languages })?.language ?? voiceLanguage;
  if (speaksMany) return { wish: { ...wish, language }, languages };
  if (language === wish.language) return { wish, languages };
  return { wish: { language, gender: wish.gender }, languages };
}

function ownScript(language: string): Languages {
  const script = SCRIPTS[new Intl.Locale(language).maximize().script ?? ''];
  return script === undefined ? {} : { [script]: language };
}
