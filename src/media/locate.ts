import { z } from 'zod';
import { SetupError } from '#root/errors.js';
import { findProgram, isExecutable } from '#root/process/find-program.js';

/**
 * Returns the path of ffmpeg: the configured one, or the one of ffmpeg-static, or `ffmpeg` on PATH.
 * Throws `SetupError` if none can be run.
 */
export async function locateFfmpeg(configured: string | undefined, searchPath: string): Promise<string> {
  if (configured !== undefined) {
    if (await isExecutable(configured)) return configured;
    throw new SetupError('FFMPEG_MISSING', `FFMPEG_PATH names ${configured}, which cannot be run`);
  }
  const found = (await bundledFfmpeg()) ?? (await findProgram(['ffmpeg'], searchPath));
  if (found !== undefined) return found;
  throw new SetupError('FFMPEG_MISSING', 'ffmpeg is missing: run "npm run setup", or name one in FFMPEG_PATH');
}

// ffmpeg-static is optional. It or its binary is missing if the host of the download could not be reached.
async function bundledFfmpeg(): Promise<string | undefined> {
  try {
    const name = 'ffmpeg-static';
    const path = z.object({ default: z.string() }).parse(await import(name)).default;
    return (await isExecutable(path)) ? path : undefined;
  } catch {
    return undefined;
  }
}
