import { Composer } from 'grammy';
import { asksFor } from '#root/bot/asks-for.js';
import type { BotContext } from '#root/bot/context.js';
import { discardDraft } from '#root/bot/drafts/discard.js';
import { logFields } from '#root/bot/log-fields.js';
import { onPress } from '#root/bot/presses.js';
import { forgetScreen } from '#root/bot/screens/forget.js';
import { createNotes } from '#root/telegram/notes.js';

/** /forget: asks whether to delete what the person has given to the bot. */
export const askToForget = new Composer<BotContext>();

askToForget
  .chatType('private')
  .on('message')
  .filter(asksFor('forget'), async ({ api, services, chat, texts }) => {
    const place = { chatId: String(chat.id), messageThreadId: null };
    await createNotes({ api, logger: services.logger }).send(place, forgetScreen(texts), null, async (id) => id);
  });

/** Deletes it, or leaves it. The question is in private chats only, so the person is the one who was asked. */
export const pressForget = onPress('settings', async (context, { action, value }, next) => {
  const { api, services, chat, callbackQuery, texts, from, me } = context;
  if (action !== 'x' || chat?.type !== 'private') return next();
  await context.answerPress();
  if (value === 'yes') {
    // Their cards have names and words, and buttons that would mean nothing.
    for (const draft of await services.drafts.listOpen(String(me.id), String(from.id)))
      await discardDraft(context, draft);
    await services.forgetter.forget(String(me.id), String(from.id));
    services.logger.info('person forgotten', logFields(context));
  }
  const messageId = callbackQuery.message?.message_id;
  if (messageId === undefined) return;
  const notes = createNotes({ api, logger: services.logger });
  await notes.replace(String(chat.id), messageId, texts(value === 'yes' ? 'forgotten' : 'not-forgotten'));
});
