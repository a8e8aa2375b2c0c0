import type { BotContext } from '#root/bot/context.js';
import { ifAllowed } from '#root/bot/drafts/if-allowed.js';
import { followProgress } from '#root/bot/follow-progress.js';
import { logFields } from '#root/bot/log-fields.js';
import { onPress } from '#root/bot/presses.js';
import { mayControl } from '#root/bot/rights.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';

/** What a button does with a greeting. It returns whether there was something to do. */
type Act = (context: BotContext, videoJob: VideoJob) => Promise<boolean>;

const acts = new Map<string, Act>([
  ['x', (context, videoJob) => cancelOrder(context, videoJob)],
  ['u', bringBack],
]);

/** Cancels greetings by the buttons of the status message, and makes cancelled ones after all. */
export const pressOrder = onPress('greeting', async (context, { id, action }, next) => {
  const act = acts.get(action);
  if (act === undefined) return next();
  const { texts } = context;
  const meant = await ordersMeant(context, id);
  const own = [];
  for (const videoJob of meant) if (await mayControl(context, videoJob)) own.push(videoJob);
  if (meant.length > 0 && own.length === 0) return context.answerPress(texts('not-yours'));
  const done = [];
  for (const videoJob of own) done.push(await act(context, videoJob));
  const isMade = action === 'u' && own.some((videoJob) => !hasEnded(videoJob));
  if (!done.includes(true)) await context.answerPress(texts(isMade ? 'card-ordered' : 'order-ended'));
});

/** Returns the greeting of the button, or all those that its message shows. */
async function ordersMeant({ services, chat, me, callbackQuery }: BotContext, id: string): Promise<VideoJob[]> {
  const { videoJobs, statuses } = services;
  const messageId = callbackQuery?.message?.message_id;
  const ids = id === '*' ? await statuses.idsUnder(String(me.id), String(chat?.id), messageId ?? 0) : [id];
  const found = await Promise.all(ids.map((each) => videoJobs.find(each)));
  return found.filter((videoJob) => videoJob !== undefined);
}

/** Cancels a greeting, and shows that in its chat. Returns whether it was open. */
export async function cancelOrder(context: BotContext, videoJob: VideoJob, belowId?: number): Promise<boolean> {
  const cancelled = await context.outside.during(() => context.services.submitter.cancel(videoJob.id));
  // A press that is handled again finds it cancelled.
  if (cancelled === undefined && videoJob.status !== 'CANCELLED') return false;
  if (cancelled !== undefined) logDone(context, 'greeting cancelled', videoJob);
  await followProgress(context, videoJob, { belowId: belowId ?? null });
  return cancelled !== undefined;
}

async function bringBack(context: BotContext, videoJob: VideoJob): Promise<boolean> {
  const { retry } = context.services.submitter;
  const isCancelled = videoJob.status === 'CANCELLED';
  const retried = isCancelled
    ? await ifAllowed(context, videoJob.orderedBy ?? '', () => retry(videoJob.id), 0)
    : undefined;
  if (retried !== undefined) logDone(context, 'greeting ordered again', videoJob);
  // A press that is handled again finds it open.
  if (retried !== undefined || !hasEnded(videoJob)) await followProgress(context, videoJob);
  return retried !== undefined;
}

function logDone(context: BotContext, phrase: string, { id }: VideoJob): void {
  context.services.logger.info(phrase, { ...logFields(context), videoJobId: id });
}
