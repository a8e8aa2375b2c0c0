import type { Ledger } from './ledger.js';
import { BotApiRefusal } from './refusal.js';

type Method = (parameters: { fields: Record<string, unknown> }, world: { ledger: Ledger }) => unknown;

/** The methods that read and change what Telegram shows of the bot, as https://core.telegram.org/bots/api describes them. */
export const profileMethods: Record<string, Method> = {
  setMyCommands({ fields }, { ledger }) {
    const commands = fields.commands as { command: string; description: string }[];
    for (const { command, description } of commands) {
      if (!/^[a-z\d_]{1,32}$/.test(command)) throw new BotApiRefusal(400, 'Bad Request: BOT_COMMAND_INVALID');
      if (!/^.{1,256}$/.test(description)) throw new BotApiRefusal(400, 'Bad Request: BOT_COMMAND_DESCRIPTION_INVALID');
    }
    ledger.profile.set(keyOf('Commands', fields), commands);
    return true;
  },
  getMyCommands: ({ fields }, { ledger }) => ledger.profile.get(keyOf('Commands', fields)) ?? [],

  setMyDescription: ({ fields }, { ledger }) => setText('Description', 512, fields.description, fields, ledger),
  getMyDescription: ({ fields }, { ledger }) => ({
    description: ledger.profile.get(keyOf('Description', fields)) ?? '',
  }),

  setMyShortDescription: ({ fields }, { ledger }) =>
    setText('ShortDescription', 120, fields.short_description, fields, ledger),
  getMyShortDescription: ({ fields }, { ledger }) => ({
    short_description: ledger.profile.get(keyOf('ShortDescription', fields)) ?? '',
  }),
};

function setText(name: string, max: number, text: unknown, fields: Record<string, unknown>, ledger: Ledger): true {
  if (String(text).length > max) throw new BotApiRefusal(400, 'Bad Request: text is too long');
  ledger.profile.set(keyOf(name, fields), text);
  return true;
}

function keyOf(name: string, { scope, language_code }: Record<string, unknown>): string {
  const { type = 'default', chat_id } = (scope ?? {}) as { type?: string; chat_id?: number };
  const menu = chat_id === undefined ? [type] : [type, chat_id];
  return [name, ...(name === 'Commands' ? menu : []), language_code || 'any'].join(' ');
}
