import type { InlineKeyboardButton } from 'grammy/types';
import { inRows } from '#root/bot/screens/buttons.js';
import { bold, compose, type Screen } from '#root/bot/screens/screen.js';
import { formatNames, voiceKinds } from '#root/greeting/spec.js';
import type { Settings } from '#root/jobs/people.js';
import { templateNames } from '#root/montage/templates/index.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import { keyFor, type TextKey } from '#root/telegram/text-keys.js';
import { type ChatLanguage, chatLanguages, type Texts, textsIn } from '#root/telegram/texts.js';

/** Questions of the settings, by the action of the button that opens each. */
export type SettingsQuestion = 'l' | 'v' | 'o' | 'f';

interface Choice {
  ask: TextKey;
  options: { value: string; text: string; isChosen: boolean }[];
}

/** Shows what new greetings of a person begin with, or asks for a part of it. */
export function settingsScreen(language: ChatLanguage, settings: Settings, question?: SettingsQuestion): Screen {
  const texts = textsIn(language);
  return question === undefined ? overview(texts, settings) : ask(texts, question, choices[question](texts, settings));
}

function overview(texts: Texts, { voice = 'female', format = 'portrait', template, isShownFirst }: Settings): Screen {
  const design = keyFor('design', template ?? '');
  return {
    ...compose([
      bold(texts('settings')),
      '',
      texts('settings-language', { language: texts('language-name') }),
      texts('card-voice', { voice: texts(`voice-${voice}`) }),
      texts('settings-design', { design: texts(design ?? 'settings-by-words') }),
      texts('card-format', { format: texts(`format-${format}`) }),
    ]),
    keyboard: [
      [button(texts('button-language'), 'l'), button(texts('button-voice'), 'v')],
      [button(texts('settings-button-design'), 'o'), button(texts('button-format'), 'f')],
      [isShownFirst ? button(texts('button-first-on'), 'p', 'off') : button(texts('button-first-off'), 'p', 'on')],
    ],
  };
}

const choices: Record<SettingsQuestion, (texts: Texts, settings: Settings) => Choice> = {
  l: (texts) => ({
    ask: 'choose-language',
    options: chatLanguages.map((value) => {
      const text = textsIn(value)('language-name');
      return { value, text, isChosen: text === texts('language-name') };
    }),
  }),
  v: (texts, { voice = 'female' }) => ({
    ask: 'ask-voice',
    options: voiceKinds.map((value) => ({ value, text: texts(`speaker-${value}`), isChosen: value === voice })),
  }),
  o: (texts, { template = 'neutral' }) => ({
    ask: 'settings-ask-design',
    options: templateNames.flatMap((value) => {
      const key = keyFor('design', value);
      return key === undefined ? [] : { value, text: texts(key), isChosen: value === template };
    }),
  }),
  f: (texts, { format = 'portrait' }) => ({
    ask: 'ask-format',
    options: formatNames.map((value) => ({ value, text: texts(`shape-${value}`), isChosen: value === format })),
  }),
};

function ask(texts: Texts, question: SettingsQuestion, { ask: asked, options }: Choice): Screen {
  const buttons = options.map(({ value, text, isChosen }) => button(isChosen ? `✅ ${text}` : text, question, value));
  return {
    ...compose([bold((texts as (key: TextKey) => string)(asked))]),
    keyboard: [...inRows(buttons, 2), [button(texts('button-back'), 'c')]],
  };
}

function button(text: string, action: string, value?: string): InlineKeyboardButton {
  return { text, callback_data: encodeCallback({ kind: 'settings', action, value }) };
}
