import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiDeps } from '#root/api/api-deps.js';
import { fractionOf } from '#root/api/greetings/to-body.js';
import { ifAvailable } from '#root/http/if-available.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';

/** How far a greeting is. */
export type Progress = Pick<VideoJob, 'id' | 'status' | 'run' | 'step'> & {
  /** 0…1. Undefined until it is read. */
  progress?: number | undefined;
};

/** Called with what has changed. `undefined` if the greeting was deleted. */
export type Listener = (progress: Progress | undefined) => void;

interface Watched {
  videoJob: VideoJob;
  progress?: number | undefined;
  listeners: Set<Listener>;
}

const INTERVAL_MS = 500;
// Progress takes a request to Redis for each job. The others have their turn the next time.
const PROGRESS_AT_ONCE = 40;

/**
 * Follows greetings for any number of listeners: one statement reads all rows, and nothing is read while nobody listens.
 */
export function createWatch({ videoJobs, flows, logger }: Pick<ApiDeps, 'videoJobs' | 'flows' | 'logger'>) {
  const all = new Map<string, Watched>();
  let isRunning = false;
  let turn = 0;

  async function run(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (all.size > 0) {
      // Listeners hear of it later if the database is unavailable now.
      await read().catch((error: unknown) => logger.debug('greetings not followed', { error }));
      await sleep(INTERVAL_MS, undefined, { ref: false });
    }
    isRunning = false;
  }

  async function read(): Promise<void> {
    // Greetings that are added while this reads have their turn the next time.
    const read = [...all];
    const states = new Map((await videoJobs.statesOf([...all.keys()])).map((state) => [state.id, state]));
    const progress = await readProgress();
    for (const [id, watched] of read) {
      const state = states.get(id);
      const before = toProgress(watched);
      if (state !== undefined) watched.videoJob = { ...watched.videoJob, ...state };
      watched.progress = progress.get(id) ?? watched.progress;
      const after = state === undefined ? undefined : toProgress(watched);
      if (JSON.stringify(before) === JSON.stringify(after)) continue;
      for (const listener of watched.listeners) listener(after);
    }
  }

  async function readProgress(): Promise<Map<string, number>> {
    const working = Array.from(all.values(), ({ videoJob }) => videoJob).filter(
      ({ status }) => status === 'PROCESSING',
    );
    const begin = working.length === 0 ? 0 : (turn * PROGRESS_AT_ONCE) % working.length;
    turn += 1;
    const chosen = [...working.slice(begin), ...working.slice(0, begin)].slice(0, PROGRESS_AT_ONCE);
    const read = await Promise.all(chosen.map((videoJob) => ifAvailable(flows.progress(videoJob))));
    return new Map(
      read.flatMap((steps, index) => (steps === undefined ? [] : [[chosen[index]?.id ?? '', fractionOf(steps)]])),
    );
  }

  return {
    /** Returns how many greetings are followed. */
    size: () => all.size,

    /**
     * Calls the listener at once with what is known, and with every change after it. Returns a function that ends it,
     * which may be called twice.
     */
    listen(videoJob: VideoJob, listener: Listener): () => void {
      const watched: Watched = all.get(videoJob.id) ?? { videoJob, listeners: new Set() };
      all.set(videoJob.id, watched);
      watched.listeners.add(listener);
      listener({ ...toProgress({ ...watched, videoJob }) });
      void run();
      return () => {
        watched.listeners.delete(listener);
        if (watched.listeners.size === 0 && all.get(videoJob.id) === watched) all.delete(videoJob.id);
      };
    },
  };
}

function toProgress({ videoJob, progress }: Pick<Watched, 'videoJob' | 'progress'>): Progress {
  const { id, status, run, step } = videoJob;
  if (status === 'QUEUED') return { id, status, run, step, progress: 0 };
  return hasEnded(videoJob) ? { id, status, run, step } : { id, status, run, step, progress };
}
