import type { BotContext } from '#root/bot/context.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { limitText } from '#root/bot/drafts/postpone.js';
import { LimitError } from '#root/errors.js';

/**
 * Does what makes one more greeting for a person. If none is taken now, says why, over the chat if a button was pressed, and
 * returns undefined. A `count` of 0 stands for greetings that are counted on this day already.
 */
export async function ifAllowed<T>(
  context: BotContext,
  ownerId: string,
  work: () => Promise<T>,
  count = 1,
): Promise<T | undefined> {
  const { drains, submitter } = context.services;
  try {
    await drains.assertNone(draftChat(context).botId);
    await submitter.assertRoom(ownerId, count);
    return await work();
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    const text = limitText(context.texts, error);
    if (context.callbackQuery === undefined) await context.reply(text);
    else await context.answerPress(text);
    return undefined;
  }
}
