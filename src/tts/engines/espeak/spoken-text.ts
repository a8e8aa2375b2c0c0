/** Input of espeak-ng for one text. */
export interface EspeakText {
  /** Text in which unspoken characters are spaces. Every code point keeps its index. */
  text: string;
  /** Language of the voice, as espeak-ng names it. */
  language: string;
}

interface Script {
  letters: RegExp;
  language: string;
  /** Whether the voice reads Latin words. Other voices spell them. */
  readsLatin: boolean;
}

const CHINESE: Script = { letters: /\p{Script=Han}/u, language: 'cmn', readsLatin: true };
// A text with kanji and kana is silent: the Japanese voice says "Chinese letter", and the Chinese voice skips kana.
const KANA: Script = { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, language: 'ja', readsLatin: false };

// Scripts whose voices were checked by ear, word by word.
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

// Characters that a voice pauses at or has a word for. It takes others for markup or reads out their names.
const SPOKEN_SIGN = /[\p{N}\s.,!?;:'"«»„“”’()…—–\-%&+=№$€£₽،؛؟।。，、！？；：]/u;

// Faces made of letters and signs, and hearts: ":-)", "=)))", "xD", ":-*", "<3", "^_^", "((".
const SMILEY =
  /(?<![\p{L}\p{N}])(?:[:;=8xX][-'^o]?[)(DPpbOo3*|/\\]+|[xX][dD]+|<+\/?3+|\^[_.-]*\^|[oO0][_.][oO0]|T_T)(?![\p{L}\p{N}])|[)(]{2,}/gu;

// Letters that only one language of a script has, or few: the first that matches is the language.
const DIALECTS: readonly { script: string; letters: RegExp; language: string }[] = [
  { script: 'ru', letters: /ў/iu, language: 'be' },
  { script: 'ru', letters: /[їєґ]/iu, language: 'uk' },
  { script: 'ru', letters: /җ/iu, language: 'tt' },
  { script: 'ru', letters: /[ғқұә]/iu, language: 'kk' },
  { script: 'ru', letters: /[ңөү]/iu, language: 'ky' },
  { script: 'ru', letters: /і/iu, language: 'uk' },
  { script: 'ru', letters: /[ѓќѕ]/iu, language: 'mk' },
  { script: 'ru', letters: /[ђћџљњј]/iu, language: 'sr' },
  // Persian letters that Arabic does not have.
  { script: 'ar', letters: /[پچژگ]/u, language: 'fa' },
];

// The same for Latin letters.
const LATIN_DIALECTS: readonly { letters: RegExp; language: string }[] = [
  { letters: /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơưđ]/iu, language: 'vi' },
  { letters: /ß/iu, language: 'de' },
  { letters: /[ñ¿¡]/iu, language: 'es' },
  { letters: /[ğış]/u, language: 'tr' },
  { letters: /[łąęśźż]/iu, language: 'pl' },
  { letters: /[řěů]/iu, language: 'cs' },
  { letters: /[őű]/iu, language: 'hu' },
  { letters: /[țșă]/iu, language: 'ro' },
  { letters: /[ãõ]/iu, language: 'pt' },
  { letters: /[œçêèà]/iu, language: 'fr' },
];

// Takes the place of a mark. It is silent and does not split a word.
const SOFT_HYPHEN = '\u00AD';

/**
 * Returns how to speak a text in the language of most of its letters, because a voice spells other scripts letter by
 * letter. Latin text is spoken in the given language. Returns `undefined` if no voice can say any of it.
 */
export function espeakText(text: string, language: string): EspeakText | undefined {
  const script = mostFrequent(text);
  if ((script === CHINESE || script === KANA) && CHINESE.letters.test(text) && KANA.letters.test(text))
    return undefined;
  const isSpoken = (character: string): boolean => {
    if (/\p{Script=Latin}/u.test(character)) return script?.readsLatin ?? true;
    return SPOKEN_SIGN.test(character) || (script?.letters.test(character) ?? false);
  };
  const spoken = Array.from(text.replace(SMILEY, blank), (character) => {
    if (/\p{M}/u.test(character)) return isReadByName(character) ? SOFT_HYPHEN : character;
    return isSpoken(character) ? character : ' ';
  }).join('');
  // espeak-ng reads out the names of punctuation marks if there is nothing else.
  if (!/[\p{L}\p{N}&%]/u.test(spoken)) return undefined;
  return { text: spoken, language: dialectOf(text, script?.language, language) };
}

/** Returns as many spaces as the text has code points. */
function blank(text: string): string {
  return ' '.repeat(Array.from(text).length);
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

/** Returns the language of the letters: that of the script, or one whose own letters the text contains. */
function dialectOf(text: string, script: string | undefined, latin: string): string {
  if (script === undefined) return LATIN_DIALECTS.find(({ letters }) => letters.test(text))?.language ?? latin;
  return DIALECTS.find((each) => each.script === script && each.letters.test(text))?.language ?? script;
}
