import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { ApiDeps } from '#root/api/api-deps.js';
import { StepError } from '#root/errors.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

type LargePosterDeps = Pick<ApiDeps, 'store' | 'ffmpeg' | 'workDir' | 'videoJobs' | 'logger'>;

/** What a poster is made of: a greeting with its video. */
export type WithVideo = Pick<VideoJob, 'id' | 'posterKey'> & { videoKey: string };

// The title has faded in by then, as in the small poster of the montage.
const AT_SECONDS = 1.2;
const TIMEOUT_MS = 20_000;

/**
 * Creates the posters of pages: a frame of the video in its own size, up to 1,280 px. The poster of the montage is made
 * for Telegram, which takes 320 px. Each is made when a page is first shown, one at a time, and stored.
 */
export function createLargePosters({ store, ffmpeg, workDir, videoJobs, logger }: LargePosterDeps) {
  const limit = pLimit(1);
  const making = new Map<string, Promise<string | null>>();

  async function make({ id, videoKey, posterKey }: WithVideo, key: string): Promise<string | null> {
    const opened = await store();
    const dir = await mkdtemp(join(await workDir(), 'zdravitsa-poster-'));
    try {
      const video = await opened.fetch(videoKey, dir);
      if (video === undefined) return posterKey;
      await draw(video, dir);
      // First, so that the poster goes with the greeting if that is deleted meanwhile.
      await videoJobs.keepUses({ videoJobId: id }, [key]);
      await opened.put(key, join(dir, 'poster.jpg'));
      return key;
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      logger.warn('no large poster, the small one is shown', { videoJobId: id, error });
      return posterKey;
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  async function draw(video: string, dir: string): Promise<void> {
    const args = ['-ss', String(AT_SECONDS), '-i', video, '-frames:v', '1', '-q:v', '3', '-y', 'poster.jpg'];
    await (await ffmpeg())(args, { cwd: dir, signal: new AbortController().signal, timeoutMs: TIMEOUT_MS });
  }

  /** Returns the key of the large poster, or that of the small one if ffmpeg cannot draw it, or null without any. */
  return async (greeting: WithVideo, opened: Store): Promise<string | null> => {
    const key = artifactKey('poster', { version: 1, video: greeting.videoKey }, 'jpg');
    if (await opened.has(key)) return key;
    const made = making.get(key) ?? limit(make, greeting, key).finally(() => making.delete(key));
    making.set(key, made);
    return made;
  };
}
