import type { Screen } from '#root/bot/screens/screen.js';
import { compose } from '#root/bot/screens/screen.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import type { Texts } from '#root/telegram/texts.js';

/** Asks whether to delete what the person has given to the bot. */
export function forgetScreen(texts: Texts): Screen {
  const dataFor = (value: string) => encodeCallback({ kind: 'settings', action: 'x', value });
  return {
    ...compose([texts('ask-forget')]),
    keyboard: [
      [
        { text: texts('button-forget'), callback_data: dataFor('yes'), style: 'danger' },
        { text: texts('button-keep-all'), callback_data: dataFor('no') },
      ],
    ],
  };
}
