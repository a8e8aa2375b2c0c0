import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { spec } from '../fixtures/spec.js';
import { shownIds, startTestBoard, type TestBoard } from '../helpers/board.js';

const ROWS = 100_000;
const SHOWN = 50;
const DAY_MS = 24 * 3_600_000;

interface Row {
  id: string;
  status: string;
  step: string | null;
  failedStep: string | null;
  errorCode: string | null;
  name: string;
  createdAt: Date;
}

/** Part of a query plan, as EXPLAIN returns it. */
interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

// One greeting a minute, with a gap of 15 minutes a day ago, so that none becomes a day old during the tests. The rare
// greetings are the oldest: a scan from the newest on would find them last.
const fill = `
  INSERT INTO "VideoJob" ("id", "createdAt", "updatedAt", "status", "step", "failedStep", "errorCode", "spec")
  SELECT substr(ms, 1, 8) || '-' || substr(ms, 9) || '-7' || substr(random, 1, 3) || '-8' || substr(random, 4, 3) || '-' || substr(random, 7, 12),
    at, at, status::"VideoJobStatus", step,
    CASE status WHEN 'FAILED' THEN step END,
    CASE status WHEN 'FAILED' THEN CASE WHEN "isRare" THEN 'RARE' ELSE 'FFMPEG_FAILED' END END,
    jsonb_set($1::jsonb, '{to}', to_jsonb(CASE WHEN "isRare" THEN 'Глафира' WHEN n % 25 = 0 THEN 'Анна' ELSE 'Имя' || n END))
  FROM generate_series(1, ${ROWS}) AS n
  CROSS JOIN LATERAL (SELECT
    n > ${ROWS - 200} AS "isRare",
    md5(n::text) AS random,
    date_trunc('milliseconds', now() - make_interval(mins => n + CASE WHEN n > 1430 THEN 15 ELSE 0 END)) AS at,
    CASE WHEN n % 20 = 0 THEN 'FAILED' WHEN n % 100 = 1 THEN 'CANCELLED' WHEN n % 1000 = 2 THEN 'PROCESSING' ELSE 'COMPLETED' END AS status
  ) AS made
  CROSS JOIN LATERAL (SELECT
    CASE WHEN "isRare" THEN 'tts' WHEN status = 'COMPLETED' THEN 'deliver' ELSE 'montage' END AS step,
    lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') AS ms
  ) AS more`;

let board: TestBoard;
let client: Client;
/** All rows, newest first. */
let rows: Row[];

beforeAll(async () => {
  board = await startTestBoard();
  client = new Client({ connectionString: board.container.config.databaseUrl });
  await client.connect();
  await client.query(fill, [spec]);
  await client.query('ANALYZE "VideoJob"');
  ({ rows } = await client.query<Row>(
    `SELECT "id", "status", "step", "failedStep", "errorCode", "spec"->>'to' AS name, "createdAt"
     FROM "VideoJob" ORDER BY "createdAt" DESC`,
  ));
});

afterAll(async () => {
  await client.end();
  await board.close();
});

async function get(path: string): Promise<string> {
  const answer = await fetch(board.url + path);
  expect(answer.status).toBe(200);
  return await answer.text();
}

/** Returns the median response time of a page over five requests, in milliseconds. */
async function medianMsOf(path: string): Promise<number> {
  const times: number[] = [];
  while (times.length < 5) {
    const startedAt = performance.now();
    await get(path);
    times.push(performance.now() - startedAt);
  }
  return times.sort((a, b) => a - b)[2] ?? 0;
}

/** Returns the plan of each query that a page sends for greetings. The queries are recorded, not changed. */
async function plansOf(path: string): Promise<Plan[]> {
  const query = vi.spyOn(Client.prototype, 'query');
  await get(path);
  const sent = query.mock.calls.map(([config]) => config as unknown as { text: string; values: unknown[] });
  query.mockRestore();
  const queries = sent.filter(({ text }) => text.includes('"VideoJob"'));
  const plans: Plan[] = [];
  for (const { text, values } of queries) {
    const explained = await client.query({ text: `EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values });
    plans.push(explained.rows[0]['QUERY PLAN'][0].Plan);
  }
  return plans;
}

function partsOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(partsOf)];
}

/** Returns the number of rows that a plan reads, including those that it filters out. */
function rowsRead(plan: Plan): number {
  return partsOf(plan)
    .filter((part) => part['Relation Name'] === 'VideoJob')
    .reduce(
      (sum, part) => sum + (part['Actual Rows'] + (part['Rows Removed by Filter'] ?? 0)) * part['Actual Loops'],
      0,
    );
}

/** Returns the query of a search for a name. */
async function byName(name: string): Promise<string> {
  const headers = { origin: board.url };
  const body = new URLSearchParams({ q: name });
  const url = `${board.url}/greetings/search`;
  const { headers: answered } = await fetch(url, { method: 'POST', redirect: 'manual', headers, body });
  return (answered.get('location') ?? '').replace('/greetings?', '');
}

const idAt = (index: number) => rows.at(index)?.id ?? '';
const stepOf = ({ failedStep, step }: Row) => failedStep ?? step;
const ageMs = ({ createdAt }: Row) => Date.now() - createdAt.getTime();

describe.each<[string, () => string | Promise<string>, (row: Row) => boolean]>([
  ['the first page', () => '', () => true],
  ['the last page', () => `older=${idAt(-SHOWN - 1)}`, ({ id }) => id < idAt(-SHOWN - 1)],
  ['the last page but one', () => `newer=${idAt(-SHOWN)}`, ({ id }) => id > idAt(-SHOWN) && id <= idAt(-2 * SHOWN)],
  ['a common status', () => 'status=COMPLETED', ({ status }) => status === 'COMPLETED'],
  ['a rare status', () => 'status=PROCESSING', ({ status }) => status === 'PROCESSING'],
  ['a status without greetings', () => 'status=QUEUED', () => false],
  [
    'the last page of a status',
    () => `status=FAILED&older=${idAt(-80)}`,
    (row) => row.status === 'FAILED' && row.id < idAt(-80),
  ],
  ['a common step', () => 'step=deliver', (row) => stepOf(row) === 'deliver'],
  ['a less common step', () => 'step=montage', (row) => stepOf(row) === 'montage'],
  ['a step of old greetings', () => 'step=tts', (row) => stepOf(row) === 'tts'],
  ['a step without greetings', () => 'step=greeting', () => false],
  ['a common error code', () => 'error=FFMPEG_FAILED', (row) => row.errorCode === 'FFMPEG_FAILED'],
  ['an error code of old greetings', () => 'error=RARE', ({ errorCode }) => errorCode === 'RARE'],
  ['an error code without greetings', () => 'error=NONE', () => false],
  ['greetings of the last day', () => 'age=24h', (row) => ageMs(row) < DAY_MS],
  ['greetings older than a day', () => 'age=over-24h', (row) => ageMs(row) > DAY_MS],
  ['a step and an age', () => 'step=tts&age=over-24h', (row) => stepOf(row) === 'tts' && ageMs(row) > DAY_MS],
  ['the beginning of ids', () => `q=${idAt(70_000).slice(0, 8)}`, ({ id }) => id.startsWith(idAt(70_000).slice(0, 8))],
  ['a name of old greetings', () => byName('глафира'), ({ name }) => name === 'Глафира'],
  ['a common name', () => byName('анна'), ({ name }) => name === 'Анна'],
  ['a name and a step', async () => `step=tts&${await byName('глаф')}`, (row) => stepOf(row) === 'tts'],
  ['a name without greetings', () => byName('Никто'), () => false],
  ['one id', () => `q=${idAt(99_000)}`, ({ id }) => id === idAt(99_000)],
])('among 100,000 greetings, %s', (_name, query, fits) => {
  test('lists the right greetings', async () => {
    const expected = rows.filter(fits).slice(0, SHOWN);
    expect(shownIds(await get(`/greetings?${await query()}`))).toEqual(expected.map(({ id }) => id));
  });

  test('uses indexes and reads few rows', async () => {
    const plans = await plansOf(`/greetings?${await query()}`);
    expect(plans.length).toBeGreaterThan(1);
    expect(plans.flatMap(partsOf).map((part) => part['Node Type'])).not.toContain('Seq Scan');
    for (const plan of plans) expect(rowsRead(plan)).toBeLessThan(ROWS / 10);
  });

  test('does not take much longer than the first page', async () => {
    expect(await medianMsOf(`/greetings?${await query()}`)).toBeLessThan(20 * (await medianMsOf('/greetings')));
  });
});

test('the last page has no link to older greetings', async () => {
  const page = await get(`/greetings?older=${idAt(-SHOWN - 1)}`);
  expect([page.includes('rel="prev"'), page.includes('rel="next"')]).toEqual([true, false]);
});

test('the overview of 100,000 greetings counts them', async () => {
  const page = await get('/greetings');
  const oldest = rows.findLast(({ status }) => status === 'PROCESSING')?.id;
  const open = rows.filter(({ status }) => status === 'PROCESSING').length;
  expect(page).toContain(`<dd>${open} <a class="oldest" href="/greetings/${oldest}">`);
  const failed = rows.filter((row) => row.errorCode === 'FFMPEG_FAILED' && ageMs(row) < DAY_MS).length;
  expect(page).toContain(`<code>FFMPEG_FAILED</code></a> ${failed}</li>`);
});
