import type { Database, Statement } from '#root/db/client.js';
import type { Prisma, VideoJob as Row } from '#root/db/generated/client.js';
import { VideoJobStatus as Status } from '#root/db/generated/client.js';
import { keysIn } from '#root/greeting/keys-in.js';
import { createApiGreetings } from '#root/jobs/api-greetings.js';
import { columns } from '#root/jobs/columns.js';
import { newRow } from '#root/jobs/new-row.js';
import { createNextRuns } from '#root/jobs/next-runs.js';
import { createOwnGreetings } from '#root/jobs/own-greetings.js';
import { type Allowance, assertWithin, readUsage, type Usage } from '#root/jobs/usage.js';
import { type NewVideoJob, OPEN, toVideoJob, type VideoJob } from '#root/jobs/video-job.js';
import { createVideoJobBatches } from '#root/jobs/video-job-batches.js';
import { createVideoJobEnds } from '#root/jobs/video-job-ends.js';
import { createVideoJobLists } from '#root/jobs/video-job-lists.js';
import { createVideoJobOverview } from '#root/jobs/video-job-overview.js';
import { createVideoJobRuns } from '#root/jobs/video-job-runs.js';

export type VideoJobs = ReturnType<typeof createVideoJobs>;

const FIND = `SELECT ${columns} FROM "VideoJob" WHERE "id" = $1`;
const FIND_BY_REQUEST = `SELECT ${columns} FROM "VideoJob" WHERE "requestKey" = $1`;

/**
 * Reads and writes VideoJob rows. No other code does, apart from the parts that it joins. A row that has ended
 * changes only by a new run, except for the id of the message that reports the failure, for its chat if a group becomes a
 * supergroup, and for its content if the person deletes it. Every method throws UnavailableError if the database cannot be reached.
 */
export function createVideoJobs({ db }: { db: Database }) {
  async function findNewest(where: Prisma.VideoJobWhereInput): Promise<VideoJob | undefined> {
    const row = await db.videoJob.findFirst({ where, orderBy: { createdAt: 'desc' } });
    return row === null ? undefined : toVideoJob(row);
  }

  /** Counts and inserts with nothing of the same owner in between. */
  function insertWithin(
    allowance: Allowance,
    requestKey: string | null,
    insert: (run: Statement) => Promise<Row[]>,
  ): Promise<Row[]> {
    return db.$inTurn(allowance.id, async (run) => {
      const usage = await readUsage(run, allowance);
      try {
        assertWithin(allowance, usage);
      } catch (error) {
        // One that is known already is no greeting more.
        if ((await run('SELECT FROM "VideoJob" WHERE "requestKey" = $1', [requestKey])).length > 0) return [];
        throw error;
      }
      return insert(run);
    });
  }

  return {
    ...createVideoJobLists({ db }),
    ...createVideoJobRuns({ db }),
    ...createVideoJobEnds({ db }),
    ...createNextRuns({ db }),
    ...createVideoJobOverview({ db }),
    ...createOwnGreetings({ db }),
    ...createVideoJobBatches({ db }),
    ...createApiGreetings({ db }),

    /**
     * Stores a greeting. If the `requestKey` is known, returns its row, with `created` false. Throws LimitError if
     * whoever orders would have more greetings than the allowance.
     */
    async create(request: NewVideoJob, allowance?: Allowance): Promise<{ videoJob: VideoJob; created: boolean }> {
      const row = newRow(request);
      const { spec, script, metadata } = row;
      const json = {
        spec: JSON.stringify(spec),
        script: JSON.stringify(script),
        metadata: metadata && JSON.stringify(metadata),
      };
      const values = { ...row, ...json };
      const insert = (run: Statement) =>
        run<Row>(insertNew(Object.keys(values)), [...Object.values(values), keysIn(row.spec)]);
      const [created] =
        allowance === undefined
          ? await insert(db.$statement)
          : await insertWithin(allowance, values.requestKey, insert);
      if (created !== undefined) return { videoJob: toVideoJob(created), created: true };
      const earlier = await db.videoJob.findUniqueOrThrow({ where: { requestKey: values.requestKey as string } });
      return { videoJob: toVideoJob(earlier), created: false };
    },

    /** Returns how many greetings a person, or a key of the HTTP API, has ordered. */
    usageOf: (owner: Pick<Allowance, 'owner' | 'id'>): Promise<Usage> => readUsage(db.$statement, owner),

    /** Throws DatabaseUnavailableError if the database does not allow to add and change rows. Changes nothing. */
    async assertWritable(): Promise<void> {
      await db.$statement(
        `WITH added AS (INSERT INTO "VideoJob" SELECT * FROM "VideoJob" WHERE false)
         UPDATE "VideoJob" SET "step" = "step" WHERE false`,
        [],
      );
    },

    /** Returns the row, or undefined if the id is unknown. */
    async find(id: string): Promise<VideoJob | undefined> {
      const [row] = await db.$statement<Row>(FIND, [id]);
      return row === undefined ? undefined : toVideoJob(row);
    },

    /** Returns the greeting of a request, or undefined. */
    async findByRequest(requestKey: string): Promise<VideoJob | undefined> {
      const [row] = await db.$statement<Row>(FIND_BY_REQUEST, [requestKey]);
      return row === undefined ? undefined : toVideoJob(row);
    },

    /** Returns the number of open rows that have not changed since then. */
    async countStuck(since: Date): Promise<number> {
      return db.videoJob.count({ where: { status: { in: OPEN }, updatedAt: { lt: since } } });
    },

    /** Returns the newest open greeting of a chat, by this user if one is given, or undefined. */
    async findOpenInChat(chatId: string, orderedBy?: string): Promise<VideoJob | undefined> {
      return findNewest({ chatId, status: { in: OPEN }, ...(orderedBy === undefined ? {} : { orderedBy }) });
    },

    /** Returns the newest greeting of a chat that was cancelled since then, or undefined. */
    findCancelledInChat: (chatId: string, since: Date) =>
      findNewest({ chatId, status: Status.CANCELLED, finishedAt: { gte: since } }),

    /** Returns the newest greeting of a chat that this user ordered, or undefined. */
    findNewestInChat: (chatId: string, orderedBy: string) => findNewest({ chatId, orderedBy }),

    /** Returns the newest greeting of a user in a chat that has failed, or is made once more by now, or undefined. */
    findFailedInChat: (chatId: string, orderedBy: string) =>
      findNewest({
        chatId,
        orderedBy,
        OR: [{ status: Status.FAILED }, { status: { in: OPEN }, run: { gt: 1 } }],
      }),

    /** Returns the greeting that a message of the bot is about, or undefined. */
    findByMessage: (chatId: string, messageId: number) =>
      findNewest({ chatId, OR: [{ messageId }, { progressMessageId: messageId }] }),

    /**
     * Gives the greetings of a group the id of the supergroup that it became. The ids of its messages do not hold there,
     * so they are forgotten.
     */
    async moveChat(chatId: string, newChatId: string): Promise<void> {
      const messages = { orderMessageId: null, messageId: null, videoNoteId: null, progressMessageId: null };
      const data = { chatId: newChatId, ...messages };
      await db.videoJob.updateMany({ where: { chatId }, data });
    },

    /** Returns the number of the newest greeting, 0 if there is none. */
    async newestNumber(): Promise<number> {
      const { _max } = await db.videoJob.aggregate({ _max: { number: true } });
      return _max.number ?? 0;
    },
  };
}

/**
 * Returns the statement that inserts a row with these columns, unless one has the same `requestKey`. The last parameter is
 * the list of the artifacts that the greeting begins with.
 */
function insertNew(names: string[]): string {
  return `
    WITH created AS (
      INSERT INTO "VideoJob" (${names.map((name) => `"${name}"`).join(', ')})
      VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})
      ON CONFLICT ("requestKey") DO NOTHING
      RETURNING ${columns}
    ), used AS (
      INSERT INTO "ArtifactUse" ("videoJobId", "key")
      SELECT DISTINCT "id", unnest($${names.length + 1}::text[]) FROM created
    )
    SELECT * FROM created`;
}
