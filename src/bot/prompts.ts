import type { Message } from 'grammy/types';
import type { BotContext } from '#root/bot/context.js';
import type { MessageMedia } from '#root/bot/media.js';

/** The files that questions in chats are about. An answer holds its question, but not what that was an answer to. */
export type Prompts = ReturnType<typeof createPrompts>;

const MOST = 10_000;

/** Remembers the newest questions only, and none beyond the process: who answers an older one is asked for the files. */
export function createPrompts() {
  const asked = new Map<string, MessageMedia>();
  const keyOf = ({ chat, message_id }: Message) => `${chat.id}-${message_id}`;
  return {
    find: (question: Message) => asked.get(keyOf(question)),

    add(question: Message, media: MessageMedia): void {
      asked.set(keyOf(question), media);
      if (asked.size > MOST) asked.delete(asked.keys().next().value ?? '');
    },
  };
}

// By which a question is known after a restart too.
const SIGN = '📎';

/** Asks for a name and words to go with files. The app makes of the answer a reply, by which the files are found. */
export async function ask(context: BotContext & { msg: Message }, text: string, media: MessageMedia): Promise<void> {
  const question = await context.reply(`${SIGN} ${text}`, {
    reply_parameters: { message_id: context.msg.message_id, allow_sending_without_reply: true },
    reply_markup: { force_reply: true, selective: true },
  });
  context.prompts.add(question, media);
}

/** Tells whether a message of the bot asked for words to go with files. */
export function isQuestion({ text }: Message): boolean {
  return text?.startsWith(SIGN) === true;
}
