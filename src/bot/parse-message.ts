import type { Attachments } from '#root/greeting/order.js';

// "Name: Anna, text: …" on two lines, as in a form.
const FORM =
  /^\s*(?:имя|кому|для кого|получатель|name|to|for)\s*[:：]\s*(?<to>[^\n]+)\n+\s*(?:текст|слова|поздравление|пожелание|text|words|message|wish)\s*[:：](?<text>[\s\S]*)$/iu;
// A colon between digits is a time, one before two slashes an address.
const COLON = /(?<!\d)[:：](?!\/\/)|[:：](?![\d/])/u;

/**
 * Returns the name before the first colon and the text after it, or undefined if the message does not begin with a name.
 * With a recording the name alone is enough.
 */
export function parseMessage(
  message: string,
  attachments?: Attachments<unknown>,
): { to: string; text: string } | undefined {
  const { to: named, text: worded } = FORM.exec(message)?.groups ?? {};
  if (named !== undefined && worded !== undefined) return { to: named.trim(), text: worded.trim() };
  const colon = message.search(COLON);
  const isName = colon < 0 && attachments?.recording !== undefined;
  const to = (isName ? message : message.slice(0, Math.max(colon, 0))).trim();
  // A colon further down belongs to the words.
  if ((colon < 0 && !isName) || to.includes('\n')) return undefined;
  return { to, text: isName ? '' : message.slice(colon + 1) };
}
