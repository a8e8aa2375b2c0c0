import type { Database } from '#root/db/client.js';
import { Prisma, type Person as Row } from '#root/db/generated/client.js';
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
  isBlocked: boolean;
  /** Number of messages that came close together. */
  burst: number;
  /** Key of the text that answered the last message that ordered nothing. */
  lastAnswer: string | undefined;
}

/** More messages than these that come close together are not answered. Nobody types so many. */
export const BURST_MAX = 20;
// Forwarded messages come all at once.
const BURST_SECONDS = 10;
// Without a message for this time, the next ones are answered again.
const QUIET_SECONDS = 60;

// To the first of a few messages, or to the last of too many.
const IS_CLOSE = `excluded."burstAt" - known."burstAt" <
  interval '1 s' * CASE WHEN known."burst" > ${BURST_MAX} THEN ${QUIET_SECONDS} ELSE ${BURST_SECONDS} END`;

// By the times when Telegram received the messages: after an outage of the bot, those of hours come at once.
const MEET = `
  INSERT INTO "Person" AS known ("id", "burst", "burstAt", "updatedAt") VALUES ($1, 1, $2, now())
  ON CONFLICT ("id") DO UPDATE SET
    "burst" = CASE WHEN ${IS_CLOSE} THEN known."burst" + 1 ELSE 1 END,
    "burstAt" = CASE WHEN ${IS_CLOSE} AND known."burst" < ${BURST_MAX} THEN known."burstAt" ELSE excluded."burstAt" END
  RETURNING ${Object.keys(Prisma.PersonScalarFieldEnum)
    .map((name) => `known."${name}"`)
    .join(', ')}`;

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

    /** Returns a person who has sent a message then. */
    meet: async (id: string, at: Date): Promise<Person> => toPerson((await db.$statement<Row>(MEET, [id, at]))[0]),

    setLanguage: (id: string, language: ChatLanguage): Promise<Person> => change(id, { language }),

    async setLastAnswer(id: string, lastAnswer: string): Promise<void> {
      await change(id, { lastAnswer });
    },

    /** Blocks a person, or ends that. */
    async setBlocked(id: string, isBlocked: boolean): Promise<void> {
      await change(id, { blockedAt: isBlocked ? new Date() : null });
    },

    /** Changes some of the settings. Returns the person afterwards. */
    setSettings: (id: string, settings: Partial<Settings>): Promise<Person> => change(id, nullable(settings)),
  };
}

/** Returns the columns of settings. One that is undefined is removed. */
function nullable(settings: Partial<Settings>): Partial<Row> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value ?? null]));
}

function toPerson(row: Row | null | undefined): Person {
  return {
    language: row?.language ?? undefined,
    settings: {
      // A newer version may have written what this one does not know.
      voice: voiceKinds.find((kind) => kind === row?.voice),
      format: formatNames.find((name) => name === row?.format),
      template: row?.template ?? undefined,
      isShownFirst: row?.isShownFirst ?? false,
    },
    isBlocked: row != null && row.blockedAt !== null,
    burst: row?.burst ?? 0,
    lastAnswer: row?.lastAnswer ?? undefined,
  };
}
