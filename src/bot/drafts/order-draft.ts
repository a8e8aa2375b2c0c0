import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BotContext } from '#root/bot/context.js';
import { downloadAttachments } from '#root/bot/download.js';
import { askInReply } from '#root/bot/drafts/ask-in-reply.js';
import { fill } from '#root/bot/drafts/fill.js';
import { followOrder } from '#root/bot/drafts/follow-order.js';
import { isGroup } from '#root/bot/drafts/place.js';
import { postpone } from '#root/bot/drafts/postpone.js';
import { readGiven } from '#root/bot/drafts/read-given.js';
import { requestKeyOf } from '#root/bot/drafts/request-key.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { removeBeside } from '#root/bot/drafts/side-message.js';
import { afterRefusal, toOrder } from '#root/bot/drafts/to-order.js';
import { logFields } from '#root/bot/log-fields.js';
import { InputError, LimitError } from '#root/errors.js';
import type { CheckedOrder } from '#root/greeting/check-order.js';
import { hasAttachments } from '#root/greeting/order.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { Draft, SentFile } from '#root/jobs/draft.js';
import type { VideoJob } from '#root/jobs/video-job.js';

/**
 * Orders the greeting of a draft and shows how far it is. If the order is refused, says what to change, and if none is taken
 * now, why. A draft that was ordered before, or is ordered twice, is one greeting. A greeting whose place it takes is
 * cancelled.
 */
export async function orderDraft(context: BotContext, draft: Draft): Promise<void> {
  try {
    const ordered = await submit(context, draft);
    await cancelReplaced(context, ordered.draft);
    await followOrder(context, ordered.draft, ordered.videoJob);
    await removeBeside(context, ordered.draft);
  } catch (error) {
    if (error instanceof LimitError) await postpone(context, draft, error);
    else if (error instanceof InputError) await refuse(context, draft, error);
    else throw error;
  }
}

async function cancelReplaced({ services, outside }: BotContext, { content: { replaces } }: Draft): Promise<void> {
  if (replaces === undefined) return;
  await services.statuses.detach(replaces);
  await outside.during(() => services.submitter.cancel(replaces));
}

async function submit(context: BotContext, given: Draft): Promise<{ draft: Draft; videoJob: VideoJob }> {
  const { services } = context;
  const known = await findOrdered(context, given);
  if (known !== undefined) {
    await services.drafts.markOrdered(given.id);
    return { draft: given, videoJob: known };
  }
  await services.drains.assertNone(given.botId);
  if (given.content.attachments.length > 0) {
    // Files are taken in for nothing if the greeting is refused when it is stored.
    await services.submitter.assertRoom(given.ownerId);
    // Taking them in takes longer than the app waits.
    await context.answerPress();
  }
  const { draft, spec } = await takeInWhole(context, given);
  const { videoJob, created } = await services.submitter.submit({
    spec,
    chatId: draft.chatId,
    messageThreadId: draft.messageThreadId,
    orderMessageId: draft.orderMessageId ?? draft.content.messages[0]?.id,
    orderedBy: draft.ownerId,
    chatLanguage: draft.language,
    requestKey: requestKeyOf(draft),
  });
  await services.drafts.markOrdered(draft.id);
  services.logger.info('greeting ordered', { ...logFields(context), videoJobId: videoJob.id, created });
  return { draft, videoJob };
}

/**
 * Returns the greeting that a draft was ordered as, or undefined. It may not be marked yet: the bot may have been killed in
 * between, and the greeting would count as another one.
 */
async function findOrdered({ services, isRepeated }: BotContext, draft: Draft): Promise<VideoJob | undefined> {
  const mayBeKnown = isRepeated || draft.orderedAt !== null;
  return mayBeKnown ? services.videoJobs.findByRequest(requestKeyOf(draft)) : undefined;
}

/** Takes the files in, again if more of the album arrive meanwhile. */
async function takeInWhole(context: BotContext, given: Draft): Promise<{ draft: Draft; spec: GreetingSpec }> {
  const { services, album, me } = context;
  for (let draft = given; ; ) {
    // Before anything is downloaded: a wrong name costs nothing.
    const spec = await takeInFiles(context, services.checkOrder(toOrder(draft.content)));
    if (!(await context.joinAlbum(album))) return { draft, spec };
    const changed = await services.drafts.change(draft, fill(draft.content, readGiven(album.messages, me)));
    draft = changed?.draft ?? draft;
  }
}

/** Takes the files of a checked order in, at most a few orders at the same time. */
export async function takeInFiles(
  { api, server, outside, intakes, services }: BotContext,
  { content, attachments, stored }: CheckedOrder<SentFile>,
): Promise<GreetingSpec> {
  if (!hasAttachments(attachments)) return services.takeIn({ content, attachments: { photos: [] }, stored });
  const intake = async () => {
    const dir = await mkdtemp(join(await services.workDir(), 'order-'));
    try {
      const files = await downloadAttachments(api, attachments, { server, dir });
      return await services.takeIn({ content, attachments: files, stored });
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  };
  return outside.during(() => intakes(intake));
}

/** Takes what was refused out of the draft, and asks for it again. */
export async function refuse(context: BotContext, draft: Draft, error: InputError): Promise<void> {
  const { drafts } = context.services;
  // More of its album may have joined it.
  const now = (await drafts.find(draft.id)) ?? draft;
  const changed = await drafts.change(now, afterRefusal(now.content, error, !isGroup(draft)));
  if (changed === undefined) return;
  if (isGroup(draft)) await askInReply(context, changed.draft);
  else await showDraft(context, changed.draft);
}
