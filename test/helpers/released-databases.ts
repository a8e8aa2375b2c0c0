import { Client } from 'pg';

// All files that run in this process share them.
const released: string[] = [];
// They stay open, because a connection costs more than the statements that empty a database.
const clients = new Map<string, Promise<Client>>();

const OTHERS = 'SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';

const EMPTY = `
  BEGIN;
  SET LOCAL session_replication_role = replica;
  DO $$ DECLARE tab regclass; BEGIN
    FOR tab IN SELECT oid FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
    LOOP EXECUTE format('DELETE FROM %s', tab); END LOOP;
  END $$;
  SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
  COMMIT`;

/** Returns a connection that may break at any time: a server may end before this process. */
export async function openClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Lets later tests use the database. The test has not changed its tables, and closes its connections before. */
export function releaseDatabase(url: string): void {
  released.push(url);
}

/** Returns the URL of a released database, emptied, or undefined if there is none that nobody is connected to. */
export async function takeReleased(): Promise<string | undefined> {
  // Out of the list while it is looked at: another hook may be looking for one, too.
  const url = released.shift();
  if (url === undefined) return undefined;
  const client = clients.get(url) ?? openClient(url);
  clients.set(url, client);
  const { rowCount } = await (await client).query(OTHERS);
  if (rowCount === 0) {
    await (await client).query(EMPTY);
    return url;
  }
  const next = await takeReleased();
  released.push(url);
  return next;
}
