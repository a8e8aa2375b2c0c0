import type { Message } from 'grammy/types';
import type { ChatFiles } from '#root/bot/attachments.js';
import type { MessageContext } from '#root/bot/context.js';

// Marks a question, so that it is recognised even after a restart.
const SIGN = '📎';

/** Asks for the name and the words of files. Telegram makes the answer a reply, which leads back to the files. */
export async function ask(context: MessageContext, text: string, attachments: ChatFiles): Promise<void> {
  const question = await context.reply(`${SIGN} ${text}`, {
    reply_parameters: { message_id: context.msg.message_id, allow_sending_without_reply: true },
    reply_markup: { force_reply: true, selective: true },
  });
  context.prompts.add(question, attachments);
}

/** Asks for the words of files that arrived without words, or with words that are not an order. */
export async function askHowTo(context: MessageContext, attachments: ChatFiles): Promise<void> {
  const key = attachments.recording === undefined ? 'how-to-media' : 'how-to-recording';
  await ask(context, context.texts(key), attachments);
}

/** Returns whether a message of the bot asks for the words of files. */
export function isQuestion({ text }: Message): boolean {
  return text?.startsWith(SIGN) === true;
}
