import type { HonoRequest } from 'hono';
import type { GivenBatch } from '#root/api/batches/given-batch.js';
import { fieldsOf, readCsv } from '#root/api/batches/read-csv.js';
import { batchQuerySchema, defaultsSchema, givenBatchSchema } from '#root/api/batches/schemas.js';
import { assertStorable, invalid, ProblemError } from '#root/api/problem.js';
import { decodeText } from '#root/greeting/decode-text.js';

// Parameters that are no field of the greetings.
const OPTIONS = new Set(['dryRun']);

/**
 * Reads a batch from a request: JSON, or CSV whose fields in common are parameters of the query. Throws ProblemError 400,
 * 415 or 422.
 * @param most number of rows
 */
export async function readBatch(request: HonoRequest, most: number): Promise<GivenBatch> {
  const header = (request.header('content-type') ?? '').toLowerCase();
  const [type = ''] = header.split(';', 1);
  if (type.trim() === 'text/csv') {
    const text = textOf(new Uint8Array(await request.arrayBuffer()), header);
    return checked(readCsvBatch(text, request.query(), most), most);
  }
  if (type.trim() === 'application/json') {
    const { error } = batchQuerySchema.safeParse(request.query());
    if (error !== undefined) throw invalid(error.issues, 'query');
    return checked(await readJsonBatch(request), most);
  }
  throw new ProblemError(415, 'UNSUPPORTED_TYPE_OF_CONTENT', 'send application/json or text/csv');
}

/** Checks a batch that is given as JSON. Throws ProblemError 422. */
function batchOf(given: unknown): GivenBatch {
  const { success, data, error } = givenBatchSchema.safeParse(given);
  if (!success) throw invalid(error.issues, 'json');
  const { items, ...batch } = data;
  // Each item is checked by itself.
  assertStorable(batch, 'json');
  return { ...batch, rows: items.map((item) => ({ item })) };
}

async function readJsonBatch(request: HonoRequest): Promise<GivenBatch> {
  let given: unknown;
  try {
    given = await request.json();
  } catch (error) {
    throw new ProblemError(400, 'BODY_MALFORMED', 'the body is no JSON', { cause: error });
  }
  return batchOf(given);
}

/** Programs name UTF-8 whatever they send, so only another encoding counts. Throws ProblemError 415. */
function textOf(bytes: Uint8Array, type: string): string {
  const [, charset] = /;\s*charset="?([^\s";]+)/.exec(type) ?? [];
  try {
    const { encoding } = new TextDecoder(charset);
    return decodeText(bytes, encoding === 'utf-8' ? undefined : encoding);
  } catch (error) {
    throw new ProblemError(415, 'UNSUPPORTED_TYPE_OF_CONTENT', 'this charset is unknown; send UTF-8', { cause: error });
  }
}

function readCsvBatch(text: string, query: Record<string, string>, most: number): GivenBatch {
  const parameters = Object.entries(query).filter(([name]) => !OPTIONS.has(name));
  const { success, data, error } = defaultsSchema.safeParse({
    ...Object.fromEntries(unknownOf(parameters)),
    ...fieldsOf(parameters),
  });
  if (!success) throw invalid(error.issues, 'query');
  assertStorable(data, 'query');
  const { webhookUrl, metadata, ...defaults } = data;
  return {
    defaults,
    webhookUrl,
    metadata,
    rows: readCsv(text, { most: most + 1, isNameGiven: defaults.to !== undefined }),
  };
}

/** Returns the parameters that are no field of a greeting, which the schema then refuses by name. */
function unknownOf(parameters: [string, string][]): [string, string][] {
  return parameters.filter(([name, value]) => value !== '' && Object.keys(fieldsOf([[name, value]])).length === 0);
}

function checked(batch: GivenBatch, most: number): GivenBatch {
  if (batch.rows.length === 0) throw new ProblemError(422, 'BATCH_EMPTY', 'there is no row below the header');
  if (batch.rows.length <= most) return batch;
  throw new ProblemError(422, 'BATCH_TOO_LARGE', `a batch has ${most} rows at most; send the others as another batch`);
}
