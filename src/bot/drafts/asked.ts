import { isTooLong, missingIn } from '#root/bot/drafts/choices.js';
import type { Asked, DraftContent } from '#root/jobs/draft.js';

/** Returns which question of the draft the next message answers, or undefined if none is open. */
export function askedIn(content: DraftContent): Asked | 'names' | undefined {
  const { screen } = content;
  if (screen === 'to' || screen === 'names') return screen;
  if (screen === 'words' || isTooLong(content.text)) return 'text';
  return missingIn(content);
}

/** Returns whether a question of the draft is open. */
export function isAsking(content: DraftContent): boolean {
  return content.isLed || askedIn(content) !== undefined;
}
