import type { Message, UserFromGetMe } from 'grammy/types';
import { isGreet, wordsFor } from '#root/bot/addressed.js';
import { filesIn, refusalOf } from '#root/bot/attachments.js';
import type { Given } from '#root/bot/drafts/given.js';
import { namesIn } from '#root/bot/drafts/names-in.js';
import { isNameShaped } from '#root/bot/understanding/named-words.js';
import { understand } from '#root/bot/understanding/understand.js';
import type { Understood, UnderstoodOrder } from '#root/bot/understanding/understood.js';
import { templates } from '#root/montage/templates/index.js';

/**
 * Returns what the messages of an album, or a single one, give to a greeting: words, and files. As an answer to a file of a
 * person it includes that file.
 */
export function readGiven(messages: readonly Message[], me: UserFromGetMe): Given {
  const spoken = messages.find((message) => wordsFor(me, message) !== '') ?? messages[0];
  const answered = answeredBy(messages, me);
  const words = spoken === undefined ? '' : wordsOf(spoken, answered, me);
  // In a group, nobody can be asked by buttons.
  const mayCut = spoken?.chat.type === 'private';
  const all = filesIn([...answered, ...messages]);
  const name = spoken?.contact?.first_name;
  return {
    messageId: spoken?.message_id ?? 0,
    ...(words === '' || spoken === undefined ? {} : readOnce(spoken, words)),
    ...(name === undefined ? {} : { words: name, meaning: forPerson(name), isContact: true }),
    files: all.filter((file) => refusalOf(file, mayCut) === undefined),
    refused: all.map((file) => refusalOf(file, mayCut)).find((code) => code !== undefined),
  };
}

/** Returns the greetings that a message is about, each with a draft of its own. */
export function ordersAlone({ meaning, names }: Given): UnderstoodOrder[] {
  return meaning?.kind === 'orders' && names === undefined ? meaning.orders : [];
}

type Said = Pick<Given, 'words' | 'meaning' | 'names'>;

const read = new WeakMap<Message, Said>();

/** Several features ask for the same message, and to understand it takes a millisecond. */
function readOnce(message: Message, words: string): Said {
  const known = read.get(message);
  if (known?.words === words) return known;
  const meaning = understand(words, { templates, isForwarded: message.forward_origin !== undefined });
  const said = { words, meaning, names: namesIn(meaning) };
  read.set(message, said);
  return said;
}

/** Returns the words of a message. The command that orders in a group takes also those of the message that it answers. */
function wordsOf(message: Message, answered: readonly Message[], me: UserFromGetMe): string {
  const own = wordsFor(me, message);
  if (!isGreet(message, me)) return own;
  const others = answered.map((one) => (one.text ?? one.caption ?? '').trim()).join('');
  if (own === '' || others === '') return own || others;
  return isNameShaped(own) ? `${own}: ${others}` : own;
}

function forPerson(to: string): Understood {
  return { kind: 'orders', orders: [{ to, isNameCertain: true, isCertain: false }] };
}

/** Returns the message of a person that is answered. A finished greeting is not put into another one. */
function answeredBy([message]: readonly Message[], me: UserFromGetMe): Message[] {
  const answered = message?.reply_to_message;
  return answered === undefined || answered.from?.id === me.id ? [] : [answered];
}
