import type { Languages } from '#root/tts/languages.js';
import { LIKE_RUSSIAN } from '#root/tts/normalise/ru/like-russian.js';

/** Input of espeak-ng for one text. */
export interface EspeakText {
  /** Text in which unspoken characters are spaces. Every code point keeps its index. */
  text: string;
  /** Language of the voice, as espeak-ng names it. */
  language: string;
}

export interface EspeakTextOptions {
  /** Language of the voice, in which Latin text is spoken. */
  voiceLanguage: string;
  /** Languages of the whole greeting. */
  languages: Languages;
}

interface Script {
  letters: RegExp;
  language: string;
  /** Whether the voice reads Latin words. Other voices spell them. */
  readsLatin: boolean;
  /** Name of the script, if several languages are told apart. */
  name?: keyof Languages;
}

const CHINESE: Script = { letters: /\p{Script=Han}/u, language: 'cmn', readsLatin: true };
// A text with kanji and kana is silent: the Japanese voice says "Chinese letter", and the Chinese voice skips kana.
const KANA: Script = { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, language: 'ja', readsLatin: false };

// Scripts whose voices were checked word by word.
const scripts: readonly Script[] = [
  { letters: /\p{Script=Cyrillic}/u, language: 'ru', readsLatin: true, name: 'cyrillic' },
  { letters: /\p{Script=Greek}/u, language: 'el', readsLatin: true },
  { letters: /\p{Script=Armenian}/u, language: 'hy', readsLatin: true },
  { letters: /\p{Script=Georgian}/u, language: 'ka', readsLatin: true },
  { letters: /\p{Script=Hebrew}/u, language: 'he', readsLatin: false },
  { letters: /\p{Script=Arabic}/u, language: 'ar', readsLatin: true, name: 'arabic' },
  { letters: /\p{Script=Devanagari}/u, language: 'hi', readsLatin: true },
  { letters: /\p{Script=Bengali}/u, language: 'bn', readsLatin: true },
  { letters: /\p{Script=Tamil}/u, language: 'ta', readsLatin: true },
  { letters: /\p{Script=Telugu}/u, language: 'te', readsLatin: true },
  { letters: /\p{Script=Gujarati}/u, language: 'gu', readsLatin: true },
  { letters: /\p{Script=Gurmukhi}/u, language: 'pa', readsLatin: true },
  { letters: /\p{Script=Kannada}/u, language: 'kn', readsLatin: true },
  { letters: /\p{Script=Malayalam}/u, language: 'ml', readsLatin: true },
  { letters: /\p{Script=Oriya}/u, language: 'or', readsLatin: true },
  { letters: /\p{Script=Sinhala}/u, language: 'si', readsLatin: true },
  { letters: /\p{Script=Myanmar}/u, language: 'my', readsLatin: true },
  { letters: /\p{Script=Ethiopic}/u, language: 'am', readsLatin: true },
  { letters: /\p{Script=Thai}/u, language: 'th', readsLatin: true },
  { letters: /\p{Script=Hangul}/u, language: 'ko', readsLatin: true },
  CHINESE,
  KANA,
];

// Characters that a voice pauses at or has a word for. It takes others for markup or reads out their names.
const SPOKEN_SIGN = /[\p{N}\s.,!?;:'"«»„“”’()…—–\-%&+=№$€£₽،؛؟।。，、！？；：]/u;

// Takes the place of a mark. It is silent and does not split a word.
const SOFT_HYPHEN = '\u00AD';

/**
 * Returns how to speak a text in the language of most of its letters, because a voice spells other scripts letter by
 * letter. Latin text is spoken in the language of the voice. Returns `undefined` if no voice can say any of it.
 */
export function espeakText(text: string, { voiceLanguage, languages }: EspeakTextOptions): EspeakText | undefined {
  const script = mostFrequent(text);
  if ((script === CHINESE || script === KANA) && CHINESE.letters.test(text) && KANA.letters.test(text))
    return undefined;
  const language = languageOf(script, languages) ?? script?.language ?? voiceLanguage;
  const isSpoken = (character: string): boolean => {
    if (/\p{Script=Latin}/u.test(character)) return script?.readsLatin ?? true;
    return SPOKEN_SIGN.test(character) || (script?.letters.test(character) ?? false);
  };
  const spoken = Array.from(text, (character) => {
    if (/\p{M}/u.test(character)) return isReadByName(character) ? SOFT_HYPHEN : character;
    if (!isSpoken(character)) return ' ';
    return language === 'ru' ? (LIKE_RUSSIAN.get(character) ?? character) : character;
  }).join('');
  // espeak-ng reads out the names of punctuation marks if there is nothing else.
  if (!/[\p{L}\p{N}&%]/u.test(spoken)) return undefined;
  return { text: spoken, language };
}

function languageOf(script: Script | undefined, languages: Languages): string | undefined {
  if (script === undefined) return languages.latin;
  return script.name === undefined ? undefined : languages[script.name];
}

/** Returns whether espeak-ng reads out the name of the mark, as it does for Hebrew vowel points. */
function isReadByName(mark: string): boolean {
  return /\p{Script=Hebrew}/u.test(mark);
}

/** Returns the most frequent script other than Latin. Most voices read Latin as well as their own script. */
function mostFrequent(text: string): Script | undefined {
  const counted = scripts.map((script) => ({
    script,
    letters: Array.from(text).filter((character) => script.letters.test(character)).length,
  }));
  const most = Math.max(...counted.map(({ letters }) => letters));
  return most === 0 ? undefined : counted.find(({ letters }) => letters === most)?.script;
}
