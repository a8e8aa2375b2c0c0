import type { BotServices } from '#root/bot/context.js';
import type { QueueState, Stats } from '#root/bot/screens/admin.js';
import { UnavailableError } from '#root/errors.js';
import { stepNames } from '#root/queue/definitions/index.js';

const DAY_MS = 24 * 3_600_000;

/** Reads how the last 24 hours went, and what waits now. */
export async function readStats(
  { videoJobs, flows }: Pick<BotServices, 'videoJobs' | 'flows'>,
  now: Date,
): Promise<Stats> {
  const since = new Date(now.getTime() - DAY_MS);
  const [ended, failures, p95Seconds, queues] = await Promise.all([
    videoJobs.countEnded({ since, now }),
    videoJobs.countFailures(since),
    videoJobs.latencyP95(since),
    readQueues(flows),
  ]);
  const countOf = (wanted: string) =>
    ended.reduce((sum, { status, count }) => sum + (status === wanted ? count : 0), 0);
  return { completed: countOf('COMPLETED'), failed: countOf('FAILED'), failures, p95Seconds, queues };
}

async function readQueues(flows: BotServices['flows']): Promise<QueueState[] | undefined> {
  const read = async (step: (typeof stepNames)[number]): Promise<QueueState> => {
    const [{ counts, oldestWaitingMs }, { workers }] = await Promise.all([flows.backlog(step), flows.condition(step)]);
    return { step, waiting: counts.waiting, oldestWaitingMs, workers };
  };
  try {
    return await Promise.all(stepNames.map(read));
  } catch (error) {
    if (error instanceof UnavailableError) return undefined;
    throw error;
  }
}
