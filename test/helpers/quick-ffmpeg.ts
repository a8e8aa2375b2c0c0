import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { locateFfmpeg } from '#root/media/locate.js';

/**
 * Writes an ffmpeg into the folder, for tests that do not look at the pictures of a video, and returns its path. It shows
 * a fifth of the pictures, which take as long, and does not compress them well. A greeting takes 2 CPU seconds less.
 */
export async function writeQuickFfmpeg(dir: string): Promise<string> {
  const path = join(dir, 'quick-ffmpeg');
  const real = await locateFfmpeg(undefined, process.env.PATH ?? '');
  await writeFile(path, SCRIPT.replace('REAL', real));
  await chmod(path, 0o755);
  return path;
}

const SCRIPT = `#!/bin/sh
option=
for value do
  shift
  case "$option $value" in
    '-preset veryfast') set -- "$@" ultrafast ;;
    '-framerate 30' | '-r 30') set -- "$@" 6 ;;
    '-frames:v '??*) set -- "$@" "$((value / 5))" ;;
    *) set -- "$@" "$value" ;;
  esac
  option=$value
done
exec 'REAL' "$@"
`;
