import type { Database } from '#root/db/client.js';
import { Prisma } from '#root/db/generated/client.js';
import { specSchema } from '#root/greeting/spec.js';
import { conditionOf, isName } from '#root/jobs/row-filter.js';
import { OPEN, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

/** Whose greetings: all of a person, or only those in one chat. */
export interface Owner {
  /** Telegram's id of the user. */
  orderedBy: string;
  chatId?: string | undefined;
}

/** A finished video that Telegram keeps. */
export type SendableVideo = Pick<VideoJob, 'id' | 'spec' | 'createdAt'> & { telegramFileId: string };

export interface SendableRequest {
  orderedBy: string;
  /** Beginnings of words of the name. A text without words finds all. */
  name?: string | undefined;
  /** Only the greeting with this id. */
  id?: string | undefined;
  /** Id of the greeting after which the page begins. */
  olderThan?: string | undefined;
  limit: number;
}

/** Reads and removes the greetings of a person, for that person: a part of `video-jobs.ts`. */
export function createOwnGreetings({ db }: { db: Database }) {
  return {
    /** Returns some of a person's greetings, the newest first, and how many there are. Removed ones are left out. */
    async listOwn(owner: Owner, { skip, limit }: { skip: number; limit: number }) {
      const where = whereOwn(owner);
      const count = await db.videoJob.count({ where });
      const rows = await db.videoJob.findMany({ where, orderBy: { id: 'desc' }, skip, take: limit });
      return { videoJobs: rows.map(toVideoJob), count };
    },

    /** Returns a person's videos that can be sent without an upload, the newest first. */
    async listSendable({ orderedBy, name = '', id, olderThan, limit }: SendableRequest): Promise<SendableVideo[]> {
      const rows = await db.$queryRaw<SendableVideo[]>`
        SELECT "id", "spec", "createdAt", "telegramFileId" FROM "VideoJob"
        WHERE "orderedBy" = ${orderedBy} AND "status" = 'COMPLETED' AND "telegramFileId" IS NOT NULL
          AND "removedAt" IS NULL AND ${conditionOf(isName(name) ? { name } : {})}
          AND ${id === undefined ? Prisma.sql`true` : Prisma.sql`"id" = ${id}`}
          AND ${olderThan === undefined ? Prisma.sql`true` : Prisma.sql`"id" < ${olderThan}`}
        ORDER BY "id" DESC LIMIT ${limit}`;
      return rows.map((row) => ({ ...row, spec: specSchema.safeParse(row.spec).data ?? null }));
    },

    /** Returns those of the keys in storage that other greetings, ordered since then, use as well. */
    async keysInUse(
      keys: readonly string[],
      { exceptId, since }: { exceptId: string; since: Date },
    ): Promise<string[]> {
      if (keys.length === 0) return [];
      const anywhere = keys.map((key) => `%${key}%`);
      const rows = await db.$queryRaw<{ text: string }[]>`
        SELECT concat_ws(' ', "spec"::text, "videoKey", "posterKey") AS "text" FROM "VideoJob"
        WHERE "createdAt" >= ${since} AND "id" <> ${exceptId} AND "removedAt" IS NULL
          AND concat_ws(' ', "spec"::text, "videoKey", "posterKey") LIKE ANY (${anywhere}::text[])`;
      return keys.filter((key) => rows.some(({ text }) => text.includes(key)));
    },

    /**
     * Removes the content of a greeting that has ended, and takes it from the person's list. The row stays, so that the
     * same request does not make it again. Removing it twice changes nothing.
     */
    async removeContent(id: string): Promise<void> {
      await db.videoJob.updateMany({
        where: { id, status: { notIn: OPEN }, removedAt: null },
        data: {
          spec: {},
          script: Prisma.DbNull,
          videoKey: null,
          posterKey: null,
          telegramFileId: null,
          removedAt: new Date(),
        },
      });
    },
  };
}

function whereOwn({ orderedBy, chatId }: Owner): Prisma.VideoJobWhereInput {
  return { orderedBy, removedAt: null, ...(chatId === undefined ? {} : { chatId }) };
}
