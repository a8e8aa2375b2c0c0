import type { BotContext } from '#root/bot/context.js';
import { topicOf } from '#root/bot/drafts/place.js';
import { placeParameters } from '#root/telegram/notes.js';

/** Returns what puts a message into the topic of the update. */
export function topicFor({ msg }: BotContext) {
  return placeParameters({ messageThreadId: msg === undefined ? null : topicOf(msg) });
}
