import type { Database } from '#root/db/client.js';
import { Prisma, type VideoJobStatus as Status } from '#root/db/generated/client.js';
import { specSchema } from '#root/greeting/spec.js';
import { conditionOf, type RowFilter } from '#root/jobs/row-filter.js';
import { OPEN, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

export interface PageRequest extends RowFilter {
  /** Id before which the page ends, or after which it begins. Without either, the page holds the newest rows. */
  olderThan?: string | undefined;
  newerThan?: string | undefined;
  limit: number;
}

// Columns of a row that a list shows.
const listed = [
  'id',
  'status',
  'spec',
  'chatId',
  'posterKey',
  'run',
  'step',
  'failedStep',
  'errorCode',
  'errorMessage',
  'createdAt',
  'startedAt',
  'finishedAt',
  'forgottenAt',
] as const satisfies (keyof VideoJob)[];

/** Columns of a row that a list shows. */
export type ListedVideoJob = Pick<VideoJob, (typeof listed)[number]>;

const listedColumns = Prisma.raw(listed.map((name) => `"${name}"`).join(', '));

/** Reads many rows: a part of `video-jobs.ts`. */
export function createVideoJobLists({ db }: { db: Database }) {
  return {
    /** Returns the newest rows first. */
    async list({ status, limit }: { status?: Status | undefined; limit: number }): Promise<VideoJob[]> {
      const rows = await db.videoJob.findMany({
        ...(status === undefined ? {} : { where: { status } }),
        orderBy: { createdAt: 'desc' },
        take: limit,
      });
      return rows.map(toVideoJob);
    },

    /**
     * Returns one page of rows, the newest first, and whether newer and older rows exist. Ids begin with their creation
     * time, so one index serves order, age, search and paging. The last page costs no more than the first.
     */
    async page({ olderThan, newerThan, limit, ...filter }: PageRequest) {
      const isUpwards = newerThan !== undefined;
      const position = isUpwards
        ? Prisma.sql`"id" > ${newerThan}`
        : olderThan === undefined
          ? Prisma.sql`true`
          : Prisma.sql`"id" < ${olderThan}`;
      const rows = await db.$queryRaw<ListedVideoJob[]>`
        SELECT ${listedColumns} FROM "VideoJob" WHERE ${conditionOf(filter)} AND ${position}
        ORDER BY "id" ${Prisma.raw(isUpwards ? 'ASC' : 'DESC')} LIMIT ${limit + 1}`;
      const hasMore = rows.length > limit;
      const shown = isUpwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
      const videoJobs = shown.map(({ spec, ...row }) => ({ ...row, spec: specSchema.safeParse(spec).data ?? null }));
      return {
        videoJobs,
        hasNewer: isUpwards ? hasMore : olderThan !== undefined,
        hasOlder: isUpwards || hasMore,
      };
    },

    /** Returns the number of rows that meet the conditions, or the limit if there are more. */
    async countMatching(filter: RowFilter, { limit }: { limit: number }): Promise<number> {
      const [row] = await db.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS "count"
        FROM (SELECT FROM "VideoJob" WHERE ${conditionOf(filter)} LIMIT ${limit}) AS "matching"`;
      return row?.count ?? 0;
    },

    /** Returns the ids of the rows that meet the conditions and follow `afterId`, in their order. */
    async idsMatching(filter: RowFilter, { afterId, limit }: { afterId: string; limit: number }): Promise<string[]> {
      const rows = await db.$queryRaw<{ id: string }[]>`
        SELECT "id" FROM "VideoJob" WHERE ${conditionOf(filter)} AND "id" > ${afterId}
        ORDER BY "id" LIMIT ${limit}`;
      return rows.map(({ id }) => id);
    },

    /** Returns the open rows that follow `afterId`, in the order of their ids. */
    async listOpen({ afterId, limit }: { afterId: string; limit: number }): Promise<VideoJob[]> {
      const rows = await db.videoJob.findMany({
        where: { id: { gt: afterId }, status: { in: OPEN } },
        orderBy: { id: 'asc' },
        take: limit,
      });
      return rows.map(toVideoJob);
    },
  };
}
