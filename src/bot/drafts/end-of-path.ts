import type { Update } from 'grammy/types';
import type { DraftContent } from '#root/jobs/draft.js';

/** Returns the content after a change. If the change ends the path that a person is led through, it notes the update. */
export function noteEnd(before: DraftContent, after: DraftContent, { update_id }: Update): DraftContent {
  return before.isLed && !after.isLed ? { ...after, endedBy: update_id } : after;
}

/** Returns whether this update has ended the path. It may be handled twice. */
export function isEndedBy(content: DraftContent, { update_id }: Update): boolean {
  return content.endedBy === update_id;
}
