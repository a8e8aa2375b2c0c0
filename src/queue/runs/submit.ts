import pLimit from 'p-limit';
import type { Channel } from '#root/delivery/channel.js';
import { recipientOf } from '#root/delivery/recipient.js';
import { UnavailableError } from '#root/errors.js';
import { type Allowance, assertWithin, type UserLimits } from '#root/jobs/usage.js';
import type { NewVideoJob, RunId, VideoJob } from '#root/jobs/video-job.js';
import type { CreatedBatch, NewBatch } from '#root/jobs/video-job-batches.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { Cancellations } from '#root/queue/runs/cancellations.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export type Submitter = ReturnType<typeof createSubmitter>;

export interface SubmitterDeps {
  videoJobs: VideoJobs;
  /** Returns the channel that removes the messages of a cancelled greeting, by its name or that of DELIVERY. */
  channel: (name: Channel['name'] | null) => Promise<Pick<Channel, 'withdraw'>>;
  flows: Pick<RunGateway, 'add' | 'addAll'>;
  cancellations: Pick<Cancellations, 'publish'>;
  logger: Logger;
  /** How many greetings a person may have. By default any number. */
  limits?: UserLimits;
  /** How the video of a greeting that does not say so is delivered. By default as the worker's DELIVERY says. */
  delivery?: Channel['name'];
}

// Leaves most connections to the database, and most calls of the Bot API, to others.
const AT_ONCE = 4;

/** Submits, retries and cancels greetings. Every method throws UnavailableError if the database cannot be reached. */
export function createSubmitter(deps: SubmitterDeps) {
  const { videoJobs, channel, flows, cancellations, logger, limits, delivery } = deps;
  const limitRows = pLimit(AT_ONCE);
  const limitChats = pLimit(AT_ONCE);
  const clearing = new Set<Promise<void>>();

  function allowanceOf(orderedBy: string | null | undefined): Allowance | undefined {
    return limits === undefined || !orderedBy ? undefined : { owner: 'orderedBy', id: orderedBy, limits };
  }

  // The row is enough: the reconciler adds a missing flow later.
  async function tolerateOutage(facts: object, adding: Promise<void>): Promise<void> {
    try {
      await adding;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      logger.warn('Redis unavailable, flow will be added later', { ...facts, error });
    }
  }

  async function addFlow(videoJob: VideoJob): Promise<void> {
    await tolerateOutage({ videoJobId: videoJob.id, run: videoJob.run }, flows.add(videoJob));
  }

  async function addBehind(added: VideoJob[]): Promise<void> {
    if (added.length === 0) return;
    await tolerateOutage({ count: added.length }, flows.addAll(added, await videoJobs.newestNumber()));
  }

  /** Calls `change` for each id, a few at once. Returns the rows that it changed, in the order of the ids. */
  async function changeAll(ids: string[], change: (id: string) => Promise<VideoJob | undefined>): Promise<VideoJob[]> {
    const changed = await Promise.all(ids.map((id) => limitRows(change, id)));
    return changed.filter((videoJob) => videoJob !== undefined);
  }

  function startNextRuns(ids: string[], allowance: Allowance | undefined): Promise<VideoJob[]> {
    return allowance === undefined ? changeAll(ids, videoJobs.startNextRun) : videoJobs.startNextRuns(ids, allowance);
  }

  function clearChatLater(videoJob: VideoJob): void {
    const cleared: Promise<void> = limitChats(clearChat, videoJob).finally(() => clearing.delete(cleared));
    clearing.add(cleared);
  }

  /** A failure is only logged: the greeting is cancelled, whatever the chat still shows. */
  async function clearChat(videoJob: VideoJob): Promise<void> {
    try {
      await (await channel(videoJob.delivery)).withdraw(recipientOf(videoJob));
    } catch (error) {
      logger.warn('chat not cleared of a cancelled greeting', { videoJobId: videoJob.id, error });
    }
  }

  return {
    /**
     * Stores a greeting and starts it. If the `requestKey` is known, returns its greeting, with `created` false. Throws
     * LimitError if the person, or whoever has the allowance, may order none now.
     */
    async submit(
      request: NewVideoJob,
      allowance = allowanceOf(request.orderedBy),
    ): Promise<{ videoJob: VideoJob; created: boolean }> {
      const result = await videoJobs.create({ delivery, ...request }, allowance);
      if (result.created) await addFlow(result.videoJob);
      return result;
    },

    /**
     * Stores a batch with all its greetings and starts them, behind others. If the `requestKey` is known, returns the id of
     * its batch, with `created` false. Throws LimitError if the person, or whoever has the allowance, may not order so many.
     */
    async submitMany(batch: NewBatch, allowance = allowanceOf(batch.orderedBy)): Promise<CreatedBatch> {
      const greetings = batch.greetings.map((greeting) => ({ delivery, ...greeting }));
      const result = await videoJobs.createBatch({ ...batch, greetings }, allowance);
      await addBehind(result.videoJobs);
      return result;
    },

    /**
     * Throws LimitError if the person may not order so many greetings now; 0 stands for one that is counted on this day
     * already.
     */
    async assertRoom(orderedBy: string, count = 1): Promise<void> {
      const allowance = allowanceOf(orderedBy);
      if (allowance !== undefined) assertWithin(allowance, await videoJobs.usageOf(allowance), count);
    },

    /**
     * Starts a new run of a greeting that has ended. Returns its row, or undefined if it has not ended. Throws LimitError if
     * whoever has the allowance may have no more open ones.
     */
    async retry(id: string, allowance?: Allowance): Promise<VideoJob | undefined> {
      const [videoJob] = await startNextRuns([id], allowance);
      if (videoJob !== undefined) await addFlow(videoJob);
      return videoJob;
    },

    /**
     * Ends a greeting as CANCELLED, notifies the workers, and clears the chat. Returns its row, or undefined if it was not
     * open.
     */
    async cancel(id: string): Promise<VideoJob | undefined> {
      const videoJob = await videoJobs.cancel(id);
      if (videoJob === undefined) return undefined;
      await cancellations.publish(id);
      await clearChat(videoJob);
      return videoJob;
    },

    /**
     * Ends the open greetings of a chat that the bot can no longer write to, and leaves its messages alone. Returns their
     * rows.
     */
    async abandon(chatId: string): Promise<VideoJob[]> {
      const cancelled = await videoJobs.cancelInChat(chatId, 'TELEGRAM_BLOCKED');
      if (cancelled.length > 0) await cancellations.publish(...cancelled.map(({ id }) => id));
      return cancelled;
    },

    /**
     * Retries the greetings of the list that have ended. They run behind others, as those that the reconciler adds do.
     * Returns their rows. Throws LimitError, and retries none, if they are too many for whoever has the allowance.
     */
    async retryAll(ids: string[], allowance?: Allowance): Promise<VideoJob[]> {
      const retried = await startNextRuns(ids, allowance);
      await addBehind(retried);
      return retried;
    },

    /** Cancels the greetings of the list that are open. Their chats are cleared afterwards. Returns their rows. */
    async cancelAll(ids: string[]): Promise<VideoJob[]> {
      const cancelled = await changeAll(ids, videoJobs.cancel);
      if (cancelled.length > 0) await cancellations.publish(...cancelled.map(({ id }) => id));
      for (const videoJob of cancelled) clearChatLater(videoJob);
      return cancelled;
    },

    /** Waits until the chats of all cancelled greetings are cleared. */
    async settle(): Promise<void> {
      await Promise.all(clearing);
    },

    /** Replaces a run that has lost an artifact. */
    async startOver(run: RunId): Promise<void> {
      const videoJob = await videoJobs.replaceRun(run);
      if (videoJob !== undefined) await addFlow(videoJob);
    },
  };
}
