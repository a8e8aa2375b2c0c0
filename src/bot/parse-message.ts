import type { Attachments } from '#root/greeting/order.js';

/**
 * Returns the name before the first colon and the text after it, or undefined if the message does not begin with a name.
 * With a recording the name alone is enough.
 */
export function parseMessage(
  message: string,
  attachments?: Attachments<unknown>,
): { to: string; text: string } | undefined {
  const colon = message.indexOf(':');
  const isName = colon < 0 && attachments?.recording !== undefined;
  const to = (isName ? message : message.slice(0, Math.max(colon, 0))).trim();
  // A colon further down belongs to the words.
  if ((colon < 0 && !isName) || to.includes('\n')) return undefined;
  return { to, text: isName ? '' : message.slice(colon + 1) };
}
