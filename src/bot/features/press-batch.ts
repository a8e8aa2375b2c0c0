import { stopBatch } from '#root/bot/batches/stop-batch.js';
import type { BotContext } from '#root/bot/context.js';
import { ifAllowed } from '#root/bot/drafts/if-allowed.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { logFields } from '#root/bot/log-fields.js';
import { onPress } from '#root/bot/presses.js';
import { mayControl } from '#root/bot/rights.js';
import type { Batch } from '#root/jobs/batches.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import type { TextKey } from '#root/telegram/text-keys.js';

type Act = (context: BotContext, batch: Batch) => Promise<boolean>;

/** What each button does, and what it answers if there is anything to do. */
const actions = new Map<string, { toast: TextKey & `batch-${string}ing`; act: Act }>([
  ['r', { toast: 'batch-trying', act: (context, batch) => startAgain(context, batch, 'FAILED') }],
  ['u', { toast: 'batch-trying', act: (context, batch) => startAgain(context, batch, 'CANCELLED') }],
  ['x', { toast: 'batch-stopping', act: (context, { id }) => stopBatch(context, id) }],
]);

/** Does what the buttons under the summary of a batch say, for the person who ordered it, and for admins of the group. */
export const pressBatch = onPress('batch', async (context, { id, action }) => {
  const { texts, services } = context;
  const batch = await services.batches.find(id);
  const { botId } = draftChat(context);
  if (batch === undefined || batch.botId !== botId) return context.answerPress(texts('batch-gone'));
  if (!(await mayControl(context, batch))) return context.answerPress(texts('card-foreign'));
  const pressed = actions.get(action);
  const isDone = await pressed?.act(context, batch);
  await context.answerPress(texts(pressed !== undefined && isDone === true ? pressed.toast : 'batch-over'));
  // The summary may be older than what was pressed under it.
  await services.batches.hurrySummary(id);
});

/** Starts the greetings of a batch that ended in this way again. Returns whether there were any. */
async function startAgain(
  context: BotContext,
  { id: batchId, orderedBy }: Batch,
  status: VideoJobStatus,
): Promise<boolean> {
  const { submitter, videoJobs, logger } = context.services;
  const ids = await videoJobs.idsInBatch(batchId, [status]);
  // Of this day, those that failed are counted no more.
  const count = status === 'FAILED' ? ids.length : 0;
  const started =
    ids.length === 0 ? [] : ((await ifAllowed(context, orderedBy ?? '', () => submitter.retryAll(ids), count)) ?? []);
  if (started.length > 0) logger.info('batch tried again', { ...logFields(context), batchId, count: started.length });
  return started.length > 0;
}
