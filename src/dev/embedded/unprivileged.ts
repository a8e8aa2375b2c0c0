import { execa } from 'execa';
import { reasonOf } from '#root/dev/embedded/reason.js';
import { SetupError } from '#root/errors.js';

/** A user who owns and runs a server in place of root. */
export interface Owner {
  uid: number;
  gid: number;
}

/**
 * Returns the user `nobody`, which every system has, if this process is root: PostgreSQL refuses to run as root. Throws
 * `SetupError` if root may not become another user, as in some containers.
 */
export async function unprivilegedOwner(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    const idOf = async (flag: string) => Number((await execa('id', [flag, 'nobody'])).stdout);
    const owner = { uid: await idOf('-u'), gid: await idOf('-g') };
    await runAs(owner, 'true', []);
    return owner;
  } catch (error) {
    const message = `PostgreSQL refuses to run as root, and root may not run it as nobody (${reasonOf(error)})`;
    throw new SetupError('NOT_AS_ROOT', `${message}: please run this as an ordinary user`, { cause: error });
  }
}

/** Throws `SetupError` (DIR_NOT_ENTERABLE) if this user may not enter the folder or one of those above it. */
export async function assertEnterable(dir: string, owner: Owner): Promise<void> {
  try {
    await runAs(owner, 'sh', ['-c', 'cd "$0"', dir]);
  } catch (error) {
    const message = `The user nobody, who runs PostgreSQL in place of root, may not enter ${dir}`;
    const remedy = 'name a folder that everybody may enter, in TMPDIR or --dir, or run this as an ordinary user';
    throw new SetupError('DIR_NOT_ENTERABLE', `${message}: ${remedy}`, { cause: error });
  }
}

/** Runs a program as this user, or as the user of this process. Throws `ExecaError` if it fails. */
export async function runAs(owner: Owner | undefined, program: string, args: string[]): Promise<void> {
  // The user may have no access to the current directory.
  await execa(program, args, { ...owner, cwd: '/' });
}
