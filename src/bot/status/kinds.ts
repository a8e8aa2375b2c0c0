import type { StatusKind } from '#root/bot/status/content.js';
import { ordersContent } from '#root/bot/status/orders.js';
import type { ChatStatus } from '#root/jobs/chat-status.js';

/** Kinds of status messages, by the part of their subject before a colon. */
const kinds: Record<string, StatusKind> = { '': ordersContent };

/** Returns what shows a status, or undefined if a newer version has brought it. */
export function kindOf({ subject }: Pick<ChatStatus, 'subject'>): StatusKind | undefined {
  return kinds[subject.split(':')[0] ?? ''];
}
