import { CsvError, parse } from 'csv-parse/sync';
import type { GivenRow } from '#root/api/batches/given-batch.js';
import { isTooDeep } from '#root/api/check-json.js';
import { ProblemError } from '#root/api/problem.js';

const MOST_COLUMNS = 100;

interface CsvOptions {
  /** Number of rows after which it stops reading. */
  most: number;
  /** Whether the rows have a name without a column of their own. */
  isNameGiven: boolean;
}

/** Names of columns that are fields of a greeting, by what they are in small letters. */
const fieldNames = new Map(
  [
    'to',
    'text',
    'template',
    'format',
    'voice',
    'sayAs',
    'music',
    'photos',
    'recording',
    'chatId',
    'webhookUrl',
    'metadata',
  ].map((name) => [name.toLowerCase(), name]),
);

/**
 * Returns the rows of a CSV file with a header. The header tells whether commas, semicolons or tabs divide the cells.
 * Throws ProblemError 400 (CSV_MALFORMED) or 422 (COLUMNS_TOO_MANY, COLUMN_REPEATED, COLUMN_MISSING).
 */
export function readCsv(text: string, { most, isNameGiven }: CsvOptions): GivenRow[] {
  const [header = [], ...records] = parseRecords(text, most);
  const names = header.map((name) => name.toLowerCase());
  assertHeader(names, isNameGiven);
  return records.map((cells) => rowOf(names, cells));
}

function parseRecords(text: string, most: number): string[][] {
  const options = { delimiter: delimiterOf(text), relax_column_count: true, relax_quotes: true };
  try {
    return parse(text, {
      ...options,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      to: most + 1,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ProblemError(400, 'CSV_MALFORMED', error.message, { cause: error });
  }
}

function delimiterOf(text: string): string {
  const [header = ''] = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  const countOf = (delimiter: string) => header.split(delimiter).length;
  return [',', ';', '\t'].reduce((most, each) => (countOf(each) > countOf(most) ? each : most));
}

function assertHeader(names: readonly string[], isNameGiven: boolean): void {
  if (names.length > MOST_COLUMNS) {
    throw new ProblemError(422, 'COLUMNS_TOO_MANY', `there are ${names.length} columns; ${MOST_COLUMNS} are the most`);
  }
  const repeated = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  if (repeated !== undefined) {
    throw new ProblemError(422, 'COLUMN_REPEATED', `several columns are named "${repeated}"`);
  }
  if (isNameGiven || names.includes('to')) return;
  throw new ProblemError(422, 'COLUMN_MISSING', 'the first row must name the columns, and "to" must be one of them');
}

function rowOf(names: readonly string[], cells: readonly string[]): GivenRow {
  if (cells.slice(names.length).some((cell) => cell !== '')) {
    const detail = `the row has ${cells.length} cells, the header ${names.length}`;
    return { fault: { pointer: '', code: 'CELLS_TOO_MANY', detail } };
  }
  const entries = names.map((name, at) => [name, cells[at] ?? ''] as const).filter(([name]) => name !== '');
  const values = Object.fromEntries(entries.filter(([name]) => !fieldNames.has(name)));
  return { item: { ...fieldsOf(entries), values } };
}

/** Returns the fields of a greeting that texts by name stand for: cells of a row, or parameters of a query. */
export function fieldsOf(entries: Iterable<readonly [string, string]>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const field = fieldNames.get(name.toLowerCase());
    if (value === '') continue;
    if (field === 'chatId') fields.deliver = { telegram: { chatId: value } };
    else if (field === 'photos') fields.photos = value.split(/[\s,;]+/);
    else if (field === 'metadata') fields.metadata = parseJson(value);
    else if (field !== undefined) fields[field] = value;
  }
  return fields;
}

/** Returns the value, or the text itself, which the schema of the field then refuses. */
function parseJson(text: string): unknown {
  if (isTooDeep(Buffer.from(text))) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
