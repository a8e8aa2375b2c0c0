import { expect } from 'vitest';
import type { LedgerMessage } from './bot-api/ledger.js';
import type { BotRig } from './bot-rig.js';

export type BotChat = ReturnType<typeof createBotChat>;

/** A chat with the bot, whose messages and presses are each handled before the next one. */
export function createBotChat(rig: BotRig, chatId: string, language_code = 'ru') {
  const messages = (): LedgerMessage[] => rig.server.ledger.messages(chatId);
  const untilHandled = () => expect.poll(() => rig.pending()).toBe(0);
  const last = () => messages().at(-1);
  const buttons = () => messages().findLast((message) => message.buttons !== undefined)?.buttons ?? [];

  return {
    chatId,
    messages,
    last,
    untilHandled,
    labels: () => buttons().map(({ text }) => text),

    /** Says something. Returns the text of the last message of the chat afterwards. */
    async say(text: string, from: Parameters<BotRig['server']['say']>[2] = {}): Promise<string | undefined> {
      rig.server.say(chatId, text, { language_code, ...from });
      await untilHandled();
      return last()?.text;
    },

    async send(content: object): Promise<LedgerMessage | undefined> {
      const { message_id } = rig.server.send(chatId, content) as { message_id: number };
      await untilHandled();
      return rig.server.ledger.find(chatId, message_id);
    },

    /** Presses the newest button whose data ends so. Returns the toasts that the bot answers with. */
    async press(ending: string): Promise<string[]> {
      const shown = buttons().find(({ data }) => data?.endsWith(ending));
      const toasts = rig.server.press(chatId, shown?.data ?? ending, { language_code });
      await untilHandled();
      return toasts;
    },
  };
}
