import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

// Debian installs servers in folders that are not in an ordinary user's PATH.
const SERVER_DIRS = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];

/** Returns the path of the first of these programs that is installed, or undefined. */
export async function findProgram(names: readonly string[], searchPath: string): Promise<string | undefined> {
  const dirs = [...searchPath.split(delimiter).filter((dir) => dir !== ''), ...SERVER_DIRS];
  for (const path of names.flatMap((name) => dirs.map((dir) => join(dir, name)))) {
    if (await isExecutable(path)) return path;
  }
  return undefined;
}

/** Returns whether the path is an executable file. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
