import { wordsOf } from '#root/bot/drafts/choices.js';
import { button } from '#root/bot/screens/buttons.js';
import { bold, compose, quote, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { summary } from '#root/bot/screens/summary.js';
import type { Draft } from '#root/jobs/draft.js';
import { encodeCallback } from '#root/telegram/callback-data.js';

/** Asks whether to make a greeting once more, because the message that ordered it was edited. */
export function redoScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const { replaces } = draft.content;
  const words = wordsOf(draft.content);
  const redo = replaces === undefined ? [] : [redoButton(texts('button-redo'), replaces)];
  return {
    ...compose([bold(texts('ask-redo')), '', ...summary(draft), ...(words === undefined ? [] : ['', quote(words)])]),
    keyboard: [[...redo, button(draft, texts('button-keep-video'), 'x')]],
  };
}

function redoButton(text: string, id: string) {
  return { text, callback_data: encodeCallback({ kind: 'greeting', id, action: 'e', value: '1' }) };
}
