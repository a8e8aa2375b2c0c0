import { Queue } from 'bullmq';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { producerConnection } from '#root/redis/connection.js';
import { startTestApi, type TestApi } from '../helpers/api.js';

let api: TestApi;
let database: Client;

beforeAll(async () => {
  api = await startTestApi({ API_BATCH_MAX: '20' });
  database = new Client({ connectionString: api.container.config.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await api.close();
});

const text = 'С днём рождения, {{to}}! Мы рады {{to:dative}} в городе {{city}}.';
const item = (to: string, city = 'Омск') => ({ to, values: { city } });
const batch = { defaults: { text, format: 'square' }, items: [item('Анна'), item(''), item('Пётр'), { to: 'Юля' }] };

/** Sends a file as CSV. */
async function postCsv(content: string | Uint8Array<ArrayBuffer>, query = '') {
  const response = await fetch(`${api.url}/v1/batches${query}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${api.token}`, 'Content-Type': 'text/csv' },
    body: content,
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of it.
  return { status: response.status, body: (await response.json()) as any };
}

async function rowsOf(batchId: string): Promise<VideoJob[]> {
  return (await api.container.batches.itemsOf(batchId, { limit: 100 })).videoJobs;
}

describe('ordering', () => {
  test('stores the rows that are right in their order, and says what is wrong with the others', async () => {
    const given = { ...batch, metadata: { campaign: 7 }, webhookUrl: 'https://shop.example/hook' };
    const answer = await api.ask('POST /v1/batches', { body: given });
    const { id } = answer.body;
    expect(answer).toMatchObject({ status: 202, body: { total: 4, accepted: 2 } });
    expect(answer.headers.get('location')).toBe(`/v1/batches/${id}`);
    expect(answer.body.rejected).toEqual([
      { row: 2, field: 'to', code: 'NAME_EMPTY', detail: 'the name is empty' },
      { row: 4, field: 'text', code: 'PLACEHOLDER_UNKNOWN', detail: 'nothing is given for {{city}}' },
    ]);
    const rows = await rowsOf(id);
    expect(rows.map(({ batchRow, spec }) => [batchRow, spec?.to, spec?.text])).toEqual([
      [1, 'Анна', 'С днём рождения, Анна! Мы рады Анне в городе Омск.'],
      [3, 'Пётр', 'С днём рождения, Пётр! Мы рады Петру в городе Омск.'],
    ]);
    expect(rows[0]).toMatchObject({
      spec: { format: 'square', template: 'birthday' },
      delivery: 'link',
      apiKeyId: api.apiKey.id,
      webhookUrl: 'https://shop.example/hook',
    });
    const stored = await api.container.batches.find(id);
    expect(stored).toMatchObject({ apiKeyId: api.apiKey.id, endDueAt: expect.any(Date), metadata: { campaign: 7 } });
  });

  test('takes a file of Excel in Windows-1251, with the fields in common in the query', async () => {
    const cp1251 = (words: string) =>
      Uint8Array.from(words, (letter) => {
        const code = letter.charCodeAt(0);
        return code >= 0x410 ? code - 0x350 : code;
      });
    const file = cp1251('to;city;format\r\nАнна;Омск;square\r\n"Олег";"Тверь";\r\nИра;Орск;oval\r\n');
    const { status, body } = await postCsv(file, `?text=${encodeURIComponent(text)}&format=landscape`);
    expect(status).toBe(202);
    expect(body).toMatchObject({ total: 3, accepted: 2, rejected: [{ row: 3, field: 'format' }] });
    expect((await rowsOf(body.id)).map(({ spec }) => [spec?.to, spec?.format, spec?.text])).toEqual([
      ['Анна', 'square', 'С днём рождения, Анна! Мы рады Анне в городе Омск.'],
      ['Олег', 'landscape', 'С днём рождения, Олег! Мы рады Олегу в городе Тверь.'],
    ]);
  });

  test('a name may be put together of columns', async () => {
    const { body } = await postCsv(
      `\uFEFFимя,фамилия\nАнна,Орлова\n`,
      '?to={{имя}}%20{{фамилия}}&text={{to:genitive}}',
    );
    expect((await rowsOf(body.id)).map(({ spec }) => [spec?.to, spec?.text])).toEqual([
      ['Анна Орлова', 'Анны Орловой'],
    ]);
  });

  test('a dry run shows words and forms, and stores nothing', async () => {
    const before = (await api.ask('GET /v1/batches?limit=100')).body;
    const answer = await postCsv(
      `to,to:dative\nЛюбовь,\nАня,Анечке\nAnna,\n5€,\n`,
      '?text=Ура,%20{{to:dative}}!&dryRun=true',
    );
    expect(answer).toMatchObject({ status: 200, body: { total: 4, accepted: 4, rejected: [] } });
    expect(answer.body.rows.map(({ text: words, forms }: { text: string; forms: object }) => [words, forms])).toEqual([
      ['Ура, Любови!', expect.objectContaining({ dative: 'Любови', instrumental: 'Любовью' })],
      ['Ура, Анечке!', expect.objectContaining({ dative: 'Анечке', genitive: 'Ани' })],
      ['Ура, Anna!', expect.objectContaining({ dative: 'Anna' })],
      ['Ура, 5€!', expect.objectContaining({ dative: '5€' })],
    ]);
    expect((await api.ask('GET /v1/batches?limit=100')).body).toEqual(before);
  });

  test('a repeated request is one batch, at once and later, in whatever spelling', async () => {
    const headers = { 'Idempotency-Key': 'batch-1' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.ask('POST /v1/batches', { body: batch, headers })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 202]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const { items, defaults } = batch;
    expect(await api.ask('POST /v1/batches', { body: { items, defaults }, headers })).toMatchObject({ status: 200 });
    const other = await api.ask('POST /v1/batches', { body: { ...batch, items: [item('Олег')] }, headers });
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_MISMATCH' } });
  });

  test('runs behind a single greeting that is ordered later', async () => {
    await api.ask('POST /v1/batches', { body: batch });
    const single = await api.ask('POST /v1/greetings', { body: { to: 'Олег' } });
    const { redis, queues } = api.container.config;
    const queue = new Queue('tts', { prefix: queues.prefix, connection: producerConnection(redis) });
    const next = await queue.getPrioritized(0, 0);
    await queue.close();
    expect(next.map(({ data }) => data.videoJobId)).toEqual([single.body.id]);
  });

  test('a key has no more open greetings than it may, whatever the batch', async () => {
    const { token } = await api.createKey({ openMax: 3 });
    const two = { defaults: { text: 'Ура, ура!' }, items: [{ to: 'Анна' }, { to: 'Олег' }] };
    expect((await api.ask('POST /v1/batches', { body: two, token })).status).toBe(202);
    const refused = await api.ask('POST /v1/batches', { body: two, token });
    expect(refused).toMatchObject({ status: 429, body: { code: 'KEY_OPEN_MAX' } });
    expect((await api.ask('GET /v1/batches', { token })).body.items).toHaveLength(1);
  });

  test.each([
    [{ items: [] }, 'REQUEST_INVALID', '/items'],
    [{ ...batch, colour: 'red' }, 'REQUEST_INVALID', '/colour'],
    [{ ...batch, defaults: { format: 'oval' } }, 'REQUEST_INVALID', '/defaults/format'],
    [{ items: [5, { to: 'Анна', colour: 'red' }, { to: '{{x}}' }] }, 'BATCH_REJECTED', '/items/0'],
    [{ items: Array.from({ length: 21 }, () => ({ to: 'Анна' })) }, 'BATCH_TOO_LARGE', undefined],
  ])('refuses %j', async (body, code, pointer) => {
    const answer = await api.ask('POST /v1/batches', { body });
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(answer.body.errors?.[0].pointer).toBe(pointer);
  });

  test('what is given may have characters that the database refuses', async () => {
    const nul = 'a\u0000\uD800';
    const good = { to: 'Анна', metadata: { path: 'C:\\u0000' } };
    const wrong = [{ [nul]: 1 }, { to: 'Анна', voice: nul }, { to: 'Анна', text: `{{${nul}}}` }, { to: nul }];
    const strange = [
      { to: 'Анна', metadata: { nul } },
      { to: 'Анна', webhookUrl: 'https://x.example/\u0000' },
    ];
    const answer = await api.ask('POST /v1/batches', { body: { items: [good, ...wrong, ...strange] } });
    expect(answer).toMatchObject({ status: 202, body: { accepted: 1 } });
    const rejected: { row: number; detail: string }[] = answer.body.rejected;
    expect(new Set(rejected.map(({ row }) => row))).toEqual(new Set([2, 3, 4, 5, 6, 7]));
    for (const path of ['%00', '%00/items', `${answer.body.id}/items?cursor=%00`]) {
      expect(await api.ask(`GET /v1/batches/${path}`), path).toMatchObject({ status: 422 });
    }
    expect(await api.ask('GET /v1/batches?cursor=%00')).toMatchObject({ status: 422 });
    expect(await api.ask('GET /v1/greetings?batch=%00')).toMatchObject({ status: 422 });
  });

  test('refuses what is no batch at all', async () => {
    expect(await postCsv('to,text\n"Анна,x')).toMatchObject({ status: 400, body: { code: 'CSV_MALFORMED' } });
    expect(await postCsv('to\n')).toMatchObject({ status: 422, body: { code: 'BATCH_EMPTY' } });
    expect(await postCsv('to\nАнна\n', '?colour=red')).toMatchObject({
      body: { errors: [{ pointer: '/query/colour' }] },
    });
    const misspelt = await api.ask('POST /v1/batches?dryrun=true', { body: batch });
    expect(misspelt).toMatchObject({ status: 422, body: { errors: [{ pointer: '/query/dryrun' }] } });
    const post = async (type: string, body: string) => {
      const headers = { Authorization: `Bearer ${api.token}`, 'Content-Type': type };
      return (await fetch(`${api.url}/v1/batches`, { method: 'POST', headers, body })).status;
    };
    expect(await post('application/json', '{"items":')).toBe(400);
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(await post('application/json', `{"items":[{"to":"Anna","x":${deep}}]}`)).toBe(400);
    expect(await post('text/csv', `to;metadata\nAnna;"{""a"":${deep}}"`)).toBe(422);
    expect(await post('text/html', 'to')).toBe(415);
    expect(await post('text/csv; charset=klingon', 'to\nAnna')).toBe(415);
    expect(await post('text/csv', 'x'.repeat(300_000))).toBe(413);
    const { token } = await api.createKey({ scopes: ['greetings:read'] });
    expect(await api.ask('POST /v1/batches', { body: batch, token })).toMatchObject({ status: 403 });
  });
});

describe('an ordered batch', () => {
  const names = ['Анна', 'Олег', 'Ира', 'Пётр'];
  const order = async () => {
    const body = { defaults: { text: 'С Новым годом!' }, items: names.map((to) => ({ to })) };
    return (await api.ask('POST /v1/batches', { body })).body.id as string;
  };
  const ended = ['COMPLETED', 'FAILED', 'CANCELLED'] as const;

  /** Ends greetings of a batch, the first ones with these statuses. */
  async function end(id: string, statuses: readonly (typeof ended)[number][]) {
    const rows = await rowsOf(id);
    for (const [at, status] of statuses.entries()) {
      const run = { videoJobId: rows[at]?.id ?? '', run: rows[at]?.run ?? 1 };
      const failure = { step: 'montage', code: 'FFMPEG_FAILED', message: '=1+1' };
      if (status === 'CANCELLED') await api.container.videoJobs.cancel(run.videoJobId);
      else if (status === 'FAILED') await api.container.videoJobs.finish(run, { status, failure });
      else await api.container.videoJobs.finish(run, { status, videoKey: `video/${run.videoJobId}.mp4` });
    }
  }

  test('shows its counts, and when it ended', async () => {
    const id = await order();
    await end(id, ended);
    expect((await api.ask(`GET /v1/batches/${id}`)).body).toMatchObject({
      id,
      total: 4,
      accepted: 4,
      counts: { QUEUED: 1, PROCESSING: 0, COMPLETED: 1, FAILED: 1, CANCELLED: 1 },
      finishedAt: null,
      links: { videos: `/v1/batches/${id}/videos.zip` },
    });
    const last = (await rowsOf(id))[3] as VideoJob;
    await api.container.videoJobs.cancel(last.id);
    const { finishedAt } = (await api.ask(`GET /v1/batches/${id}`)).body;
    expect(finishedAt).toBe((await api.container.videoJobs.find(last.id))?.finishedAt?.toISOString());
  });

  test('keeps its counts when a greeting of it is deleted, open or not', async () => {
    const id = await order();
    await end(id, ['COMPLETED']);
    const [ready, open] = await rowsOf(id);
    for (const each of [ready, open]) expect((await api.ask(`DELETE /v1/greetings/${each?.id}`)).status).toBe(204);
    const { body } = await api.ask(`GET /v1/batches/${id}`);
    expect(body).toMatchObject({ accepted: 4, counts: { QUEUED: 2, COMPLETED: 1, FAILED: 0, CANCELLED: 1 } });
    const { items } = (await api.ask(`GET /v1/batches/${id}/items`)).body;
    expect(items.map(({ to }: { to: string }) => to)).toEqual(['Ира', 'Пётр']);
  });

  test('lists its greetings by pages and by status', async () => {
    const id = await order();
    await end(id, ['FAILED', 'COMPLETED']);
    const seen: unknown[] = [];
    let cursor = '';
    do {
      const { body } = await api.ask(`GET /v1/batches/${id}/items?limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map(({ row, to, greeting }: never) => [row, to, (greeting as { to: string }).to]));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(names.map((name, at) => [at + 1, name, name]));
    const failed = (await api.ask(`GET /v1/batches/${id}/items?status=FAILED`)).body.items;
    expect(failed).toMatchObject([{ row: 1, greeting: { error: { code: 'FFMPEG_FAILED' } } }]);
  });

  test('is listed by pages, the newest first', async () => {
    const { token } = await api.createKey();
    const ids: string[] = [];
    for (const to of names) {
      ids.unshift((await api.ask('POST /v1/batches', { body: { items: [{ to }] }, token })).body.id);
    }
    const first = (await api.ask('GET /v1/batches?limit=3', { token })).body;
    const second = (await api.ask(`GET /v1/batches?limit=3&cursor=${first.nextCursor}`, { token })).body;
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  test('starts only what failed once more, behind single greetings, and will end again', async () => {
    const id = await order();
    await end(id, [...ended, 'FAILED']);
    await database.query('UPDATE "Batch" SET "endDueAt" = NULL');
    const answer = await api.ask(`POST /v1/batches/${id}/retry-failed`);
    expect((await api.container.batches.find(id))?.endDueAt).toEqual(expect.any(Date));
    expect(answer).toMatchObject({ status: 202, body: { count: 2, batch: { counts: { QUEUED: 2, COMPLETED: 1 } } } });
    expect((await rowsOf(id)).map(({ run }) => run)).toEqual([1, 2, 1, 2]);
    expect(await api.ask(`POST /v1/batches/${id}/retry-failed`)).toMatchObject({ status: 202, body: { count: 0 } });
  });

  test('starts all that failed once more, or nothing if the key has too many open ones', async () => {
    const { token } = await api.createKey({ openMax: 3 });
    const items = [{ to: 'Анна' }, { to: 'Олег' }];
    const { id } = (await api.ask('POST /v1/batches', { body: { items }, token })).body;
    await end(id, ['FAILED', 'FAILED']);
    const others = (await api.ask('POST /v1/batches', { body: { items }, token })).body.id;
    const refused = await api.ask(`POST /v1/batches/${id}/retry-failed`, { token });
    expect(refused).toMatchObject({ status: 429, body: { code: 'KEY_OPEN_MAX' } });
    expect((await rowsOf(id)).map(({ status }) => status)).toEqual(['FAILED', 'FAILED']);
    await end(others, ['COMPLETED']);
    expect(await api.ask(`POST /v1/batches/${id}/retry-failed`, { token })).toMatchObject({ body: { count: 2 } });
  });

  test('stops what is open', async () => {
    const id = await order();
    await end(id, ['COMPLETED']);
    const answer = await api.ask(`POST /v1/batches/${id}/cancel`);
    expect(answer).toMatchObject({
      status: 202,
      body: { count: 3, batch: { counts: { CANCELLED: 3, COMPLETED: 1 } } },
    });
  });

  test("another key's batch is unknown, whatever is asked", async () => {
    const id = await order();
    await end(id, ['COMPLETED']);
    const { token } = await api.createKey();
    const routes = [
      'GET {}',
      'GET {}/items',
      'GET {}/results.csv',
      'GET {}/videos.zip',
      'POST {}/cancel',
      'POST {}/retry-failed',
    ];
    for (const route of routes) {
      const answer = await api.ask(route.replace('{}', `/v1/batches/${id}`), { token });
      expect(answer, route).toMatchObject({ status: 404, body: { code: 'BATCH_UNKNOWN' } });
    }
    expect((await api.ask(`GET /v1/batches?cursor=${id}`, { token })).body.items).toEqual([]);
    expect((await rowsOf(id)).map(({ status }) => status)).toEqual(['COMPLETED', 'QUEUED', 'QUEUED', 'QUEUED']);
  });
});
