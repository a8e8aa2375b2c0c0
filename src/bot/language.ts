import type { ChatLanguage } from '#root/telegram/texts.js';

/** Returns the language for a user: Russian if Telegram reports it, else English. */
export function languageFor(languageCode: string | undefined): ChatLanguage {
  return languageCode?.startsWith('ru') ? 'ru' : 'en';
}
