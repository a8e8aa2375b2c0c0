import { isSayable, isToBot } from '#root/bot/drafts/answers.js';
import { askedIn } from '#root/bot/drafts/asked.js';
import { isTooLong } from '#root/bot/drafts/choices.js';
import { type Given, nameAlone, orderIn } from '#root/bot/drafts/given.js';
import { namedPress } from '#root/bot/drafts/named-press.js';
import { namesInAnswer } from '#root/bot/drafts/names-in.js';
import { goOn } from '#root/bot/drafts/press.js';
import { isNameShaped } from '#root/bot/understanding/named-words.js';
import { anyOf } from '#root/bot/understanding/patterns.js';
import { isNamed } from '#root/bot/understanding/people/with-name.js';
import { asks } from '#root/bot/understanding/request/opening.js';
import type { UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { fold as folded, foldedWords } from '#root/bot/understanding/words.js';
import { InputError } from '#root/errors.js';
import { checkName, checkText, wordLimits } from '#root/greeting/check-words.js';
import type { Asked, DraftContent, DraftNames, SentFile } from '#root/jobs/draft.js';

// A file may have thousands of other things in it.
const MOST_UNUSABLE = 50;
// In more words, somebody says something of the occasion.
const MOST_WORDS_OF_OCCASION = 4;
const SPEAKS_TO_PERSON = new RegExp(`!|${anyOf('ты теб* тво* вы вас вам ваш* сказать you your say')}`, 'u');

type Fields = Partial<Pick<DraftContent, 'to' | 'names' | 'text' | 'template'>>;

/** Returns whether the message is about this draft, and not about another greeting. */
export function belongs(content: DraftContent, given: Given): boolean {
  const { words, names, files, meaning } = given;
  if (words === undefined) return true;
  if (isToBot(words, meaning)) return false;
  if (namedPress(content, words) !== undefined) return true;
  const order = orderIn(given);
  if (order?.isCertain === true) return isWholeAnswer(content, order) || replacesBoth(content);
  const asked = askedIn(content);
  if (asked === 'text' && asksForPerson(words, order)) return order?.to === content.to;
  // Two names may be the beginning of words to both of them.
  if (asked === 'text' && names !== undefined && names.people.length > 2) return false;
  if (asked !== undefined || meaning?.kind === 'yes' || correctsName(content, given)) return true;
  // A button changes the copy of a greeting, so words that order something begin another one.
  if (content.isLed) return order === undefined;
  return files.length > 0 && order?.to === undefined && names === undefined;
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
  const isName = fills === 'to' && meaning?.kind === 'unclear' && isNameShaped(words);
  const answer = isName ? { to: words } : refilled(content, given);
  return setFields({ ...content, problem: undefined }, fills === 'text' ? { text: words } : answer);
}

function refilled({ names }: DraftContent, given: Given): Fields {
  const fields = fieldsOf(orderIn(given) ?? {});
  if (names === undefined) return given.names === undefined ? fields : { ...fields, names: given.names };
  const listed = namesInAnswer(given.words ?? '', given.meaning);
  const { to: _, ...others } = fields;
  return listed !== undefined && listed.people.length > 1 ? { ...others, names: listed } : others;
}

function answerIn(content: DraftContent, words: string, given: Given): Fields {
  const { meaning, files } = given;
  const order = orderIn(given);
  if (order?.isCertain === true && replacesBoth(content)) return fieldsOf(order);
  const asked = askedIn(content);
  const isOther = given.isContact || meaning?.kind === 'same';
  if (correctsName(content, given) || (isOther && asked === 'text')) return { to: order?.to };
  if (asked === 'text' && asksForPerson(words, order)) return {};
  if (asked === 'text' && isOccasion(words, order)) return unanswered(content, { template: order?.occasion });
  if (asked === 'text' && !isWholeAnswer(content, order)) return isSayable(words, meaning) ? { text: words } : {};
  const names = given.names ?? (asked === 'names' ? namesInAnswer(words, meaning) : undefined);
  if (names !== undefined) {
    const { to: _, ...others } = fieldsOf(given.names === undefined ? {} : (order ?? {}));
    return unanswered(content, { ...others, names });
  }
  if (order !== undefined) return unanswered(content, fieldsOf(order));
  if (meaning?.kind !== 'unclear') return {};
  if (files.length === 0 && isNameShaped(words)) return unanswered(content, { to: words });
  return isSayable(words, meaning) ? unanswered(content, { text: words }) : {};
}

/** Returns whether a message names what is celebrated and nothing else: "на юбилей", "it's her birthday". */
function isOccasion(words: string, order: Partial<UnderstoodOrder> | undefined): boolean {
  if (order?.occasion === undefined || order.to !== undefined || order.words !== undefined) return false;
  return foldedWords(words).length <= MOST_WORDS_OF_OCCASION && !SPEAKS_TO_PERSON.test(folded(words));
}

/** Returns whether a message asks for a greeting for somebody, and has no words for it: "поздравь Катю". */
function asksForPerson(words: string, order: Partial<UnderstoodOrder> | undefined): boolean {
  return order?.to !== undefined && order.words === undefined && asks(words);
}

/** Returns whether the name and words of a message are those that the draft lacks. */
function isWholeAnswer(content: DraftContent, order: Partial<UnderstoodOrder> | undefined): boolean {
  const isSame = content.to === order?.to && askedIn(content) === 'text';
  return order?.isCertain === true && (content.to === undefined || isSame);
}

/**
 * Returns whether the message corrects the name: says that it is another one, or is a name and nothing else while that of the
 * draft is in doubt, or is no name but says who somebody is: "my mum".
 */
function correctsName(content: DraftContent, given: Given): boolean {
  const { to, unsureName } = content;
  if (to === undefined) return false;
  if (given.meaning?.kind === 'same' && given.meaning.isCorrection === true) return true;
  const named = nameAlone(given);
  if (named?.isNameCertain !== true) return false;
  return to === unsureName || (askedIn(content) === 'text' && !isNamed({ to }) && isNamed(named));
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

function kindOf({ to, names, text, template }: Fields): Asked | 'all' {
  if (template !== undefined || names !== undefined || (to !== undefined) === (text !== undefined)) return 'all';
  return to === undefined ? 'text' : 'to';
}

/** Sets what can be used. The rest is asked for again, with the reason. */
function setFields(content: DraftContent, { to, names, text, template }: Fields): DraftContent {
  if (names !== undefined) return setFields(withNames(content, names), { text, template });
  const isOther = to !== undefined && to !== content.to;
  const renamed = isOther ? { ...content, sayAs: undefined } : content;
  const withName = to === undefined ? renamed : checked({ ...renamed, names: undefined }, 'to', () => checkName(to));
  const withWords = text === undefined ? withName : checked(withName, 'text', () => checkWords(text));
  return template === undefined ? withWords : { ...withWords, template };
}

/** One person is greeted as if there had been no list, unless something of the list was left out. */
function withNames(content: DraftContent, names: DraftNames): DraftContent {
  const [first, ...others] = names.people;
  if (first === undefined) return { ...content, problem: 'NAMES_NONE' };
  const unusable = names.unusable.slice(0, MOST_UNUSABLE).map((entry) => entry.slice(0, wordLimits.name));
  if (others.length > 0 || unusable.length > 0) return { ...content, to: undefined, names: { ...names, unusable } };
  return { ...content, ...first, names: undefined };
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
