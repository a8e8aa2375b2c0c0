import { InlineKeyboard } from 'grammy';
import { inRows } from '#root/bot/screens/buttons.js';
import { templateNames } from '#root/montage/templates/index.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { keyFor } from '#root/telegram/text-keys.js';
import { type ChatLanguage, chatLanguages, textsIn } from '#root/telegram/texts.js';

/** A text and its buttons. */
export interface Screen {
  text: string;
  keyboard: InlineKeyboard;
}

/** Returns the first screen that a person sees: with the occasions, an example, and the other language. */
export function welcomeScreen(language: ChatLanguage): Screen {
  const texts = textsIn(language);
  const occasions = templateNames.flatMap((value) => {
    const key = keyFor('design', value);
    return key === undefined ? [] : [startButton(texts(key), 'o', value)];
  });
  const others = chatLanguages.filter((each) => each !== language).map(languageButton);
  const keyboard = inRows([...occasions, startButton(texts('button-example'), 'ex'), ...others], 2);
  return { text: texts('welcome'), keyboard: InlineKeyboard.from(keyboard) };
}

/** Returns the screen that asks for the language, in each of them. */
export function languageScreen(): Screen {
  const text = chatLanguages.map((language) => textsIn(language)('choose-language')).join(' · ');
  return { text, keyboard: InlineKeyboard.from([chatLanguages.map(languageButton)]) };
}

function languageButton(language: ChatLanguage) {
  return InlineKeyboard.text(textsIn(language)('language-name'), encodeCallback({ kind: 'language', language }));
}

function startButton(text: string, action: string, value?: string) {
  return InlineKeyboard.text(text, encodeCallback({ kind: 'start', action, value }));
}
