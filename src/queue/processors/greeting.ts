import type { Channel } from '#root/delivery/channel.js';
import { recipientOf } from '#root/delivery/recipient.js';
import { ResultLostError, ZdravitsaError } from '#root/errors.js';
import { type Failure, MAX_RUNS, type VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { greetingStep } from '#root/queue/definitions/greeting.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';

/** End of a greeting. */
export interface GreetingEnd {
  status: 'COMPLETED' | 'FAILED' | 'CANCELLED';
  /** Error code, or `none` if it did not fail. */
  code: string;
  /** Time since it was ordered. */
  seconds: number;
}

export interface GreetingProcessorDeps {
  channelOf: (videoJob: VideoJob) => Promise<Channel>;
  videoJobs: Pick<VideoJobs, 'finish' | 'saveProgressMessage'>;
  /** Finds a failure that no step could write into the row. */
  findFailure: (videoJob: VideoJob) => Promise<Failure | undefined>;
  /** Called if this processor ended the greeting, or if the greeting was cancelled. */
  onEnd?: (end: GreetingEnd) => void;
}

/** Result if the row was cancelled, or ended by another worker, after this one had read it. */
const OVERTAKEN = { status: 'OVERTAKEN' };

const LOST: Failure = {
  step: 'deliver',
  code: 'STEP_LOST',
  message: 'The video was not delivered, and no step reported a cause',
};

/** Returns the completion handler. It writes COMPLETED if deliver has a result, or else FAILED with the first cause. */
export function createGreetingProcessor({
  channelOf,
  videoJobs,
  findFailure,
  onEnd,
}: GreetingProcessorDeps): ProcessorOf<typeof greetingStep> {
  /** Throws ResultLostError if deliver has neither a result nor a failure. */
  async function firstCause(videoJob: VideoJob): Promise<Failure> {
    const { failedStep, errorCode, errorMessage } = videoJob;
    if (failedStep !== null && errorCode !== null) {
      return { step: failedStep, code: errorCode, message: errorMessage ?? '' };
    }
    const failure = await findFailure(videoJob);
    if (failure === undefined && videoJob.run < MAX_RUNS) throw new ResultLostError('deliver');
    return failure ?? LOST;
  }

  /**
   * The summary of a batch tells of its failures, so their own messages are only removed. If the chat permanently refuses
   * messages, does not retry: the row has ended already.
   */
  async function notifyChat(videoJob: VideoJob, code: string, logger: Logger): Promise<void> {
    try {
      const channel = await channelOf(videoJob);
      if (videoJob.batchId !== null) return await channel.withdraw(recipientOf(videoJob));
      await channel.reportFailure(recipientOf(videoJob), code, (messageId, known) =>
        videoJobs.saveProgressMessage(videoJob.id, messageId, known),
      );
    } catch (error) {
      if (error instanceof ZdravitsaError && error.retryable) throw error;
      logger.warn('chat not notified of the failure', { error });
    }
  }

  function reportEnd(videoJob: VideoJob, status: GreetingEnd['status'], code = 'none'): void {
    onEnd?.({ status, code, seconds: (Date.now() - videoJob.createdAt.getTime()) / 1_000 });
  }

  return async ({ data, videoJob, children, logger }) => {
    if (videoJob.status === 'CANCELLED') reportEnd(videoJob, 'CANCELLED');
    if (videoJob.status === 'COMPLETED' || videoJob.status === 'CANCELLED') return { status: videoJob.status };
    const [delivered] = await children();
    if (delivered !== undefined) {
      const { videoKey, messageId, telegramFileId } = delivered;
      const outcome = { status: 'COMPLETED' as const, videoKey, messageId, telegramFileId };
      if (!(await videoJobs.finish(data, outcome))) return OVERTAKEN;
      reportEnd(videoJob, 'COMPLETED');
      return { status: 'COMPLETED' };
    }
    const failure = await firstCause(videoJob);
    const isFinished = await videoJobs.finish(data, { status: 'FAILED', failure });
    if (!isFinished && videoJob.status !== 'FAILED') return OVERTAKEN;
    if (isFinished) reportEnd(videoJob, 'FAILED', failure.code);
    logger.error('greeting failed', { failedStep: failure.step, code: failure.code });
    await notifyChat(videoJob, failure.code, logger);
    return { status: 'FAILED' };
  };
}
