import { chmod, chown, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase } from '#root/db/client.js';
import { createVideoJobs } from '#root/jobs/video-jobs.js';
import { freshDatabase, freshRedis } from '../helpers/services.js';
import { createStepRig, quick, type StepRig } from '../helpers/step-rig.js';

const PASSWORD = 'first';

let rig: StepRig;
/** Connection of the database's owner, in another database: some changes need that nobody is connected. */
let admin: Client;
let database: string;
let role: string;

beforeEach(async () => {
  const owned = new URL(await freshDatabase());
  database = owned.pathname.slice(1);
  role = `worker_${database}`;
  admin = new Client({ connectionString: String(owned) });
  await admin.connect();
  await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
  await admin.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`);
  await requirePassword();
  const url = new URL(owned);
  Object.assign(url, { username: role, password: PASSWORD });
  rig = await createStepRig(freshRedis(), { databaseUrl: String(url) });
});

afterEach(async () => {
  await rig.close();
  await admin.query(`DROP OWNED BY ${role}`);
  await admin.query(`DROP ROLE ${role}`);
  await admin.end();
});

/** Makes the server ask this role for its password: the suite's server trusts everybody. */
async function requirePassword(): Promise<void> {
  const { rows } = await admin.query<{ hba_file: string }>('SHOW hba_file');
  const file = rows[0]?.hba_file ?? '';
  await writeFile(file, `host ${database} ${role} 127.0.0.1/32 scram-sha-256\n${await readFile(file, 'utf8')}`);
  await admin.query('SELECT pg_reload_conf()');
}

/**
 * Ends the connections of the workers, because some changes apply to new ones only, and waits until they have ended: a
 * statement on one that is ending would be the first to fail, with the reason of the connection.
 */
async function reconnect(): Promise<void> {
  await admin.query('SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = $1', [role]);
}

const changes: { name: string; code: string; reason: RegExp; change: () => string; undo: () => string }[] = [
  {
    name: 'becomes read-only',
    code: 'DATABASE_READ_ONLY',
    reason: /allows no changes: .*read-only transaction/,
    change: () => `ALTER ROLE ${role} SET default_transaction_read_only = on`,
    undo: () => `ALTER ROLE ${role} RESET default_transaction_read_only`,
  },
  {
    name: 'gets another password',
    code: 'DATABASE_LOGIN_REFUSED',
    reason: /refuses the login in DATABASE_URL: password authentication failed/,
    change: () => `ALTER ROLE ${role} PASSWORD 'second'`,
    undo: () => `ALTER ROLE ${role} PASSWORD '${PASSWORD}'`,
  },
  {
    name: 'forbids the login',
    code: 'DATABASE_LOGIN_REFUSED',
    reason: /refuses the login in DATABASE_URL: role .* is not permitted to log in/,
    change: () => `ALTER ROLE ${role} NOLOGIN`,
    undo: () => `ALTER ROLE ${role} LOGIN`,
  },
  {
    name: 'takes a right away',
    code: 'DATABASE_RIGHTS_MISSING',
    reason: /lacks a right: permission denied for table VideoJob/,
    change: () => `REVOKE UPDATE ON "VideoJob" FROM ${role}`,
    undo: () => `GRANT UPDATE ON "VideoJob" TO ${role}`,
  },
  {
    name: 'accepts no more connections',
    code: 'DATABASE_UNAVAILABLE',
    reason: /cannot be reached/,
    change: () => `ALTER ROLE ${role} CONNECTION LIMIT 0`,
    undo: () => `ALTER ROLE ${role} CONNECTION LIMIT -1`,
  },
  {
    name: 'loses the table, as while a backup is restored',
    code: 'DATABASE_NOT_READY',
    reason: /not migrated: relation "VideoJob" does not exist/,
    change: () => 'ALTER TABLE "VideoJob" RENAME TO "elsewhere"',
    undo: () => 'ALTER TABLE "elsewhere" RENAME TO "VideoJob"',
  },
];

test.each(changes)('a greeting waits while its database $name, and goes on', async ({ code, reason, change, undo }) => {
  let hasChanged = false;
  rig.startWorkers({
    montage: async (input) => {
      if (!hasChanged) {
        hasChanged = true;
        await admin.query(change());
        await reconnect();
      }
      return quick.montage(input);
    },
  });
  const videoJob = await rig.submit();
  await expect.poll(() => rig.ends).toContain('deliver put_off');
  await expect(rig.videoJobs.assertWritable()).rejects.toMatchObject({ code, message: expect.stringMatching(reason) });
  await admin.query(undo());
  expect(await rig.ended(videoJob)).toMatchObject({ status: 'COMPLETED', run: 1, errorCode: null });
  expect(rig.ends.filter((end) => /retried|failed|lost/.test(end))).toEqual([]);
  expect(rig.lines).toContainEqual(expect.objectContaining({ message: 'step waits for a service', code }));
});

test('an error of a statement quotes no source', async () => {
  const { db } = rig;
  const wrong = db.videoJob.findMany({ where: { id: { contains: 5 as never } } });
  await expect(wrong).rejects.toMatchObject({ code: 'DATABASE_FAILED', message: expect.not.stringContaining('\n') });
});

test('a database that does not exist is named as the reason', async () => {
  const db = createDatabase({ url: `${(await freshDatabase()).replace(/\/[^/]+$/, '/absent')}` });
  await expect(createVideoJobs({ db }).find('x')).rejects.toMatchObject({
    code: 'DATABASE_MISSING',
    message: 'The database in DATABASE_URL does not exist: database "absent" does not exist',
  });
  await db.$disconnect();
});

describe('a connection that must be encrypted', () => {
  async function reasonFor(parameters: string): Promise<unknown> {
    const db = createDatabase({ url: `${await freshDatabase()}?${parameters}` });
    try {
      return await createVideoJobs({ db })
        .find('x')
        .catch((error: unknown) => error);
    } finally {
      await db.$disconnect();
    }
  }

  test('says that the server has no TLS', async () => {
    expect(await reasonFor('sslmode=require')).toMatchObject({
      code: 'DATABASE_UNTRUSTED',
      message:
        'No trusted connection to PostgreSQL (sslmode and sslrootcert in DATABASE_URL): The server does not support SSL connections',
    });
  });

  test('says that the certificate is not trusted', async () => {
    const { rows } = await admin.query<{ data_directory: string }>('SHOW data_directory');
    const dir = rows[0]?.data_directory ?? '';
    const files = ['-keyout', 'server.key', '-out', 'server.crt'];
    await execa('openssl', ['req', '-x509', '-nodes', '-newkey', 'rsa:2048', '-subj', '/CN=other', ...files], {
      cwd: dir,
    });
    // The server runs as the owner of its data, and refuses a key that others can read.
    const { uid, gid } = await stat(dir);
    await chmod(join(dir, 'server.key'), 0o600);
    for (const file of ['server.key', 'server.crt']) await chown(join(dir, file), uid, gid);
    try {
      await admin.query('ALTER SYSTEM SET ssl = on');
      await admin.query('SELECT pg_reload_conf()');
      await expect
        .poll(() => reasonFor('sslmode=verify-full'))
        .toMatchObject({
          code: 'DATABASE_UNTRUSTED',
          // Node 24 adds an advice.
          message: expect.stringMatching(/^No trusted connection to PostgreSQL .*: self-signed certificate(?:;|$)/),
        });
    } finally {
      await admin.query('ALTER SYSTEM RESET ssl');
      await admin.query('SELECT pg_reload_conf()');
    }
  });
});
