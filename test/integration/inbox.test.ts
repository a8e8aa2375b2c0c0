import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type Database } from '#root/db/client.js';
import { type Claim, createInbox, type Inbox } from '#root/jobs/inbox.js';
import { CLAIM } from '#root/jobs/inbox-statements.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { releaseDatabase } from '../helpers/released-databases.js';
import { freshDatabase } from '../helpers/services.js';

const BOT = '123';
let databaseUrl: string;
let db: Database;
let client: pg.Client;
let inboxes: Inbox[];
let inbox: Inbox;

beforeEach(async () => {
  databaseUrl = await freshDatabase();
  db = createDatabase({ url: databaseUrl });
  client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  inboxes = [];
  inbox = await openInbox();
});

afterEach(async () => {
  for (const opened of inboxes) await opened.close();
  await client.end();
  await db.$disconnect();
  releaseDatabase(databaseUrl);
});

/** Opens the inbox as another process would. */
async function openInbox(): Promise<Inbox> {
  const opened = createInbox({ db, databaseUrl, logger, botId: BOT });
  inboxes.push(opened);
  await opened.recover();
  return opened;
}

const update = (updateId: number, chatId = '7', albumId: string | null = null, content = {}) => ({
  updateId,
  chatId,
  albumId,
  content: { update_id: updateId, ...content },
});
const idsOf = (claims: Claim[]) => claims.map(({ updateIds }) => updateIds);
const rows = async () => (await client.query('SELECT * FROM "InboxUpdate" ORDER BY "updateId"')).rows;
/** Ends the connections that hold locks, as the death of their processes does. */
const killLocks = () =>
  client.query(`SELECT pg_terminate_backend(pid) FROM pg_locks
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
/** Lets more time pass than any wait takes. */
const skipWaits = () => client.query(`UPDATE "InboxUpdate" SET "dueAt" = now() - interval '1 s'`);

describe('an update', () => {
  test('that is stored twice is handled once, even if it is redelivered afterwards', async () => {
    await Promise.all([inbox.store([update(1), update(2, '8')]), inbox.store([update(2, '8'), update(1)])]);
    const claims = await inbox.claim(10);
    expect(idsOf(claims)).toEqual([[1], [2]]);
    for (const claim of claims) await inbox.end(claim);
    await inbox.store([update(1), update(2, '8')]);
    expect(await inbox.claim(10)).toEqual([]);
  });

  test('leaves no words and no chat behind when it is done', async () => {
    await inbox.store([update(1, '7', null, { message: { text: 'Анна: ура' } })]);
    for (const claim of await inbox.claim(10)) await inbox.end(claim);
    expect(await rows()).toEqual([expect.objectContaining({ updateId: 1, content: null, chatId: '', heldBy: null })]);
  });

  test('keeps every character', async () => {
    const text = 'NUL \u0000, half an emoji \ud83d, a whole one 🎉, "\\"';
    await inbox.store([update(1, '7', null, { text })]);
    expect((await inbox.claim(1))[0]?.contents).toEqual([{ update_id: 1, text }]);
  });

  test('is forgotten when Telegram no longer delivers it, and not before it is done', async () => {
    await inbox.store([update(1), update(2, '8'), update(3, '9')]);
    for (const claim of await inbox.claim(2)) await inbox.end(claim);
    await client.query(`UPDATE "InboxUpdate" SET "doneAt" = now() - interval '3 days' WHERE "updateId" = 1`);
    await client.query(`UPDATE "InboxUpdate" SET "receivedAt" = now() - interval '3 days'`);
    await inbox.forget();
    expect((await rows()).map(({ updateId }) => updateId)).toEqual([2, 3]);
  });

  test('of another bot is left alone', async () => {
    const other = createInbox({ db, databaseUrl, logger, botId: '456' });
    await other.store([update(1)]);
    expect(await inbox.claim(10)).toEqual([]);
    await other.close();
  });
});

describe('the updates of a chat', () => {
  test('are handled one after the other, and do not wait for other chats', async () => {
    await inbox.store([update(3), update(1), update(2, '8'), update(4, '8')]);
    const [first, second] = await inbox.claim(10);
    expect(idsOf([first as Claim, second as Claim])).toEqual([[1], [2]]);
    expect(await inbox.claim(10)).toEqual([]);
    await inbox.end(second as Claim);
    expect(idsOf(await inbox.claim(10))).toEqual([[4]]);
  });

  test('wait for one that is put off, while others go on', async () => {
    await inbox.store([update(1), update(2), update(3, '8')]);
    const [first] = await inbox.claim(1);
    await inbox.putOff(first as Claim, 3_600_000);
    expect(idsOf(await inbox.claim(10))).toEqual([[3]]);
    await skipWaits();
    expect(await inbox.claim(10)).toEqual([expect.objectContaining({ updateIds: [1], failures: 1, deaths: 0 })]);
  });

  test('are handled once each and in their order by several processes', async () => {
    const processes = [inbox, await openInbox(), await openInbox()];
    const ids = Array.from({ length: 120 }, (_, index) => index + 1);
    await inbox.store(ids.map((id) => update(id, String(id % 10))));
    const handled: number[] = [];
    const work = async (process: Inbox) => {
      while (handled.length < ids.length) {
        for (const claim of await process.claim(3)) {
          handled.push(...claim.updateIds);
          await process.end(claim);
        }
      }
    };
    await Promise.all(processes.map(work));
    expect(handled.toSorted((a, b) => a - b)).toEqual(ids);
    const ofChat = (chat: number) => handled.filter((id) => id % 10 === chat);
    for (let chat = 0; chat < 10; chat++) expect(ofChat(chat)).toEqual(ofChat(chat).toSorted((a, b) => a - b));
  });
});

test('what is open is read once, even if the planner knows nothing of the table', async () => {
  await inbox.store(Array.from({ length: 300 }, (_, index) => update(index, String(index))));
  const { rows } = await client.query(`EXPLAIN ANALYZE ${CLAIM}`, [BOT, 1, 100, false]);
  const loops = rows.flatMap((row) =>
    [...row['QUERY PLAN'].matchAll(/loops=(\d+)/g)].map(([, count]) => Number(count)),
  );
  expect(loops.length).toBeGreaterThan(5);
  expect(Math.max(...loops)).toBe(1);
});

describe('an album', () => {
  const parts = [update(1, '7', 'a'), update(3, '7', 'a'), update(4, '7', 'a')];

  test('is handled as a whole when no more of it is expected, before what came later', async () => {
    await inbox.store([...parts, update(2), update(5, '8')]);
    expect(idsOf(await inbox.claim(10))).toEqual([[5]]);
    await skipWaits();
    const [album] = await inbox.claim(10);
    expect(album?.updateIds).toEqual([1, 3, 4]);
    await inbox.end(album as Claim);
    expect(idsOf(await inbox.claim(10))).toEqual([[2]]);
  });

  test('takes in what arrives while it is handled, and nothing of other albums', async () => {
    await inbox.store(parts.slice(0, 2));
    await skipWaits();
    const [album] = await inbox.claim(10);
    expect(await inbox.join('7', 'a')).toBeUndefined();
    await inbox.store([...parts, update(5, '7', 'b')]);
    expect(await inbox.join('7', 'a')).toMatchObject({ updateIds: [4] });
    await inbox.end({ updateIds: [...(album?.updateIds ?? []), 4] });
    await skipWaits();
    expect(idsOf(await inbox.claim(10))).toEqual([[5]]);
  });
});

describe('what a process holds', () => {
  test('is free when it stops in an orderly way, and not suspect', async () => {
    await inbox.store([update(1)]);
    await inbox.claim(1);
    const other = await openInbox();
    expect(await other.recover()).toEqual({ hasSuspects: false });
    expect(await other.claim(10)).toEqual([]);
    await inbox.close();
    expect(await other.recover()).toEqual({ hasSuspects: false });
    expect(await other.claim(10)).toEqual([expect.objectContaining({ updateIds: [1], deaths: 0 })]);
  });

  test('is suspect when it dies, and handled by another, the least suspect first', async () => {
    await inbox.store([update(1), update(2, '8'), update(3, '9')]);
    await inbox.claim(2);
    await killLocks();
    const other = await openInbox();
    await client.query('UPDATE "InboxUpdate" SET "deaths" = 2 WHERE "updateId" = 1');
    expect(await other.recover()).toEqual({ hasSuspects: true });
    expect(idsOf(await other.claim(10))).toEqual([[3]]);
    expect(await other.claimSuspect()).toMatchObject({ updateIds: [2], deaths: 1 });
    expect(await other.claimSuspect()).toMatchObject({ updateIds: [1], deaths: 2 });
    expect(await other.claimSuspect()).toBeUndefined();
  });

  test('stays its own if only its connection broke', async () => {
    await inbox.store([update(1)]);
    await inbox.claim(1);
    await killLocks();
    await expect.poll(inbox.recover).toEqual({ hasSuspects: false });
    expect(await (await openInbox()).recover()).toEqual({ hasSuspects: false });
    expect(await rows()).toEqual([expect.objectContaining({ heldBy: expect.any(Number), deaths: 0 })]);
  });

  test('is free again if the answer of the database was lost', async () => {
    await inbox.store([update(1), update(2, '8')]);
    await inbox.claim(1);
    // As if a second call had taken effect without an answer.
    await client.query('UPDATE "InboxUpdate" SET "heldBy" = (SELECT max("heldBy") FROM "InboxUpdate")');
    expect(await inbox.claim(10)).toEqual([]);
    expect(await inbox.recover()).toEqual({ hasSuspects: false });
    expect(await inbox.claim(10)).toEqual([expect.objectContaining({ updateIds: [2], deaths: 0 })]);
  });
});
