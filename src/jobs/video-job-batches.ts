import { randomBytes } from 'node:crypto';
import type { Database, Statement } from '#root/db/client.js';
import type { Batch, VideoJob as Row } from '#root/db/generated/client.js';
import { keysIn } from '#root/greeting/keys-in.js';
import { columns } from '#root/jobs/columns.js';
import { newRow } from '#root/jobs/new-row.js';
import { type Allowance, assertWithin, readUsage } from '#root/jobs/usage.js';
import {
  type Metadata,
  type NewVideoJob,
  toVideoJob,
  type VideoJob,
  type VideoJobStatus,
} from '#root/jobs/video-job.js';

/** What is wrong with a row of a batch. */
export interface RejectedRow {
  /** Its number, from 1. */
  row: number;
  /** The part that is wrong. */
  field: string;
  code: string;
  detail: string;
}

export interface NewBatch
  extends Partial<
    Pick<
      Batch,
      | 'requestKey'
      | 'apiKeyId'
      | 'requestHash'
      | 'rows'
      | 'webhookUrl'
      | 'orderedBy'
      | 'botId'
      | 'chatId'
      | 'messageThreadId'
      | 'chatLanguage'
      | 'summaryMessageId'
    >
  > {
  /** What the program that ordered it has noted about it. */
  metadata?: Metadata | undefined;
  /** What is wrong with the rows that become no greeting. */
  rejected?: readonly RejectedRow[] | undefined;
  /** Its greetings, at least one. */
  greetings: readonly NewVideoJob[];
}

export interface CreatedBatch {
  batchId: string;
  /** The greetings that were stored now. */
  videoJobs: VideoJob[];
  created: boolean;
}

/** Returns the statement that inserts a batch with its greetings, unless one has the same `requestKey`. */
const insertBatch = (ofBatch: string, ofRow: string) => `
  WITH batch AS (
    INSERT INTO "Batch" (${ofBatch}) SELECT ${ofBatch} FROM jsonb_populate_record(NULL::"Batch", $1)
    ON CONFLICT ("requestKey") DO NOTHING
    RETURNING "id"
  ), given AS (
    SELECT given.* FROM batch, jsonb_populate_recordset(NULL::"VideoJob", $2) WITH ORDINALITY AS given
  ), first AS (
    INSERT INTO "VideoJob" (${ofRow}) SELECT ${ofRow} FROM given WHERE "ordinality" = 1 RETURNING ${columns}
  ), others AS (
    INSERT INTO "VideoJob" (${ofRow}, "number")
    SELECT ${ofRow}, (SELECT "number" FROM first) FROM given WHERE "ordinality" > 1 RETURNING ${columns}
  ), added AS (
    SELECT * FROM first UNION ALL SELECT * FROM others
  ), used AS (
    INSERT INTO "ArtifactUse" ("videoJobId", "key") SELECT "id", unnest($3::text[]) FROM added
  )
  SELECT * FROM added ORDER BY "id"`;

/** Stores and reads greetings that were ordered together: a part of `video-jobs.ts`. */
export function createVideoJobBatches({ db }: { db: Database }) {
  return {
    /**
     * Stores a batch and all its greetings, or nothing. They share one number, so that a long batch uses up no places of
     * others. If the `requestKey` is known, returns the id of its batch, with `created` false. Throws LimitError if
     * whoever orders would have more greetings than the allowance.
     */
    async createBatch({ greetings, ...batch }: NewBatch, allowance?: Allowance): Promise<CreatedBatch> {
      if (greetings.length === 0) throw new RangeError('a batch has at least one greeting');
      const id = randomBytes(8).toString('base64url');
      const now = new Date();
      // The summary is due at once, and from now on the end is looked for.
      const due = { summaryDueAt: batch.botId ? now : null, endDueAt: batch.apiKeyId ? now : null };
      const values = { ...batch, ...due, id, createdAt: now };
      const rows = greetings.map((greeting) => ({ ...newRow(greeting), batchId: id }));
      const statement = insertBatch(quoted(values), quoted(rows[0] as object));
      const keys = [...new Set(greetings.flatMap(({ spec }) => keysIn(spec)))];
      const insert = (run: Statement) => run<Row>(statement, [JSON.stringify(values), JSON.stringify(rows), keys]);
      const { requestKey } = batch;
      const added = await (allowance === undefined
        ? insert(db.$statement)
        : db.$inTurn(allowance.id, async (run) => {
            const known = await run('SELECT FROM "Batch" WHERE "requestKey" = $1', [requestKey ?? null]);
            if (known.length > 0) return [];
            assertWithin(allowance, await readUsage(run, allowance), greetings.length);
            return insert(run);
          }));
      if (added.length > 0) return { batchId: id, videoJobs: added.map(toVideoJob), created: true };
      const where = { requestKey: requestKey as string };
      const earlier = await db.batch.findUniqueOrThrow({ where, select: { id: true } });
      return { batchId: earlier.id, videoJobs: [], created: false };
    },

    /** Returns the ids of the greetings of a batch that have one of these statuses. */
    async idsInBatch(batchId: string, statuses: VideoJobStatus[]): Promise<string[]> {
      const where = { batchId, status: { in: statuses } };
      const rows = await db.videoJob.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
      return rows.map(({ id }) => id);
    },
  };
}

/** Returns the names of the columns that the values are for. */
function quoted(values: object): string {
  return Object.keys(values)
    .map((name) => `"${name}"`)
    .join(', ');
}
