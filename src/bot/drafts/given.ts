import { isNameShaped } from '#root/bot/understanding/named-words.js';
import type { Understood, UnderstoodOrder } from '#root/bot/understanding/understood.js';
import type { DraftNames, SentFile } from '#root/jobs/draft.js';

/** What a message, or an album, adds to a draft. */
export interface Given {
  /** Message with the words, else the first one. */
  messageId: number;
  /** Its text or caption, and what that means. */
  words?: string | undefined;
  meaning?: Understood | undefined;
  /** Whether the words are the name of a contact. */
  isContact?: boolean | undefined;
  /** The people whom it greets together. */
  names?: DraftNames | undefined;
  files: readonly SentFile[];
  /** Code of the `InputError` if a file is refused before it is downloaded. */
  refused?: string | undefined;
}

/**
 * Returns what a message says of one greeting, or of all that are for the same people, or undefined if it is about none.
 */
export function orderIn({ meaning, names }: Given): Partial<UnderstoodOrder> | undefined {
  if (meaning?.kind === 'batch') return { occasion: meaning.occasion, words: meaning.words };
  if (meaning?.kind === 'same') return { to: meaning.to };
  if (meaning?.kind !== 'orders') return undefined;
  return names === undefined ? meaning.orders[0] : {};
}

/** Returns what a message gives to the draft with this place among those that it began, or undefined if nothing by now. */
export function givenFor(given: Given, part: number): Given | undefined {
  const { meaning } = given;
  if (meaning?.kind !== 'orders') return part === 0 ? given : undefined;
  const order = meaning.orders[part];
  return order && { ...given, meaning: { kind: 'orders', orders: [order] } };
}

/** Returns whom a message names without saying anything else, or undefined: "Анна". */
export function nameAlone({
  words = '',
  meaning,
  names,
  files,
}: Given): { to: string; isNameCertain: boolean } | undefined {
  if (meaning?.kind !== 'orders' || names !== undefined || files.length > 0 || !isNameShaped(words)) return undefined;
  const [order] = meaning.orders;
  if (order?.to === undefined || order.words !== undefined || order.occasion !== undefined) return undefined;
  return { to: order.to, isNameCertain: order.isNameCertain };
}
