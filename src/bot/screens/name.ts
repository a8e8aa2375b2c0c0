import { wordsOf } from '#root/bot/drafts/choices.js';
import { limits } from '#root/bot/limits.js';
import { wayOut } from '#root/bot/screens/buttons.js';
import { partButtons, remarks } from '#root/bot/screens/parts.js';
import { bold, compose, quote, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { summary } from '#root/bot/screens/summary.js';
import type { Draft } from '#root/jobs/draft.js';

/** Asks who is greeted. */
export function nameScreen(draft: Draft): Screen {
  const { screen } = draft.content;
  const words = wordsOf(draft.content);
  return {
    ...compose([
      ...remarks(draft),
      bold(textsOf(draft)('ask-name')),
      '',
      ...summary(draft),
      ...(words === undefined ? [] : ['', quote(words)]),
    ]),
    keyboard: screen === 'to' ? [wayOut(draft)] : partButtons(draft, 'n'),
  };
}

/** Asks for a list of people. */
export function namesScreen(draft: Draft): Screen {
  return {
    ...compose([...remarks(draft), textsOf(draft)('ask-names', limits)]),
    keyboard: [wayOut(draft)],
  };
}
