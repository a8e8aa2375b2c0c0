import type { TemplateFont } from '#root/montage/templates/define-template.js';
import { uncovered } from '#root/montage/text/font-stack.js';
import { type MeasuredFont, openFont } from '#root/montage/text/fonts.js';

interface Fallback {
  /** Characters that the font is for. It is opened only if a text has one of them. */
  text: RegExp;
  font: TemplateFont;
}

const HAN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303F\uFF01-\uFFEF]/u;
const SIGN = /[^\p{L}\p{M}\p{N}\s]/u;

const chinese: Fallback = { text: HAN, font: notoSans('sc', 'SC') };
const japanese: Fallback = { text: HAN, font: notoSans('jp', 'JP') };
const fallbacks: readonly Fallback[] = [
  { text: /./u, font: notoSans('', '') },
  { text: /\p{scx=Hebrew}/u, font: notoSans('hebrew', 'Hebrew') },
  { text: /\p{scx=Arabic}/u, font: notoSans('arabic', 'Arabic') },
  { text: /\p{scx=Armenian}/u, font: notoSans('armenian', 'Armenian') },
  { text: /\p{scx=Georgian}/u, font: notoSans('georgian', 'Georgian') },
  { text: /\p{scx=Thai}/u, font: notoSans('thai', 'Thai') },
  { text: /\p{Script=Hangul}/u, font: notoSans('kr', 'KR') },
  { text: /\p{scx=Bengali}/u, font: notoSans('bengali', 'Bengali') },
  { text: /\p{scx=Tamil}/u, font: notoSans('tamil', 'Tamil') },
  { text: /\p{scx=Telugu}/u, font: notoSans('telugu', 'Telugu') },
  { text: /\p{scx=Gujarati}/u, font: notoSans('gujarati', 'Gujarati') },
  { text: /\p{scx=Gurmukhi}/u, font: notoSans('gurmukhi', 'Gurmukhi') },
  { text: /\p{scx=Kannada}/u, font: notoSans('kannada', 'Kannada') },
  { text: /\p{scx=Malayalam}/u, font: notoSans('malayalam', 'Malayalam') },
  { text: /\p{scx=Oriya}/u, font: notoSans('oriya', 'Oriya') },
  { text: /\p{scx=Sinhala}/u, font: notoSans('sinhala', 'Sinhala') },
  { text: /\p{scx=Myanmar}/u, font: notoSans('myanmar', 'Myanmar') },
  { text: /\p{scx=Khmer}/u, font: notoSans('khmer', 'Khmer') },
  { text: /\p{scx=Lao}/u, font: notoSans('lao', 'Lao') },
  { text: /\p{scx=Ethiopic}/u, font: notoSans('ethiopic', 'Ethiopic') },
];
// After the fonts for letters, which have many signs too.
const signs: readonly Fallback[] = [
  { text: SIGN, font: notoSans('symbols', 'Symbols') },
  { text: SIGN, font: notoSans('symbols-2', 'Symbols2', '400Regular') },
];

/** Opens the fonts for letters of a text that the given fonts lack. Throws SetupError (FONT_UNREADABLE). */
export async function openFallbacks(text: string, fonts: readonly MeasuredFont[]): Promise<MeasuredFont[]> {
  // China and Japan write some characters differently. A text with kana is Japanese.
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const wanted = [...fallbacks, ...(isJapanese ? [japanese, chinese] : [chinese, japanese]), ...signs];
  const found: MeasuredFont[] = [];
  for (const fallback of wanted) {
    if (fallback.text.test(uncovered(text, [...fonts, ...found]))) found.push(await openFont(fallback.font));
  }
  return found;
}

function notoSans(script: string, name: string, style = '700Bold'): TemplateFont {
  const folder = ['noto-sans', script].filter((part) => part !== '').join('-');
  return {
    file: `@expo-google-fonts/${folder}/${style}/NotoSans${name}_${style}.ttf`,
    family: `Noto Sans ${name.replace(/\d/, ' $&')}`.trim(),
    bold: style === '700Bold',
  };
}
