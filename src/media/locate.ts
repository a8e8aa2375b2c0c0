import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { SetupError } from '#root/errors.js';

/**
 * Returns the path of ffmpeg: the configured one, else the one ffmpeg-static brought, else `ffmpeg` on PATH.
 * Throws SetupError where there is none.
 */
export async function locateFfmpeg(configured: string | undefined, searchPath: string): Promise<string> {
  if (configured !== undefined) {
    if (await isExecutable(configured)) return configured;
    throw new SetupError('FFMPEG_MISSING', `FFMPEG_PATH names ${configured}, which cannot be run`);
  }
  for (const candidate of [await bundledFfmpeg(), ...onPath('ffmpeg', searchPath)]) {
    if (candidate !== null && (await isExecutable(candidate))) return candidate;
  }
  throw new SetupError('FFMPEG_MISSING', 'ffmpeg is missing: run "npm run setup", or name one in FFMPEG_PATH');
}

// An optional dependency: absent, or without its binary, where its download host is out of reach.
async function bundledFfmpeg(): Promise<string | null> {
  try {
    const name = 'ffmpeg-static';
    return z.object({ default: z.string().nullable() }).parse(await import(name)).default;
  } catch {
    return null;
  }
}

function onPath(program: string, searchPath: string): string[] {
  return searchPath
    .split(delimiter)
    .filter((dir) => dir !== '')
    .map((dir) => join(dir, program));
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
