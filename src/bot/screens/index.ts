import { isReady, isTooLong, longRecordingOf, missingIn } from '#root/bot/drafts/choices.js';
import { batchCardScreen } from '#root/bot/screens/batch-card.js';
import { cardScreen } from '#root/bot/screens/card.js';
import {
  filesScreen,
  formatScreen,
  musicScreen,
  type Offers,
  occasionScreen,
  voiceScreen,
} from '#root/bot/screens/choices.js';
import { nameScreen, namesScreen } from '#root/bot/screens/name.js';
import { longRecordingScreen } from '#root/bot/screens/recording.js';
import { redoScreen } from '#root/bot/screens/redo.js';
import type { Screen } from '#root/bot/screens/screen.js';
import { longWordsScreen, wordsScreen } from '#root/bot/screens/words.js';
import type { Draft, DraftContent } from '#root/jobs/draft.js';

const opened: Record<Exclude<DraftContent['screen'], 'card' | 'redo'>, (draft: Draft, offers: Offers) => Screen> = {
  to: nameScreen,
  names: namesScreen,
  words: wordsScreen,
  occasion: occasionScreen,
  voice: voiceScreen,
  format: formatScreen,
  music: musicScreen,
  files: filesScreen,
};

/** Returns what a draft's message shows: whether a recording may be cut, else the question that is open, else the first one that must be asked, else the card. */
export function screenOf(draft: Draft, offers: Offers = { samples: [] }): Screen {
  const { screen, text, names } = draft.content;
  if (longRecordingOf(draft.content) !== undefined) return longRecordingScreen(draft);
  if (screen === 'redo' && isReady(draft.content)) return redoScreen(draft);
  if (screen !== 'card' && screen !== 'redo') return opened[screen](draft, offers);
  if (isTooLong(text)) return longWordsScreen(draft);
  const missing = missingIn(draft.content);
  if (missing === 'to') return nameScreen(draft);
  if (missing === 'text') return wordsScreen(draft);
  return names === undefined ? cardScreen(draft) : batchCardScreen(draft, names);
}
