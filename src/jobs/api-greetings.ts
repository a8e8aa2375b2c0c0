import type { Database } from '#root/db/client.js';
import type { VideoJob as Row } from '#root/db/generated/client.js';
import { columns } from '#root/jobs/columns.js';
import { toVideoJob, type VideoJob, type VideoJobStatus } from '#root/jobs/video-job.js';

export interface ApiPageRequest {
  status?: VideoJobStatus | undefined;
  batchId?: string | undefined;
  /** Id of the greeting after which the page begins. */
  olderThan?: string | undefined;
  limit: number;
}

const FIND = `SELECT ${columns} FROM "VideoJob" WHERE "id" = $1 AND "apiKeyId" = $2 AND "removedAt" IS NULL`;

const SPEECH_KEYS = `
  SELECT "key" FROM "ArtifactUse" WHERE "videoJobId" = $1 AND "key" LIKE 'speech/%.json' ORDER BY "at" DESC, "key"`;

const STATES = `
  SELECT "id", "status", "run", "step" FROM "VideoJob" WHERE "id" = ANY($1) AND "removedAt" IS NULL`;

/** How far a greeting is, by its row. */
export type GreetingState = Pick<VideoJob, 'id' | 'status' | 'run' | 'step'>;

/** Reads the greetings that a key of the HTTP API has ordered, without deleted ones: a part of `video-jobs.ts`. */
export function createApiGreetings({ db }: { db: Database }) {
  return {
    /** Returns the row, or undefined if the key has no such greeting. */
    async findOfKey(apiKeyId: string, id: string): Promise<VideoJob | undefined> {
      const [row] = await db.$statement<Row>(FIND, [id, apiKeyId]);
      return row === undefined ? undefined : toVideoJob(row);
    },

    /** Returns how far greetings are, without deleted ones, whatever key has ordered them. */
    statesOf: (ids: string[]): Promise<GreetingState[]> => db.$statement<GreetingState>(STATES, [ids]),

    /** Returns the keys of a greeting's spoken lines, for `loadSpeech`, of all its runs, the latest first. */
    async speechKeysOf(id: string): Promise<string[]> {
      return (await db.$statement<{ key: string }>(SPEECH_KEYS, [id])).map(({ key }) => key);
    },

    /** Returns one page of rows, the newest first, and whether older ones follow. */
    async pageOfKey(apiKeyId: string, { status, batchId, olderThan, limit }: ApiPageRequest) {
      const rows = await db.videoJob.findMany({
        where: {
          apiKeyId,
          removedAt: null,
          ...(status === undefined ? {} : { status }),
          ...(batchId === undefined ? {} : { batchId }),
          ...(olderThan === undefined ? {} : { id: { lt: olderThan } }),
        },
        orderBy: { id: 'desc' },
        take: limit + 1,
      });
      return { videoJobs: rows.slice(0, limit).map(toVideoJob), hasOlder: rows.length > limit };
    },
  };
}
