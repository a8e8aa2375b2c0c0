import { isTooLong, missingIn } from '#root/bot/drafts/choices.js';
import { goOn } from '#root/bot/drafts/press.js';
import { isNameShaped } from '#root/bot/understanding/named-words.js';
import type { Understood, UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { InputError } from '#root/errors.js';
import { checkName, checkText } from '#root/greeting/check-words.js';
import type { Asked, DraftContent, SentFile } from '#root/jobs/draft.js';

/** What a message, or an album, adds to a draft. */
export interface Given {
  /** Message with the words, else the first one. */
  messageId: number;
  /** Its text or caption, and what that means. */
  words?: string | undefined;
  meaning?: Understood | undefined;
  files: readonly SentFile[];
  /** Code of the `InputError` if a file is refused before it is downloaded. */
  refused?: string | undefined;
}

type Fields = Partial<Pick<DraftContent, 'to' | 'text' | 'template'>>;

/** Returns which question of the draft the next message answers, or undefined if none is open. */
function askedIn(content: DraftContent): Asked | undefined {
  const { screen } = content;
  if (screen === 'to') return 'to';
  if (screen === 'words' || isTooLong(content.text)) return 'text';
  return missingIn(content);
}

/** Returns what a message says of one greeting, or undefined if it is about none. */
export function orderIn(meaning: Understood | undefined): Partial<UnderstoodOrder> | undefined {
  if (meaning?.kind === 'orders') return meaning.orders[0];
  if (meaning?.kind === 'same') return { to: meaning.to };
  if (meaning?.kind !== 'batch') return undefined;
  return { to: meaning.names.names.join(', '), occasion: meaning.occasion, words: meaning.words };
}

/** Returns what a message gives to the draft with this place among those that it began, or undefined if nothing by now. */
export function givenFor(given: Given, part: number): Given | undefined {
  const { meaning } = given;
  if (meaning?.kind !== 'orders') return part === 0 ? given : undefined;
  const order = meaning.orders[part];
  return order && { ...given, meaning: { kind: 'orders', orders: [order] } };
}

/** Returns whether the message is about this draft, and not about another greeting. */
export function belongs(content: DraftContent, { words, meaning, files }: Given): boolean {
  if (words === undefined) return true;
  const order = orderIn(meaning);
  if (order?.isCertain === true) return isWholeAnswer(content, order) || replacesBoth(content);
  if (askedIn(content) !== undefined || content.isLed) return true;
  return files.length > 0 && order?.to === undefined;
}

/** Returns whether the content has all that the message gives. */
export function isTaken(content: DraftContent, given: Given): boolean {
  return hasWords(content, given) && newFiles(content, given).length === 0;
}

/** Returns the files of a message that the content does not have. */
function newFiles({ attachments }: DraftContent, { files }: Given): SentFile[] {
  const known = attachments.flatMap((file) => ('messageId' in file ? file.messageId : []));
  return files.filter(({ messageId }) => !known.includes(messageId));
}

function hasWords({ messages }: DraftContent, { words, messageId }: Given): boolean {
  return words === undefined || messages.some(({ id }) => id === messageId);
}

/** Returns the content with what the message adds. What was taken before adds nothing. */
export function fill(content: DraftContent, given: Given): DraftContent {
  const { refused, words = '', messageId } = given;
  const attachments = [...content.attachments, ...newFiles(content, given)];
  const withFiles = { ...content, attachments, problem: refused };
  if (hasWords(content, given)) return withFiles;
  const fields = answerIn(content, words, given);
  const messages = [...content.messages, { id: messageId, fills: kindOf(fields) }];
  const filled = setFields({ ...withFiles, messages }, fields);
  const isAnswered = filled.problem === undefined && Object.keys(fields).length > 0;
  return isAnswered ? goOn(filled, filled.screen) : filled;
}

/** Returns the content after a message that filled it was edited. */
export function refill(content: DraftContent, given: Given): DraftContent {
  const { words = '', meaning, messageId } = given;
  const fills = content.messages.find(({ id }) => id === messageId)?.fills;
  const order = orderIn(meaning);
  const isName = fills === 'to' && meaning?.kind === 'unclear' && isNameShaped(words);
  const answer = isName ? { to: words } : fieldsOf(order ?? {});
  return setFields({ ...content, problem: undefined }, fills === 'text' ? { text: words } : answer);
}

function answerIn(content: DraftContent, words: string, { meaning, files }: Given): Fields {
  const order = orderIn(meaning);
  if (order?.isCertain === true && replacesBoth(content)) return fieldsOf(order);
  if (askedIn(content) === 'text' && !isWholeAnswer(content, order)) return { text: words };
  if (order !== undefined) return unanswered(content, fieldsOf(order));
  if (meaning?.kind !== 'unclear') return {};
  const isAnswer = files.length === 0 && isNameShaped(words);
  return isAnswer ? { to: words } : unanswered(content, { text: words });
}

/** Returns whether the name and words of a message are those that the draft lacks. */
function isWholeAnswer(content: DraftContent, order: Partial<UnderstoodOrder> | undefined): boolean {
  const isSame = content.to === order?.to && askedIn(content) === 'text';
  return order?.isCertain === true && (content.to === undefined || isSame);
}

/** Returns whether a person who is asked for another name may send words with it. */
function replacesBoth({ isLed, screen }: DraftContent): boolean {
  return isLed && screen === 'to';
}

/** Leaves out what is known, except for what a button has asked for. */
function unanswered(content: DraftContent, fields: Fields): Fields {
  const isOpen = ([name]: [string, unknown]) => content[name as keyof Fields] === undefined || content.screen === name;
  return Object.fromEntries(Object.entries(fields).filter(isOpen));
}

function fieldsOf({ to, words, occasion }: Partial<UnderstoodOrder>): Fields {
  return {
    ...(to === undefined ? {} : { to }),
    ...(words === undefined ? {} : { text: words }),
    ...(occasion === undefined ? {} : { template: occasion }),
  };
}

function kindOf({ to, text, template }: Fields): Asked | 'all' {
  if (template !== undefined || (to !== undefined) === (text !== undefined)) return 'all';
  return to === undefined ? 'text' : 'to';
}

/** Sets what can be used. The rest is asked for again, with the reason. */
function setFields(content: DraftContent, { to, text, template }: Fields): DraftContent {
  const isOther = to !== undefined && to !== content.to;
  const renamed = isOther ? { ...content, sayAs: undefined } : content;
  const withName = to === undefined ? renamed : checked(renamed, 'to', () => checkName(to));
  const withWords = text === undefined ? withName : checked(withName, 'text', () => checkWords(text));
  return template === undefined ? withWords : { ...withWords, template };
}

function checked(content: DraftContent, field: Asked, check: () => string): DraftContent {
  try {
    return { ...content, [field]: check() };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ...content, [field]: undefined, problem: error.code };
  }
}

/** Words that are too long are kept, because they may be cut. */
function checkWords(text: string): string {
  return isTooLong(text) ? text : checkText(text);
}
