import type { BotContext } from '#root/bot/context.js';
import { isReady } from '#root/bot/drafts/choices.js';
import { orderBatch } from '#root/bot/drafts/order-batch.js';
import { orderDraft } from '#root/bot/drafts/order-draft.js';
import type { Draft } from '#root/jobs/draft.js';

/** Orders what a draft is: one greeting, or one for each person of a list. Doing so again changes nothing. */
export function make(context: BotContext, draft: Draft): Promise<void> {
  return draft.content.names === undefined ? orderDraft(context, draft) : orderBatch(context, draft);
}

/** Returns whether nothing keeps the draft from being ordered unseen. A list, and a name in doubt, are shown first. */
export function mayMakeAtOnce({ content }: Draft): boolean {
  const { names, to, unsureName } = content;
  return names === undefined && to !== unsureName && isReady(content);
}
