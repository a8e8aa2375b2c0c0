import { Composer } from 'grammy';
import { asksFor } from '#root/bot/asks-for.js';
import type { BotContext } from '#root/bot/context.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { speak } from '#root/bot/language.js';
import { onPress } from '#root/bot/presses.js';
import { languageScreen, welcomeScreen } from '#root/bot/screens/welcome.js';
import { isRefusedPermanently } from '#root/telegram/telegram-errors.js';

/** /language: asks for the language in which the bot shall speak to the person. */
export const chooseLanguage = new Composer<BotContext>();

chooseLanguage
  .chatType('private')
  .on('message')
  .filter(asksFor('language'), async (context) => {
    const { text, keyboard } = languageScreen();
    await context.reply(text, { reply_markup: keyboard });
  });

/** Switches the language of the person, and shows the first screen in it. */
export const switchLanguage = onPress('language', async (context, { language }) => {
  await context.services.people.setLanguage(String(context.from.id), language);
  speak(context, language);
  await context.answerPress(context.texts('language-set'));
  // The buttons are in private chats only, so elsewhere somebody has made the data up.
  if (context.chat?.type !== 'private') return;
  if (await showWaiting(context)) return;
  await context.services.people.setLastAnswer(String(context.from.id), 'welcome');
  const { text, keyboard } = welcomeScreen(language);
  await context.editMessageText(text, { reply_markup: keyboard }).catch((error: unknown) => {
    // A second press, or the message was deleted.
    if (!isRefusedPermanently(error)) throw error;
  });
});

/** Shows the draft that a link began before the language was known, in place of the question about it. */
async function showWaiting(context: BotContext): Promise<boolean> {
  const { services, callbackQuery, from, language } = context;
  const messageId = callbackQuery?.message?.message_id ?? null;
  const draft = await services.drafts.findOpen(draftChat(context), String(from?.id));
  if (draft === undefined || (draft.cardMessageId ?? messageId) !== messageId) return false;
  const changed = await services.drafts.change({ ...draft, language }, draft.content);
  if (changed === undefined) return false;
  await services.drafts.saveCard(draft.id, messageId);
  await showDraft(context, { ...changed.draft, cardMessageId: messageId });
  return true;
}
