import type { Rule } from '#root/tts/normalise/rules.js';

// Faces made of letters and signs, and hearts: ":-)", "=)))", "xD", ":-*", "c:", "<3", "^_^", "((".
const SMILEY =
  /(?<![\p{L}\p{N}])(?:[:;][-'^o]?[)(DPpbOo3*|/\\]+|=[-'^]?[)(DPpbOo*|/\\]+|[8xX][-'^]+[)(DPpbOo3*|/\\]+|[xX][)(]+|8\){2,}|[xX][dD]+|\([-']?:|(?<!-)[cс][-']?:(?=\s{0,9}(?:\n|$))|(?:<+\/?3+)+|\^[_.-]*\^|[oO][_.][oO]|0_0|T_T)(?![\p{L}\p{N}])|[)(]{2,}/gu;
// A flag, a key with a digit, or a picture with what belongs to it: a skin colour, a joined picture. One star after a
// number is a word: "5★".
const EMOJI =
  /\p{Regional_Indicator}{1,2}|[\d#*]\uFE0F?\u20E3|(?![©®™]|(?<=\d\s?)[★⭐](?!\uFE0F?[★⭐]))\p{Extended_Pictographic}(?:\uFE0F|\u200D|\p{Emoji_Modifier}|\p{Extended_Pictographic}|[\u{E0020}-\u{E007F}])*/gu;

// Faces between brackets, with their hands: "(◕‿◕)", "¯\\_(ツ)_/¯", "(╯°□°)╯".
const KAOMOJI =
  /(?:¯\\?_{0,3}|[ヽ＼ԅლʕ٩┌☜]{1,2})?[(（ʕ](?=[^()（）]{0,12}[◕‿ω・益ʖツᴥ｡◡ᵔ╥﹏✿♡•ಠಥ°□^>＾▽´｀ᴗ])[^\p{Script=Cyrillic}\p{Script=Latin}\p{Nd}()（）]{1,12}[)）ʔ](?:_{0,3}\/?¯|[ノﾉ╯／〜~～*:･ﾟ✧♡و┛☞]{1,6})?/gu;

/** What is read alike in every language, and what no reader says. */
export const everyLanguage: readonly Rule[] = [
  { pattern: KAOMOJI, say: () => ' ' },
  { pattern: /[\u2160-\u217F]+/gu, say: ([numeral]) => numeral.normalize('NFKC').toUpperCase() },
  // Letters in other typefaces are written as plain ones: "𝓗𝓪𝓹𝓹𝔂", "１".
  {
    pattern:
      /[\u{1D400}-\u{1D7FF}\uFF01-\uFF5E\uFB00-\uFB06\u2460-\u2473\u2080-\u2089\u02B0-\u02B8\u02E2\u1D2C-\u1D6A\u1D9C-\u1DBF\u207F℃℉]+/gu,
    say: ([word]) => word.normalize('NFKC'),
  },
  { pattern: SMILEY, say: () => ' ' },
  { pattern: EMOJI, say: () => ' ' },
  // Control characters, and marks that only direct how text is shown. Joiners change letters, so they stay.
  {
    pattern: /[\p{Cc}\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]|\p{Variation_Selector}/gu,
    say: ([sign]) => (/\s/.test(sign) ? ' ' : ''),
  },
];
