import { readdir } from 'node:fs/promises';
import { execa } from 'execa';

/** Returns the command lines of workers and ffmpegs that name this directory. */
export async function processesOf(dir: string): Promise<string[]> {
  const { stdout } = await execa('ps', ['-eo', 'args']);
  return stdout.split('\n').filter((line) => line.includes(dir) && /ffmpeg|(worker|api)\.ts/.test(line));
}

/** Returns the paths of the workers' temporary files in these directories. Files of other programs do not count. */
export async function temporaryFiles(...dirs: string[]): Promise<string[]> {
  const found = await Promise.all(
    dirs.map(async (dir) => {
      const names = await readdir(dir).catch(() => []);
      return names.filter((name) => name.startsWith('zdravitsa-')).map((name) => `${dir}/${name}`);
    }),
  );
  return found.flat();
}
