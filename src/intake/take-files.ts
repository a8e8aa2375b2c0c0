import { tmpdir } from 'node:os';
import type { Config } from '#root/config.js';
import type { GreetingRequest } from '#root/greeting/request.js';
import type { Logger } from '#root/logger.js';
import type { Store } from '#root/storage/store.js';

/** A request with files that are yet to be taken in, by path. */
export interface RequestWithFiles extends Omit<GreetingRequest, 'photos' | 'recording'> {
  photo?: string[];
  recording?: string;
}

export interface TakeFilesDeps {
  config: Config;
  logger: Logger;
  /** The process's own; one is opened and closed again by default. */
  store?: () => Promise<Store>;
  /** Where temporary files may be made; the system's directory by default. */
  workDir?: string;
}

/**
 * Returns the request with its files taken into storage. Throws InputError (`photo`, `recording`), SetupError and
 * UnavailableError.
 */
export async function takeFiles(
  { photo = [], recording, ...request }: RequestWithFiles,
  { config, logger, store: findStore, workDir = tmpdir() }: TakeFilesDeps,
): Promise<GreetingRequest> {
  if (photo.length === 0 && recording === undefined) return request;
  // Loaded where needed: a greeting without files wants neither ffmpeg nor a decoder of pictures.
  const { takeMedia } = await import('#root/intake/take-media.js');
  const { openStore } = await import('#root/storage/stores.js');
  const { openFfmpeg } = await import('#root/media/open-ffmpeg.js');
  const ffmpeg = await openFfmpeg(config, { logger });
  const { store, close } =
    findStore === undefined ? await openStore(config) : { store: await findStore(), close: async () => {} };
  try {
    const signal = new AbortController().signal;
    return { ...request, ...(await takeMedia({ photos: photo, recording }, { store, ffmpeg, workDir, signal })) };
  } finally {
    await close();
  }
}
