import { apologise } from '#root/bot/apologise.js';
import { filesIn } from '#root/bot/attachments.js';
import type { BotContext } from '#root/bot/context.js';
import { speak } from '#root/bot/language.js';
import type { People } from '#root/jobs/people.js';
import type { Logger } from '#root/logger.js';

/** Reports in its chat that a message, an album or a press of a button cannot be handled. Never throws. */
export async function giveUp(
  context: BotContext,
  updateIds: number[],
  { people, logger }: { people: People; logger: Logger },
): Promise<void> {
  logger.error('update killed the bot each time, given up', { updateIds });
  const { from, album } = context;
  const settled = from && (await people.find(String(from.id)).catch(() => undefined))?.language;
  if (settled !== undefined) speak(context, settled);
  const files = filesIn(album.messages.flatMap((one) => [one, one.reply_to_message ?? []].flat()));
  await apologise(context, files.length > 0 ? 'file-given-up' : 'broken', logger);
}
