import type { Config } from '#root/config.js';
import type { Logger } from '#root/logger.js';
import { createFfmpeg, type Ffmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';

/** Returns the ffmpeg that the configuration names, or that is found. Throws SetupError (FFMPEG_MISSING). */
export async function openFfmpeg(
  { ffmpegPath, searchPath }: Pick<Config, 'ffmpegPath' | 'searchPath'>,
  { logger }: { logger: Logger },
): Promise<Ffmpeg> {
  return createFfmpeg({ path: await locateFfmpeg(ffmpegPath, searchPath), logger });
}
