import { isReady, isTooLong, missingIn } from '#root/bot/drafts/choices.js';
import { cardScreen } from '#root/bot/screens/card.js';
import { filesScreen, formatScreen, musicScreen, occasionScreen, voiceScreen } from '#root/bot/screens/choices.js';
import { nameScreen } from '#root/bot/screens/name.js';
import { redoScreen } from '#root/bot/screens/redo.js';
import type { Screen } from '#root/bot/screens/screen.js';
import { longWordsScreen, wordsScreen } from '#root/bot/screens/words.js';
import type { Draft, DraftContent } from '#root/jobs/draft.js';

const opened: Record<Exclude<DraftContent['screen'], 'card' | 'redo'>, (draft: Draft) => Screen> = {
  to: nameScreen,
  words: wordsScreen,
  occasion: occasionScreen,
  voice: voiceScreen,
  format: formatScreen,
  music: musicScreen,
  files: filesScreen,
};

/** Returns what a draft's message shows: the question that is open, else the first one that must be asked, else the card. */
export function screenOf(draft: Draft): Screen {
  const { screen, text } = draft.content;
  if (screen === 'redo' && isReady(draft.content)) return redoScreen(draft);
  if (screen !== 'card' && screen !== 'redo') return opened[screen](draft);
  if (isTooLong(text)) return longWordsScreen(draft);
  const missing = missingIn(draft.content);
  if (missing === 'to') return nameScreen(draft);
  return missing === 'text' ? wordsScreen(draft) : cardScreen(draft);
}
