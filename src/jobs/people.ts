import type { Database } from '#root/db/client.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

export type People = ReturnType<typeof createPeople>;

/**
 * Keeps what is known of the people who write to the bot, by Telegram's id of the user. Every method throws
 * UnavailableError if the database cannot be reached.
 */
export function createPeople({ db }: { db: Database }) {
  return {
    /** Returns the language that a person settled on, or undefined. */
    async languageOf(id: string): Promise<ChatLanguage | undefined> {
      const person = await db.person.findUnique({ where: { id }, select: { language: true } });
      return person?.language ?? undefined;
    },

    async setLanguage(id: string, language: ChatLanguage): Promise<void> {
      await db.person.upsert({ where: { id }, create: { id, language }, update: { language } });
    },
  };
}
