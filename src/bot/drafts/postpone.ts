import type { BotContext } from '#root/bot/context.js';
import { isGroup } from '#root/bot/drafts/place.js';
import { showDraft } from '#root/bot/drafts/show.js';
import type { LimitError } from '#root/errors.js';
import type { Draft } from '#root/jobs/draft.js';
import type { Texts } from '#root/telegram/texts.js';

/** Says why a draft is not made now, over its card, which waits. A group has no card. */
export async function postpone(context: BotContext, draft: Draft, error: LimitError): Promise<void> {
  const text = limitText(context.texts, error);
  await context.answerPress(text);
  if (!isGroup(draft)) return showDraft(context, draft, { remark: text });
  await context.reply(text);
}

/** Returns the text about a limit. */
export function limitText(texts: Texts, { code, facts }: LimitError): string {
  const { openMax, dailyMax, hours, minutes, room = 0 } = facts as Record<string, number | undefined>;
  if (code === 'USER_OPEN_MAX') return texts('limit-open', { openMax: openMax ?? 0 });
  if (code === 'USER_DAILY_MAX' && room > 0) return texts('limit-batch', { room });
  if (code === 'USER_DAILY_MAX') return texts('limit-daily', { dailyMax: dailyMax ?? 0, hours: hours ?? 0 });
  return minutes === undefined ? texts('drained') : texts('drained-for', { minutes });
}
