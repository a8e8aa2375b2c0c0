import type { Database } from '#root/db/client.js';
import { VideoJobStatus as Status } from '#root/db/generated/client.js';
import { specSchema } from '#root/greeting/spec.js';
import { OPEN, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';

export interface PageRequest {
  status?: Status | undefined;
  /** Step that failed, or the step that started last if none failed. */
  step?: string | undefined;
  errorCode?: string | undefined;
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  /** First characters of the ids. */
  idPrefix?: string | undefined;
  /** Telegram's chat id, or @channelname. */
  chatId?: string | undefined;
  /** Id before which the page ends, or after which it begins. Without either, the page holds the newest rows. */
  olderThan?: string | undefined;
  newerThan?: string | undefined;
  limit: number;
}

/** Columns of a row that a list shows. */
export type ListedVideoJob = Awaited<ReturnType<ReturnType<typeof createVideoJobLists>['page']>>['videoJobs'][number];

const listed = {
  id: true,
  status: true,
  spec: true,
  chatId: true,
  posterKey: true,
  run: true,
  step: true,
  failedStep: true,
  errorCode: true,
  errorMessage: true,
  createdAt: true,
  startedAt: true,
  finishedAt: true,
} as const;

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
      const shown = isUpwards ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
      const videoJobs = shown.map(({ spec, ...row }) => ({ ...row, spec: specSchema.safeParse(spec).data ?? null }));
      return {
        videoJobs,
        hasNewer: isUpwards ? hasMore : olderThan !== undefined,
        hasOlder: isUpwards || hasMore,
      };
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

function conditionsOf({
  status,
  step,
  errorCode,
  createdAfter,
  createdBefore,
  idPrefix,
  chatId,
}: Omit<PageRequest, 'olderThan' | 'newerThan' | 'limit'>) {
  return [
    status === undefined ? {} : { status },
    step === undefined ? {} : { OR: [{ failedStep: step }, { failedStep: null, step }] },
    // The status has an index, and few rows are FAILED.
    errorCode === undefined ? {} : { status: Status.FAILED, errorCode },
    createdAfter === undefined ? {} : { id: { gte: firstIdAt(createdAfter) } },
    createdBefore === undefined ? {} : { id: { lt: firstIdAt(createdBefore) } },
    // "f" is the last character that an id may hold.
    idPrefix === undefined ? {} : { id: { gte: idPrefix, lt: `${idPrefix}g` } },
    chatId === undefined ? {} : { chatId },
  ];
}

/** Returns the first characters of ids created at that time: UUIDs of version 7 (RFC 9562, 5.7). */
function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
