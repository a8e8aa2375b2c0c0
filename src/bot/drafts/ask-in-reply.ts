import type { Message, MessageEntity } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { missingIn, recordingOf } from '#root/bot/drafts/choices.js';
import { limits } from '#root/bot/limits.js';
import type { Draft } from '#root/jobs/draft.js';
import { keyFor } from '#root/telegram/text-keys.js';

// Marks a question, so that it is recognised even if its draft is gone.
const SIGN = '📎';

/** Asks in a group for what a draft lacks: in an answer to the question, or in the private chat that a button opens. */
export async function askInReply(context: BotContext, draft: Draft): Promise<void> {
  const { msg, me, services, texts } = context;
  const answered =
    msg === undefined ? {} : { reply_parameters: { message_id: msg.message_id, allow_sending_without_reply: true } };
  const url = `https://t.me/${me.username}?start=${privatePayload(draft)}`;
  const { text: mention, entities } = mentionOf(context);
  const text = `${SIGN} ${mention}${questionAbout(context, draft)}\n\n${texts('answer-here')}`;
  const question = await context.reply(text, {
    ...answered,
    entities,
    reply_markup: { inline_keyboard: [[{ text: texts('button-in-private'), url }]] },
  });
  await services.drafts.saveCard(draft.id, question.message_id);
}

/** A press has no message to answer, so the question names who pressed. */
function mentionOf({ callbackQuery }: BotContext): { text: string; entities: MessageEntity[] } {
  const user = callbackQuery?.from;
  if (user === undefined) return { text: '', entities: [] };
  const { first_name: name } = user;
  const place = { offset: SIGN.length + 1, length: name.length };
  return { text: `${name} · `, entities: [{ type: 'text_mention', ...place, user }] };
}

/** Returns what a link to the private chat with the bot carries, to go on with a draft there. */
function privatePayload({ id }: Draft): string {
  return `d_${id}`;
}

/** Returns the id of the draft that the link carried, or undefined. */
export function readPrivatePayload(payload: string): string | undefined {
  return /^d_([\w-]{11})$/.exec(payload)?.[1];
}

/** Returns whether a message of the bot asks about a draft. */
export function isQuestion({ text }: Message): boolean {
  return text?.startsWith(SIGN) === true;
}

function questionAbout({ texts }: BotContext, { content }: Draft): string {
  const problem = content.problem === undefined ? undefined : keyFor('input', content.problem);
  if (problem !== undefined) return texts(problem, limits);
  const { to, unsureName } = content;
  if (to === undefined && unsureName !== undefined) return texts('ask-sure-name', { name: unsureName });
  if (content.isLed && content.screen === 'to') return texts('ask-another-name');
  if (content.isLed && content.screen === 'words') return texts('ask-other-words');
  if (content.screen === 'names') return texts('ask-names', limits);
  if (missingIn(content) === 'text') return texts('input-TEXT_EMPTY');
  if (content.attachments.length === 0) return texts('input-NAME_EMPTY');
  return texts(recordingOf(content)?.kind === 'recording' ? 'how-to-recording' : 'how-to-media');
}
