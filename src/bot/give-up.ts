import { apologise } from '#root/bot/apologise.js';
import { filesIn } from '#root/bot/attachments.js';
import type { BotContext } from '#root/bot/context.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { ordersAlone, readGiven } from '#root/bot/drafts/read-given.js';
import { requestKeyOf } from '#root/bot/drafts/request-key.js';
import { speak } from '#root/bot/language.js';
import type { Drafts } from '#root/jobs/drafts.js';
import type { People } from '#root/jobs/people.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { Logger } from '#root/logger.js';

export interface GiveUpDeps {
  people: People;
  drafts: Drafts;
  videoJobs: VideoJobs;
  logger: Logger;
}

/**
 * Reports in its chat that a message, an album or a press of a button cannot be handled. If all that a message orders is
 * ordered already, says nothing, because the video comes. Never throws.
 */
export async function giveUp(
  context: BotContext,
  updateIds: number[],
  { people, logger, ...jobs }: GiveUpDeps,
): Promise<void> {
  logger.error('update killed the bot each time, given up', { updateIds });
  const { from, album } = context;
  if (await isOrdered(context, jobs).catch(() => false)) return;
  const settled = from && (await people.find(String(from.id)).catch(() => undefined))?.language;
  if (settled !== undefined) speak(context, settled);
  const files = filesIn(album.messages.flatMap((one) => [one, one.reply_to_message ?? []].flat()));
  await apologise(context, files.length > 0 ? 'file-given-up' : 'broken', logger);
}

/** Returns whether the process died only after each greeting of the message was ordered. */
async function isOrdered(context: BotContext, { drafts, videoJobs }: Pick<GiveUpDeps, 'drafts' | 'videoJobs'>) {
  const { messages } = context.album;
  const ids = messages.map(({ message_id }) => message_id);
  const begun = (await Promise.all(ids.map((id) => drafts.findAllByMessage(draftChat(context), id)))).flat();
  for (const draft of begun) {
    if ((await videoJobs.findByRequest(requestKeyOf(draft))) === undefined) return false;
    await drafts.markOrdered(draft.id);
  }
  return begun.length >= Math.max(ordersAlone(readGiven(messages, context.me)).length, 1);
}
