import type { Database } from '#root/db/client.js';
import { Prisma } from '#root/db/generated/client.js';
import { specSchema } from '#root/greeting/spec.js';
import { conditionOf, isName } from '#root/jobs/row-filter.js';
import { toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

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

/** Reads the greetings of a person, for that person: a part of `video-jobs.ts`. */
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
  };
}

function whereOwn({ orderedBy, chatId }: Owner): Prisma.VideoJobWhereInput {
  return { orderedBy, removedAt: null, ...(chatId === undefined ? {} : { chatId }) };
}
