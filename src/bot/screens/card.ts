import { secondsOf, wordsOf } from '#root/bot/drafts/choices.js';
import { button } from '#root/bot/screens/buttons.js';
import { partButtons, remarks } from '#root/bot/screens/parts.js';
import { bold, compose, quote, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { summary } from '#root/bot/screens/summary.js';
import type { Draft } from '#root/jobs/draft.js';

/** Shows a draft that can be ordered, with a button for each of its parts. */
export function cardScreen(draft: Draft): Screen {
  const texts = textsOf(draft);
  const { to, unsureName } = draft.content;
  const isUnsure = to !== undefined && to === unsureName;
  const words = wordsOf(draft.content);
  return {
    ...compose([
      ...remarks(draft),
      ...(isUnsure ? [bold(texts('ask-this-name', { name: to })), ''] : []),
      ...summary(draft),
      ...(words === undefined ? [] : ['', quote(words)]),
      texts('card-seconds', { seconds: secondsOf(draft.content) }),
    ]),
    keyboard: [[button(draft, texts('button-make'), 'go', { style: 'success' })], ...partButtons(draft)],
  };
}
