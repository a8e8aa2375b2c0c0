import { Composer } from 'grammy';
import { asksFor } from '#root/bot/asks-for.js';
import type { BotContext } from '#root/bot/context.js';
import { senderOf } from '#root/bot/drafts/place.js';
import { listFor, ownerOfList, showInList } from '#root/bot/own-greetings/show-list.js';
import { onPress } from '#root/bot/presses.js';
import { mayActFor } from '#root/bot/rights.js';

/** /my: lists the greetings of the person. In a group it answers the command, which says whose list it is. */
export const myGreetings = new Composer<BotContext>();

myGreetings.on('message').filter(asksFor('my'), async (context) => {
  const { msg, chat } = context;
  const { text, entities, keyboard } = await listFor(context, senderOf(msg) ?? '', 1);
  const answered = { message_id: msg.message_id, allow_sending_without_reply: true };
  await context.reply(text, {
    entities,
    reply_markup: { inline_keyboard: keyboard },
    ...(chat.type === 'private' ? {} : { reply_parameters: answered }),
  });
});

/** Turns the pages of the list, for the person whose list it is. */
export const turnPage = onPress('page', async (context, { page }) => {
  const owner = ownerOfList(context);
  if (!(await mayActFor(context, owner))) return context.answerPress(context.texts('list-foreign'));
  await context.answerPress();
  await showInList(context, await listFor(context, owner ?? '', page));
});
