import { expect } from 'vitest';
import type { Draft } from '#root/jobs/draft.js';
import { type ChatLanguage, textsIn } from '#root/telegram/texts.js';
import type { LedgerButton, LedgerMessage } from '../bot-api/ledger.js';
import { checkCards, checkTexts } from './checks.js';
import type { BotWorld } from './world.js';

export type Person = ReturnType<typeof createPerson>;

/** A button that a person sees, or has seen. */
export interface SeenButton extends LedgerButton {
  data: string;
  messageId: number;
}

/** A person in a chat with the bot, who checks after each step that the bot has behaved. */
export function createPerson(world: BotWorld, language: ChatLanguage, chatId: string) {
  const { server, container } = world.rig;
  const userId = Math.abs(Number(chatId));
  const from = { id: userId, is_bot: false, first_name: 'T', language_code: language };
  const said = new Set<number>();
  const steps: string[] = [];
  const messages = (): LedgerMessage[] =>
    server.ledger.messages(chatId).filter(({ messageId }) => !said.has(messageId));
  const isLanguage = (data: string) => /^l:|l=/.test(data);

  /** The buttons in the chat, except for those that change the language. */
  const buttons = (): SeenButton[] =>
    messages().flatMap(({ messageId, buttons = [] }) =>
      buttons.flatMap((button) =>
        button.data === undefined || isLanguage(button.data) ? [] : { ...button, data: button.data, messageId },
      ),
    );

  function post(content: object): number {
    const { message_id } = server.send(chatId, { from, ...content }) as { message_id: number };
    said.add(message_id);
    return message_id;
  }

  /** Waits until a step is handled, and checks what is in the chat. */
  async function settle(
    step: string,
    answer: 'answered' | 'any',
    since: number,
    toasts: string[][] = [],
  ): Promise<void> {
    steps.push(step);
    await world.untilHandled();
    const calls = () => server.ledger.calls.slice(since).filter((call) => call.chatId === chatId);
    if (answer === 'answered') await expect.poll(calls, { message: steps.slice(-6).join('\n') }).not.toEqual([]);
    try {
      const shown = messages().flatMap(({ buttons = [] }) => buttons.map(({ text }) => text));
      checkTexts([...world.textsShown(chatId), ...shown, ...toasts.flat()], language);
      const { rows } = await world.rig.query(`SELECT * FROM "Draft" WHERE "chatId" = '${chatId}'`);
      checkCards(messages(), rows as Draft[], language);
      for (const each of toasts) expect(each).toHaveLength(1);
      expect(world.errors()).toEqual([]);
    } catch (error) {
      throw new Error(`after\n${steps.slice(-6).join('\n')}`, { cause: error });
    }
  }

  const calls = () => server.ledger.calls.length;

  return {
    chatId,
    language,
    messages,
    buttons,
    videos: () => messages().filter(({ video }) => video !== undefined),
    last: () => messages().at(-1)?.text ?? '',

    async say(text: string, others: object = {}, answer: 'answered' | 'any' = 'answered'): Promise<number> {
      const since = calls();
      const [command = ''] = text.split(/\s/);
      const entities = [{ type: 'bot_command', offset: 0, length: command.length }];
      const messageId = post({ text, ...(text.startsWith('/') ? { entities } : {}), ...others });
      await settle(`says ${text.slice(0, 60)}`, answer, since);
      return messageId;
    },

    async send(content: object, answer: 'answered' | 'any' = 'answered'): Promise<void> {
      const since = calls();
      post(content);
      await settle(`sends ${Object.keys(content)}`, answer, since);
    },

    async edit(messageId: number, text: string): Promise<void> {
      const since = calls();
      server.edit(chatId, messageId, text, { from });
      await settle(`edits into ${text}`, 'any', since);
    },

    /** Presses a button, each time once more. Without one, the newest whose data ends like this. */
    async press(button: SeenButton | string, times = 1): Promise<string[]> {
      const since = calls();
      const meant = typeof button === 'string' ? buttons().findLast(({ data }) => data.endsWith(button)) : button;
      if (meant === undefined) throw new Error(`no button ${button} after\n${steps.join('\n')}`);
      const { data, messageId } = meant;
      const pressed = { language_code: language, userId, messageId };
      const toasts = Array.from({ length: times }, () => server.press(chatId, data, pressed));
      await settle(`presses ${meant.text} ${data}`, 'any', since, toasts);
      return toasts.flat();
    },

    /** Types a name after the bot's in another chat. Returns the titles of the offered videos. */
    async ask(query: string): Promise<string[]> {
      const id = server.ask(String(userId), query, { language_code: language });
      await world.untilHandled();
      return server.ledger.inlineAnswers.get(id)?.results.map(({ title }) => title) ?? [];
    },

    /** Returns the greetings of the chat, the oldest first. */
    async greetings() {
      const rows = await container.videoJobs.list({ limit: 1_000 });
      return rows.filter((row) => row.chatId === chatId).reverse();
    },

    /** Waits for all greetings, and checks that each video is there once and nothing else of it is left. */
    async untilDone(): Promise<void> {
      await world.untilDone();
      for (const { status, messageId, spec } of await this.greetings()) {
        const announced = textsIn(language)('ready', { name: spec?.to ?? '' });
        // A worker may have begun to deliver what was cancelled. It removes its announcement after that.
        await expect.poll(() => messages().map(({ text }) => text)).not.toContain(announced);
        const shown = messageId === null ? undefined : server.ledger.find(chatId, messageId);
        if (status === 'COMPLETED') expect(shown?.video, steps.slice(-6).join('\n')).toBeDefined();
      }
    },
  };
}
