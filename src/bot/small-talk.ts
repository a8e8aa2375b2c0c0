import type { BotContext } from '#root/bot/context.js';
import { personIdOf } from '#root/bot/person.js';
import { welcomeScreen } from '#root/bot/screens/welcome.js';

/**
 * Answers a message that orders nothing: the same text never twice in a row, but the first screen with its buttons.
 */
export async function answerTalk(context: BotContext, key: 'how-to' | 'unknown-command'): Promise<void> {
  const { services, person, texts, language } = context;
  const isRepeated = person.lastAnswer === key;
  await services.people.setLastAnswer(personIdOf(context) ?? '', isRepeated ? 'welcome' : key);
  if (!isRepeated) return void (await context.reply(texts(key)));
  const { text, keyboard } = welcomeScreen(language);
  await context.reply(text, { reply_markup: keyboard });
}
