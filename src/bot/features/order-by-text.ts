import { Composer } from 'grammy';
import { withoutMention } from '#root/bot/addressed.js';
import { askHowTo, isQuestion } from '#root/bot/ask.js';
import { type ChatFiles, filesOf } from '#root/bot/attachments.js';
import type { BotContext, MessageContext } from '#root/bot/context.js';
import { parseMessage } from '#root/bot/parse-message.js';
import { placeOrder } from '#root/bot/place-order.js';
import { hasAttachments } from '#root/greeting/order.js';

/** Orders a greeting by a "name: text" message. As an answer to a photo or a recording it includes that file. */
export const orderByText = new Composer<BotContext>();

orderByText.on('message:text', async (context) => {
  const { msg, me, texts } = context;
  const attachments = attachmentsAnswered(context);
  if (attachments === undefined) {
    await context.reply(texts('media-forgotten'));
    return;
  }
  const words = parseMessage(withoutMention(msg.text, me), attachments);
  if (words !== undefined) await placeOrder(context, { ...words, attachments });
  else if (hasAttachments(attachments)) await askHowTo(context, attachments);
  else await context.reply(texts('how-to'));
});

/** Returns the files that a message answers, or undefined if they are no longer known. */
function attachmentsAnswered({ msg, me, prompts }: MessageContext): ChatFiles | undefined {
  const answered = msg.reply_to_message;
  if (answered === undefined) return filesOf();
  const known = prompts.find(answered);
  if (known !== undefined) return known;
  if (answered.from?.id !== me.id) return filesOf(answered);
  // A finished greeting is not put into another one.
  return isQuestion(answered) ? undefined : filesOf();
}
