import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';
import { OPEN } from '#root/jobs/video-job.js';

/** Cancels the greetings of a batch that are still open. Returns whether there were any. */
export async function stopBatch(context: BotContext, batchId: string): Promise<boolean> {
  const { submitter, videoJobs, batches, logger } = context.services;
  const ids = await videoJobs.idsInBatch(batchId, OPEN);
  if (ids.length === 0) return false;
  const cancelled = await submitter.cancelAll(ids);
  await batches.hurrySummary(batchId);
  logger.info('batch cancelled', { ...logFields(context), batchId, count: cancelled.length });
  return true;
}
