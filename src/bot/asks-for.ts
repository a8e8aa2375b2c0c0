import type { MessageContext } from '#root/bot/context.js';
import { type SaidCommand, saysCommand } from '#root/bot/understanding/talk/commands.js';

/** Returns a predicate of messages that are a command, or say it in words in a private chat. */
export function asksFor(command: SaidCommand): (context: MessageContext) => boolean {
  return (context) => {
    const { msg } = context;
    if (context.hasCommand(command)) return true;
    return msg.chat.type === 'private' && msg.forward_origin === undefined && saysCommand(msg.text ?? '', command);
  };
}
