import type { Database } from '#root/db/client.js';
import { VideoJobStatus as Status } from '#root/db/generated/client.js';
import { OPEN, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

export interface PageRequest {
  status?: Status | undefined;
  /** Where it failed; where it did not, the step that started last. */
  step?: string | undefined;
  /** With which code it failed. */
  errorCode?: string | undefined;
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  /** How the ids begin. */
  idPrefix?: string | undefined;
  /** The page of older rows than this id, or of newer ones; the newest rows where neither is given. */
  olderThan?: string | undefined;
  newerThan?: string | undefined;
  limit: number;
}

/** What a list shows of a row. */
export type ListedVideoJob = Awaited<ReturnType<ReturnType<typeof createVideoJobLists>['page']>>['videoJobs'][number];

const listed = {
  id: true,
  status: true,
  run: true,
  step: true,
  failedStep: true,
  errorCode: true,
  errorMessage: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const;

/** Reading of many rows: a part of `video-jobs.ts`. */
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
     * Returns one page of rows, the newest first, and whether there are newer and older ones. Ids carry the time of their
     * making, so that one index serves order, age, search and paging: the last page costs no more than the first.
     */
    async page({ olderThan, newerThan, limit, ...filter }: PageRequest) {
      const isUpwards = newerThan !== undefined;
      const rows = await db.videoJob.findMany({
        where: {
          AND: [
            ...conditionsOf(filter),
            isUpwards ? { id: { gt: newerThan } } : olderThan === undefined ? {} : { id: { lt: olderThan } },
          ],
        },
        select: listed,
        orderBy: { id: isUpwards ? 'asc' : 'desc' },
        take: limit + 1,
      });
      const hasMore = rows.length > limit;
      const videoJobs = isUpwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
      return {
        videoJobs,
        hasNewer: isUpwards ? hasMore : olderThan !== undefined,
        hasOlder: isUpwards || hasMore,
      };
    },

    /** Returns open rows in the order of their ids, from the one after `afterId` on. */
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

function conditionsOf({
  status,
  step,
  errorCode,
  createdAfter,
  createdBefore,
  idPrefix,
}: Omit<PageRequest, 'olderThan' | 'newerThan' | 'limit'>) {
  return [
    status === undefined ? {} : { status },
    step === undefined ? {} : { OR: [{ failedStep: step }, { failedStep: null, step }] },
    // By status too, because that has an index, and those that failed are few.
    errorCode === undefined ? {} : { status: Status.FAILED, errorCode },
    createdAfter === undefined ? {} : { id: { gte: firstIdAt(createdAfter) } },
    createdBefore === undefined ? {} : { id: { lt: firstIdAt(createdBefore) } },
    // No character of an id sorts behind "f".
    idPrefix === undefined ? {} : { id: { gte: idPrefix, lt: `${idPrefix}g` } },
  ];
}

/** How ids begin that are made at that time: UUIDs of version 7 (RFC 9562, 5.7). */
function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
