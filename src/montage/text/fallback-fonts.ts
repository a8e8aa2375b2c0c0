import type { TemplateFont } from '#root/montage/templates/define-template.js';
import { uncovered } from '#root/montage/text/font-stack.js';
import { type MeasuredFont, openFont } from '#root/montage/text/fonts.js';

interface Fallback {
  /** Characters that the font is for. It is opened only if a text has one of them. */
  text: RegExp;
  font: TemplateFont;
}

const HAN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\u3000-\u303F\uFF01-\uFFEF]/u;

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
];

/** Opens the fonts for letters of a text that the given fonts lack. Throws SetupError (FONT_UNREADABLE). */
export async function openFallbacks(text: string, fonts: readonly MeasuredFont[]): Promise<MeasuredFont[]> {
  // China and Japan write some characters differently. A text with kana is Japanese.
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const wanted = [...fallbacks, ...(isJapanese ? [japanese, chinese] : [chinese, japanese])];
  const found: MeasuredFont[] = [];
  for (const fallback of wanted) {
    if (fallback.text.test(uncovered(text, [...fonts, ...found]))) found.push(await openFont(fallback.font));
  }
  return found;
}

function notoSans(script: string, name: string): TemplateFont {
  const folder = ['noto-sans', script].filter((part) => part !== '').join('-');
  return {
    file: `@expo-google-fonts/${folder}/700Bold/NotoSans${name}_700Bold.ttf`,
    family: `Noto Sans ${name}`.trim(),
    bold: true,
  };
}
