import { isOneChange, wordsOf } from '#root/bot/drafts/choices.js';
import { limits } from '#root/bot/limits.js';
import { wayOut } from '#root/bot/screens/buttons.js';
import { partButtons, remarks } from '#root/bot/screens/parts.js';
import { bold, compose, quote, type Screen, textsOf } from '#root/bot/screens/screen.js';
import { summary } from '#root/bot/screens/summary.js';
import type { Draft } from '#root/jobs/draft.js';

/** Asks who is greeted. */
export function nameScreen(draft: Draft): Screen {
  const { screen } = draft.content;
  const texts = textsOf(draft);
  const words = wordsOf(draft.content);
  const known = isOneChange(draft) ? [] : ['', ...summary(draft)];
  return {
    ...compose([
      ...remarks(draft),
      bold(texts(isOneChange(draft) ? 'ask-another-name' : 'ask-name')),
      ...known,
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
