import type { Database } from '#root/db/client.js';

/** A file of the project's own, as a bot sends it. */
export interface Upload {
  botId: string;
  /** Says which file it is: another content has another key. */
  key: string;
}

/**
 * Keeps Telegram's ids of files that bots have uploaded, so that each is uploaded once. Every method throws
 * UnavailableError if the database cannot be reached.
 */
export function createUploads({ db }: { db: Database }) {
  return {
    /** Returns Telegram's id of the file, or undefined. */
    async find({ botId, key }: Upload): Promise<string | undefined> {
      const row = await db.uploadedFile.findUnique({ where: { botId_key: { botId, key } }, select: { fileId: true } });
      return row?.fileId;
    },

    async save({ botId, key }: Upload, fileId: string): Promise<void> {
      const id = { botId, key };
      await db.uploadedFile.upsert({ where: { botId_key: id }, create: { ...id, fileId }, update: { fileId } });
    },
  };
}
