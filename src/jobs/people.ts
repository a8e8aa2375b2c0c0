import type { Database } from '#root/db/client.js';
import type { Person as Row } from '#root/db/generated/client.js';
import { type Format, formatNames, type VoiceKind, voiceKinds } from '#root/greeting/spec.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

/** What new greetings of a person begin with. */
export interface Settings {
  voice?: VoiceKind | undefined;
  format?: Format | undefined;
  /** Name of the template for words that name no occasion. */
  template?: string | undefined;
  /** Whether even a greeting that could be made at once is shown first. */
  isShownFirst: boolean;
}

/** A person who writes to the bot. */
export interface Person {
  /** Undefined until the person has settled on one. */
  language: ChatLanguage | undefined;
  settings: Settings;
}

export type People = ReturnType<typeof createPeople>;

/**
 * Keeps what is known of the people who write to the bot, by Telegram's id of the user. Every method throws
 * UnavailableError if the database cannot be reached.
 */
export function createPeople({ db }: { db: Database }) {
  async function change(id: string, data: Partial<Omit<Row, 'id'>>): Promise<Person> {
    return toPerson(await db.person.upsert({ where: { id }, create: { id, ...data }, update: data }));
  }

  return {
    /** Returns a person. Of one who is not known yet, nothing is set. */
    find: async (id: string): Promise<Person> => toPerson(await db.person.findUnique({ where: { id } })),

    setLanguage: (id: string, language: ChatLanguage): Promise<Person> => change(id, { language }),

    /** Changes some of the settings. Returns the person afterwards. */
    setSettings: (id: string, settings: Partial<Settings>): Promise<Person> => change(id, nullable(settings)),
  };
}

/** Returns the columns of settings. One that is undefined is removed. */
function nullable(settings: Partial<Settings>): Partial<Row> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? null]));
}

function toPerson(row: Row | null): Person {
  return {
    language: row?.language ?? undefined,
    settings: {
      // A newer version may have written what this one does not know.
      voice: voiceKinds.find((kind) => kind === row?.voice),
      format: formatNames.find((name) => name === row?.format),
      template: row?.template ?? undefined,
      isShownFirst: row?.isShownFirst ?? false,
    },
  };
}
