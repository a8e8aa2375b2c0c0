import type { BotContext } from '#root/bot/context.js';
import { makeAgain } from '#root/bot/own-greetings/make-again.js';
import { remove } from '#root/bot/own-greetings/remove.js';
import { sendAgain } from '#root/bot/own-greetings/send-again.js';
import { listFor, ownerOfList, showInList } from '#root/bot/own-greetings/show-list.js';
import { onPress } from '#root/bot/presses.js';
import { mayActFor } from '#root/bot/rights.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/** What a button of a person's list does with a greeting. */
type OwnAction = (context: BotContext, videoJob: VideoJob, value?: string) => Promise<void>;

const actions = new Map<string, OwnAction>([
  ['s', (context, videoJob, value) => (value === 'again' ? makeAgain : sendAgain)(context, videoJob)],
  ['d', remove],
]);

/** Does what the buttons under a list of greetings say, for the person whose greetings they are. */
export const pressOwn = onPress('greeting', async (context, { id, action, value }, next) => {
  const { services, texts } = context;
  const act = actions.get(action);
  if (act === undefined) return next();
  const videoJob = id === '*' ? undefined : await services.videoJobs.find(id);
  if (videoJob === undefined || videoJob.removedAt !== null) {
    await context.answerPress(texts('greeting-gone'));
    // The first of two presses may have been interrupted before it showed the list.
    const owner = action === 'd' ? ownerOfList(context) : null;
    if (owner !== null && (await mayActFor(context, owner)))
      await showInList(context, await listFor(context, owner, 1));
    return;
  }
  if (!(await mayActFor(context, videoJob.orderedBy))) return context.answerPress(texts('greeting-foreign'));
  await act(context, videoJob, value);
});
