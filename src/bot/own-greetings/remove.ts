import type { BotContext } from '#root/bot/context.js';
import { draftIdIn } from '#root/bot/drafts/request-key.js';
import { logFields } from '#root/bot/log-fields.js';
import { removalScreen } from '#root/bot/own-greetings/list-screen.js';
import { listFor, showInList } from '#root/bot/own-greetings/show-list.js';
import type { VideoJob } from '#root/jobs/video-job.js';

// "yes" and the page of the list that the answer leads back to.
const VALUE = /^(yes)?([1-9]\d{0,5})$/;

/** Deletes a greeting from its person's list, with its words and files, after a confirmation. */
export async function remove(context: BotContext, videoJob: VideoJob, value?: string): Promise<void> {
  const [, yes, digits] = VALUE.exec(value ?? '1') ?? [];
  const page = Number(digits ?? 1);
  if (yes === undefined) {
    await context.answerPress();
    const options = { language: context.language, now: new Date() };
    return showInList(context, removalScreen(videoJob, page, options));
  }
  await removeGreeting(context, videoJob);
  await context.answerPress(context.texts('my-deleted'));
  await showInList(context, await listFor(context, videoJob.orderedBy ?? '', page));
}

/** Removes all that is kept of a greeting but the row itself. Files that other greetings use as well stay. */
async function removeGreeting(context: BotContext, { id, requestKey }: VideoJob): Promise<void> {
  const { services } = context;
  const draftId = draftIdIn(requestKey);
  if (draftId !== undefined) await services.drafts.remove(draftId);
  await services.forgetter.forgetOne(id);
  services.logger.info('greeting removed', { ...logFields(context), videoJobId: id });
}
