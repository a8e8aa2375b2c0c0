import type { Database } from '#root/db/client.js';

// Plain SQL, as in the steps: the workers that make samples never call Prisma.
const SAVE = `
  INSERT INTO "VoiceSample" ("voice", "key", "updatedAt") VALUES ($1, $2, now())
  ON CONFLICT ("voice") DO UPDATE SET "key" = EXCLUDED."key", "updatedAt" = now()`;

/**
 * Keeps where the samples of the voices are in storage. Workers with voices make them. Every method throws
 * UnavailableError if the database cannot be reached.
 */
export function createVoiceSamples({ db }: { db: Database }) {
  return {
    /** Returns the names of the voices that have a sample. */
    async voices(): Promise<string[]> {
      return (await db.voiceSample.findMany({ select: { voice: true } })).map(({ voice }) => voice);
    },

    /** Returns the key of a voice's sample, or undefined. */
    async keyOf(voice: string): Promise<string | undefined> {
      return (await db.voiceSample.findUnique({ where: { voice }, select: { key: true } }))?.key;
    },

    async save(voice: string, key: string): Promise<void> {
      await db.$statement(SAVE, [voice, key]);
    },
  };
}
