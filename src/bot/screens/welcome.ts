import { InlineKeyboard } from 'grammy';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { type ChatLanguage, chatLanguages, textsIn } from '#root/telegram/texts.js';

/** A text and its buttons. */
export interface Screen {
  text: string;
  keyboard: InlineKeyboard;
}

/** Returns the first screen that a person sees. Its button switches to the other language. */
export function welcomeScreen(language: ChatLanguage): Screen {
  const others = chatLanguages.filter((each) => each !== language);
  return { text: textsIn(language)('welcome'), keyboard: languageButtons(others) };
}

/** Returns the screen that asks for the language, in each of them. */
export function languageScreen(): Screen {
  const text = chatLanguages.map((language) => textsIn(language)('choose-language')).join(' · ');
  return { text, keyboard: languageButtons(chatLanguages) };
}

function languageButtons(languages: readonly ChatLanguage[]): InlineKeyboard {
  const buttonOf = (language: ChatLanguage) =>
    InlineKeyboard.text(textsIn(language)('language-name'), encodeCallback({ kind: 'language', language }));
  return InlineKeyboard.from([languages.map(buttonOf)]);
}
