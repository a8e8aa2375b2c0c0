import type { Message, UserFromGetMe } from 'grammy/types';
import { withoutMention } from '#root/bot/addressed.js';
import { filesIn, refusalOf } from '#root/bot/attachments.js';
import type { Given } from '#root/bot/drafts/fill.js';
import { namesIn } from '#root/bot/drafts/names-in.js';
import { understand } from '#root/bot/understanding/understand.js';
import { templates } from '#root/montage/templates/index.js';

/**
 * Returns what the messages of an album, or a single one, give to a greeting: words, and files. As an answer to a file of a
 * person it includes that file.
 */
export function readGiven(messages: readonly Message[], me: UserFromGetMe): Given {
  const spoken = messages.find((message) => wordsIn(message, me) !== '') ?? messages[0];
  const words = spoken === undefined ? '' : wordsIn(spoken, me);
  const isForwarded = spoken?.forward_origin !== undefined;
  // In a group, nobody can be asked by buttons.
  const mayCut = spoken?.chat.type === 'private';
  const all = filesIn([...answeredBy(messages, me), ...messages]);
  return {
    messageId: spoken?.message_id ?? 0,
    ...(words === '' ? {} : { words, ...readWords(words, isForwarded) }),
    files: all.filter((file) => refusalOf(file, mayCut) === undefined),
    refused: all.map((file) => refusalOf(file, mayCut)).find((code) => code !== undefined),
  };
}

function readWords(words: string, isForwarded: boolean): Pick<Given, 'meaning' | 'names'> {
  const meaning = understand(words, { templates, isForwarded });
  return { meaning, names: namesIn(meaning) };
}

function wordsIn({ text, caption }: Message, me: UserFromGetMe): string {
  return withoutMention(text ?? caption ?? '', me).trim();
}

/** Returns the message of a person that is answered. A finished greeting is not put into another one. */
function answeredBy([message]: readonly Message[], me: UserFromGetMe): Message[] {
  const answered = message?.reply_to_message;
  return answered === undefined || answered.from?.id === me.id ? [] : [answered];
}
