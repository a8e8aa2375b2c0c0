import type { Channel } from '#root/delivery/channel.js';
import { recipientOf } from '#root/delivery/recipient.js';
import { ZdravitsaError } from '#root/errors.js';
import type { Failure, VideoJob } from '#root/jobs/video-job.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';
import type { greetingStep } from '#root/queue/definitions/greeting.js';
import type { ProcessorOf } from '#root/queue/worker/step-input.js';

/** A greeting that ended. */
export interface GreetingEnd {
  status: 'COMPLETED' | 'FAILED' | 'CANCELLED';
  /** Why it failed; `none` where it did not. */
  code: string;
  /** Since it was ordered. */
  seconds: number;
}

export interface GreetingProcessorDeps {
  channel: Channel;
  videoJobs: Pick<VideoJobs, 'finish' | 'saveProgressMessage'>;
  /** What the queues know of a failure that no step could write into the row. */
  findFailure: (videoJob: VideoJob) => Promise<Failure | undefined>;
  /** Called once where this processor ended the greeting, and where it found it cancelled. */
  onEnd?: (end: GreetingEnd) => void;
}

/** The row was cancelled, or ended by another worker, after this one had read it: there is nothing left to say. */
const OVERTAKEN = { status: 'OVERTAKEN' };

const LOST: Failure = {
  step: 'deliver',
  code: 'STEP_LOST',
  message: 'The video was not delivered, and no step says why',
};

/** The completion handler: COMPLETED only where deliver's result is there, FAILED with the first cause otherwise. */
export function createGreetingProcessor({
  channel,
  videoJobs,
  findFailure,
  onEnd,
}: GreetingProcessorDeps): ProcessorOf<typeof greetingStep> {
  async function firstCause(videoJob: VideoJob): Promise<Failure> {
    const { failedStep, errorCode, errorMessage } = videoJob;
    if (failedStep !== null && errorCode !== null) {
      return { step: failedStep, code: errorCode, message: errorMessage ?? '' };
    }
    return (await findFailure(videoJob)) ?? LOST;
  }

  /** The row has ended by now; who cannot be told for good is not asked again. */
  async function notifyChat(videoJob: VideoJob, code: string, logger: Logger): Promise<void> {
    try {
      await channel.reportFailure(recipientOf(videoJob), code, (messageId, known) =>
        videoJobs.saveProgressMessage(videoJob.id, messageId, known),
      );
    } catch (error) {
      if (error instanceof ZdravitsaError && error.retryable) throw error;
      logger.warn('nobody told of the failure', { error });
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
