import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { speak } from '#root/bot/language.js';
import { onPress } from '#root/bot/presses.js';
import { languageScreen, welcomeScreen } from '#root/bot/screens/welcome.js';
import { isRefusedPermanently } from '#root/telegram/telegram-errors.js';

/** /language: asks for the language in which the bot shall speak to the person. */
export const chooseLanguage = new Composer<BotContext>();

chooseLanguage.chatType('private').command('language', async (context) => {
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
  const { text, keyboard } = welcomeScreen(language);
  await context.editMessageText(text, { reply_markup: keyboard }).catch((error: unknown) => {
    // A second press, or the message was deleted.
    if (!isRefusedPermanently(error)) throw error;
  });
});
