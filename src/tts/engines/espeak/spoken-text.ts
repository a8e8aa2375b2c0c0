/** What espeak-ng is given to speak a text. */
export interface EspeakText {
  /** The text, with blanks for what is not to be spoken; every code point keeps its place. */
  text: string;
  /** Of the voice, as espeak-ng names it. */
  language: string;
}

interface Script {
  letters: RegExp;
  language: string;
  /** Its voice reads Latin words too; the others spell them. */
  readsLatin: boolean;
}

const CHINESE: Script = { letters: /\p{Script=Han}/u, language: 'cmn', readsLatin: true };
// Japanese in kanji and kana is silent: the Japanese voice reads out "Chinese letter", the Chinese one no kana.
const KANA: Script = { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, language: 'ja', readsLatin: false };

// Those whose voices were heard to speak, word by word.
const scripts: readonly Script[] = [
  { letters: /\p{Script=Cyrillic}/u, language: 'ru', readsLatin: true },
  { letters: /\p{Script=Greek}/u, language: 'el', readsLatin: true },
  { letters: /\p{Script=Armenian}/u, language: 'hy', readsLatin: true },
  { letters: /\p{Script=Georgian}/u, language: 'ka', readsLatin: true },
  { letters: /\p{Script=Hebrew}/u, language: 'he', readsLatin: false },
  { letters: /\p{Script=Arabic}/u, language: 'ar', readsLatin: true },
  { letters: /\p{Script=Devanagari}/u, language: 'hi', readsLatin: true },
  { letters: /\p{Script=Thai}/u, language: 'th', readsLatin: true },
  { letters: /\p{Script=Hangul}/u, language: 'ko', readsLatin: true },
  CHINESE,
  KANA,
];

// What a voice pauses at, or has a word for. The rest it would take for markup or read out by name ("party popper").
const SPOKEN_SIGN = /[\p{N}\s.,!?;:'"«»„“”’()…—–\-%&+=№$€£₽،؛؟।。，、！？；：]/u;

// Says nothing, and parts no word.
const SOFT_HYPHEN = '\u00AD';

/**
 * Returns how to speak a text in the language of most of its letters: a voice would spell those of other scripts letter
 * by letter. Where they are Latin, in the language given; undefined where there is nothing to say, or no voice for it.
 */
export function espeakText(text: string, language: string): EspeakText | undefined {
  const script = mostFrequent(text);
  if ((script === CHINESE || script === KANA) && CHINESE.letters.test(text) && KANA.letters.test(text))
    return undefined;
  const isSpoken = (character: string): boolean => {
    if (/\p{Script=Latin}/u.test(character)) return script?.readsLatin ?? true;
    return SPOKEN_SIGN.test(character) || (script?.letters.test(character) ?? false);
  };
  const spoken = Array.from(text, (character) => {
    if (/\p{M}/u.test(character)) return isNamed(character) ? SOFT_HYPHEN : character;
    return isSpoken(character) ? character : ' ';
  }).join('');
  // Of punctuation alone it would read out the names.
  if (!/[\p{L}\p{N}&%]/u.test(spoken)) return undefined;
  return { text: spoken, language: script === undefined ? language : dialect(script, text) };
}

/** Hebrew vowel points are read out by name. */
function isNamed(mark: string): boolean {
  return /\p{Script=Hebrew}/u.test(mark);
}

/** Of the scripts other than Latin, which most voices read beside their own. */
function mostFrequent(text: string): Script | undefined {
  const counted = scripts.map((script) => ({
    script,
    letters: Array.from(text).filter((character) => script.letters.test(character)).length,
  }));
  const most = Math.max(...counted.map(({ letters }) => letters));
  return most === 0 ? undefined : counted.find(({ letters }) => letters === most)?.script;
}

function dialect({ language }: Script, text: string): string {
  // Letters that Arabic does not have.
  return language === 'ar' && /[پچژگ]/u.test(text) ? 'fa' : language;
}
