import { setImmediate } from 'node:timers/promises';
import type { ApiDeps } from '#root/api/api-deps.js';
import { type Columns, fillPlaceholders, formsOf } from '#root/api/batches/fill-placeholders.js';
import type { GivenBatch, GivenRow } from '#root/api/batches/given-batch.js';
import { itemSchema } from '#root/api/batches/schemas.js';
import type { OrderBody } from '#root/api/greetings/schemas.js';
import {
  allowanceOf,
  assertSame,
  createOrderTaker,
  type FindUploads,
  hashOf,
  requestKeyOf,
} from '#root/api/greetings/take-order.js';
import { assertStorable, invalid, ProblemError, problemOf } from '#root/api/problem.js';
import { checkName } from '#root/greeting/check-words.js';
import type { ApiBatch } from '#root/jobs/api-batches.js';
import type { ApiKey } from '#root/jobs/api-keys.js';
import type { RejectedRow } from '#root/jobs/video-job-batches.js';

type TakeBatchDeps = Pick<ApiDeps, 'checkOrder' | 'takeIn' | 'submitter' | 'videoJobs' | 'batches' | 'config'>;

export interface AskedBatch {
  apiKey: ApiKey;
  batch: GivenBatch;
  /** Value of Idempotency-Key. */
  idempotencyKey?: string | undefined;
}

/** A row whose placeholders are filled in. */
interface FilledRow {
  body: OrderBody;
  columns: Columns;
}

interface Sorted<T> {
  accepted: { row: number; value: T }[];
  rejected: RejectedRow[];
}

// Lets other requests be answered meanwhile: a row takes a millisecond or two.
const AT_ONCE = 10;
// What the answer says about one row.
const MOST_FAULTS = 10;
const MOST_CHARACTERS = 300;

/** Creates the functions that take batches: they check each row, and submit those that pass together. */
export function createBatchTaker(deps: TakeBatchDeps, findUploads: FindUploads) {
  const { submitter, batches } = deps;

  /** Calls `use` with each row that can be filled in, and returns what it comes to. */
  async function sortRows<T>(
    { apiKey, batch }: AskedBatch,
    use: (orders: ReturnType<typeof createOrderTaker>, row: FilledRow, number: number) => Promise<T>,
  ): Promise<Sorted<T>> {
    const orders = createOrderTaker(deps, once(findUploads, apiKey));
    const sorted: Sorted<T> = { accepted: [], rejected: [] };
    for (const [index, given] of batch.rows.entries()) {
      const row = index + 1;
      try {
        sorted.accepted.push({ row, value: await use(orders, fill(given, batch.defaults), row) });
      } catch (error) {
        sorted.rejected.push(...rejectionsOf(error, row));
      }
      if (row % AT_ONCE === 0) await setImmediate();
    }
    return sorted;
  }

  async function findEarlier(apiKey: ApiKey, id: string, hash: string): Promise<ApiBatch> {
    const earlier = await batches.findOfKey(apiKey.id, id);
    if (earlier === undefined) throw new RangeError('the batch of a key is gone');
    assertSame(earlier.requestHash, hash);
    return earlier;
  }

  return {
    /** Returns what each row would become, and what is wrong with the others. Stores nothing. */
    async preview(asked: AskedBatch) {
      const { accepted, rejected } = await sortRows(asked, async (orders, { body, columns }) => {
        const { content } = await orders.check({ apiKey: asked.apiKey, body });
        const { to, text, template, format, voice, language } = content;
        return { to, text, template, format, voice, language, forms: formsOf(to, columns) };
      });
      const rows = accepted.map(({ row, value }) => ({ row, ...value }));
      return { total: asked.batch.rows.length, accepted: rows.length, rejected, rows };
    },

    /**
     * Stores the rows that pass and starts their greetings, behind others. The same request again returns the first batch,
     * with `created` false. Throws ProblemError 422 if its key was another request's, or if no row passes.
     */
    async take(asked: AskedBatch): Promise<{ batch: ApiBatch; created: boolean }> {
      const { apiKey, batch, idempotencyKey } = asked;
      const requestKey = requestKeyOf(apiKey, idempotencyKey);
      const requestHash = hashOf(batch);
      const known = requestKey === undefined ? undefined : await batches.findByRequest(requestKey);
      if (known !== undefined) return { batch: await findEarlier(apiKey, known.id, requestHash), created: false };

      const { accepted, rejected } = await sortRows(asked, async (orders, { body }, batchRow) => {
        const webhookUrl = body.webhookUrl ?? batch.webhookUrl;
        return { ...(await orders.prepare({ apiKey, body: { ...body, webhookUrl } })), batchRow };
      });
      if (accepted.length === 0) throw noneAccepted(rejected);
      const { webhookUrl = null, metadata } = batch;
      const rows = batch.rows.length;
      const own = { apiKeyId: apiKey.id, requestKey: requestKey ?? null, requestHash, webhookUrl, metadata };
      const greetings = accepted.map(({ value }) => value);
      const request = { ...own, rows, rejected, endDueAt: new Date(), greetings };
      const { batchId, created } = await submitter.submitMany(request, allowanceOf(apiKey));
      return { batch: await findEarlier(apiKey, batchId, requestHash), created };
    },
  };
}

/** Looks for the same uploads once. */
function once(findUploads: FindUploads, apiKey: ApiKey): FindUploads {
  const found = new Map<string, ReturnType<FindUploads>>();
  return (_, ids) => {
    const key = JSON.stringify(ids);
    const known = found.get(key) ?? findUploads(apiKey, ids);
    found.set(key, known);
    return known;
  };
}

/** Throws ProblemError 422 or InputError. */
function fill(given: GivenRow, defaults: GivenBatch['defaults']): FilledRow {
  if ('fault' in given) throw new ProblemError(422, given.fault.code, given.fault.detail, { errors: [given.fault] });
  const { success, data, error } = itemSchema.safeParse(given.item);
  if (!success) throw invalid(error.issues, 'json');
  assertStorable(data, 'json');
  const { values = {}, ...item } = data;
  const columns = new Map(Object.entries(values).map(([name, value]) => [name.trim().toLowerCase(), value.trim()]));
  const body = { ...defaults, ...item };
  const to = checkName(fillPlaceholders('to', body.to ?? '', columns));
  const filled = (field: 'text' | 'sayAs') => {
    const words = body[field];
    return words === undefined ? {} : { [field]: fillPlaceholders(field, words, columns, to) };
  };
  return { body: { ...body, to, ...filled('text'), ...filled('sayAs') }, columns };
}

/** Returns what is wrong with a row. Throws the error if it is not the row's. */
function rejectionsOf(error: unknown, row: number): RejectedRow[] {
  const { status, errors } = problemOf(error);
  if (status !== 422 || errors === undefined) throw error;
  return errors.slice(0, MOST_FAULTS).map(({ pointer, code, detail }) => {
    return { row, field: storable(pointer.slice(1)), code, detail: storable(detail) };
  });
}

/** A message may quote the request, and the database refuses some characters. */
function storable(text: string): string {
  return text.slice(0, MOST_CHARACTERS).replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}

function noneAccepted(rejected: readonly RejectedRow[]): ProblemError {
  const errors = rejected.map(({ row, field, code, detail }) => {
    return { pointer: `/items/${row - 1}${field && `/${field}`}`, code, detail };
  });
  return new ProblemError(422, 'BATCH_REJECTED', 'no row can become a greeting', { errors });
}
