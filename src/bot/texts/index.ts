import type { BotTexts } from '#root/bot/texts/bot-texts.js';
import { en } from '#root/bot/texts/en.js';
import { ru } from '#root/bot/texts/ru.js';
import type { Language } from '#root/greeting/spec.js';

const texts: Record<Language, BotTexts> = { ru, en };

/** Returns the texts in a user's language: Russian if Telegram reports it, else English. */
export function textsFor(languageCode: string | undefined): BotTexts {
  return languageCode?.startsWith('ru') ? texts.ru : texts.en;
}
