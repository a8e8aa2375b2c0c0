import type { Attachments } from '#root/greeting/order.js';

// "Name: Anna, text: …", in any order, on one line or several, as in a form.
const LABEL =
  /(?<=^\s*|[\n,;.!?]\s*)(?:(?<name>имя|кому|для кого|кого поздравить|получатель|name|to|for|recipient)|(?:текст|слова|поздравление|пожелание|сообщение|text|words|message|greeting|wish))\s*[:：]/giu;
// A colon between digits is a time, one before two slashes and one after "mailto" and the like an address.
const COLON = /(?<!\d|(?<!\p{L})(?:mailto|tel|https?))[:：](?!\/\/)|(?<!(?<!\p{L})(?:mailto|tel))[:：](?![\d/])/iu;
// What stands before a colon and is no name: a time, an address, a postscript, a remark.
const NO_NAME =
  /\d[:.]\d\d|:\/\/|www\.|@\w+\.\w|^(?:[pр]\.? ?)+[sс]\.?$|^[зЗ]\.? ?ы\.?$|^(?:текст|слова|поздравление|пожелание|text|words|message|wish|важно|внимание|примечание|срочно|вопрос|nb|note|important|attention|fyi)$/iu;

interface Words {
  to: string;
  text: string;
}

/**
 * Returns the name before the first colon and the text after it, or undefined if the message does not begin with a name.
 * With a recording the name alone is enough.
 */
export function parseMessage(message: string, attachments?: Attachments<unknown>): Words | undefined {
  const filledIn = parseForm(message);
  if (filledIn !== undefined) return filledIn;
  const colon = message.search(COLON);
  const isName = colon < 0 && attachments?.recording !== undefined;
  const to = (isName ? message : message.slice(0, Math.max(colon, 0))).trim();
  // A colon further down belongs to the words.
  if ((colon < 0 && !isName) || to.includes('\n') || NO_NAME.test(to)) return undefined;
  return { to, text: isName ? '' : message.slice(colon + 1) };
}

/** Returns the fields of a form that begins with one of its labels. */
function parseForm(message: string): Words | undefined {
  const labels = Array.from(message.matchAll(LABEL));
  if (labels[0] === undefined || message.slice(0, labels[0].index).trim() !== '') return undefined;
  const isName = (label: (typeof labels)[number] | undefined) => label?.groups?.name !== undefined;
  // Each field once: a second label belongs to the words.
  const [first, second] = [labels[0], labels.find((label) => isName(label) !== isName(labels[0]))];
  const after = (label: typeof first, end?: number) => message.slice(label.index + label[0].length, end).trim();
  const one = after(first, second?.index).replace(/[,;]$/, '');
  const other = second === undefined ? '' : after(second);
  return isName(first) ? { to: one, text: other } : second && { to: other, text: one };
}
