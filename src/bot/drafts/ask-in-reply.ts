import type { Message, MessageEntity } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import { missingIn, recordingOf } from '#root/bot/drafts/choices.js';
import { limits } from '#root/bot/limits.js';
import type { Draft } from '#root/jobs/draft.js';
import { keyFor } from '#root/telegram/text-keys.js';

// Marks a question, so that it is recognised even if its draft is gone.
const SIGN = '📎';

/** Asks for what a draft lacks. Telegram makes the answer a reply, which leads back to the draft. */
export async function askInReply(context: BotContext, draft: Draft): Promise<void> {
  const { msg, services } = context;
  const answered =
    msg === undefined ? {} : { reply_parameters: { message_id: msg.message_id, allow_sending_without_reply: true } };
  const [begin, entities] = mentionOf(context);
  const question = await context.reply(`${begin}${questionAbout(context, draft)}`, {
    ...answered,
    entities,
    reply_markup: { force_reply: true, selective: true },
  });
  await services.drafts.saveCard(draft.id, question.message_id);
}

/** Returns how the question begins. The app shows it as a reply only to whom it answers, or mentions after a press. */
function mentionOf({ callbackQuery }: BotContext): [string, MessageEntity[]] {
  if (callbackQuery === undefined) return [`${SIGN} `, []];
  const { from } = callbackQuery;
  const mention = {
    type: 'text_mention',
    user: from,
    offset: SIGN.length + 1,
    length: from.first_name.length,
  } as const;
  return [`${SIGN} ${from.first_name}, `, [mention]];
}

/** Returns whether a message of the bot asks about a draft. */
export function isQuestion({ text }: Message): boolean {
  return text?.startsWith(SIGN) === true;
}

function questionAbout({ texts }: BotContext, { content }: Draft): string {
  const problem = content.problem === undefined ? undefined : keyFor('input', content.problem);
  if (problem !== undefined) return texts(problem, limits);
  if (content.isLed && content.screen === 'to') return texts('ask-another-name');
  if (content.isLed && content.screen === 'words') return texts('ask-other-words');
  if (missingIn(content) === 'text') return texts('input-TEXT_EMPTY');
  if (content.attachments.length === 0) return texts('input-NAME_EMPTY');
  return texts(recordingOf(content)?.kind === 'recording' ? 'how-to-recording' : 'how-to-media');
}
