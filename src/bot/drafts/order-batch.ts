import type { BotContext } from '#root/bot/context.js';
import { refuse, takeInFiles } from '#root/bot/drafts/order-draft.js';
import { postpone } from '#root/bot/drafts/postpone.js';
import { toOrder } from '#root/bot/drafts/to-order.js';
import { logFields } from '#root/bot/log-fields.js';
import { InputError, LimitError } from '#root/errors.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { Draft, DraftContent } from '#root/jobs/draft.js';

/**
 * Orders a greeting for each person of a draft's list, all or none. The message that shows the draft becomes the summary. If
 * an order is refused, says what to change, and if none is taken now, why. A draft that was ordered before, or is ordered twice, is one batch.
 */
export async function orderBatch(context: BotContext, draft: Draft): Promise<void> {
  const { services } = context;
  const requestKey = `batch-${draft.id}-${draft.rev}`;
  try {
    const known = draft.orderedAt === null ? undefined : await services.batches.findByRequest(requestKey);
    if (known !== undefined) return;
    await services.drains.assertNone(draft.botId);
    // Taking files in takes longer than the app waits.
    await context.answerPress();
    const specs = await specsOf(context, draft);
    const { chatId, messageThreadId, ownerId: orderedBy, language: chatLanguage } = draft;
    const ordered = { chatId, messageThreadId, orderedBy, chatLanguage };
    const { batchId, created } = await services.submitter.submitMany({
      ...ordered,
      requestKey,
      botId: draft.botId,
      summaryMessageId: draft.cardMessageId,
      greetings: specs.map((spec) => ({ ...ordered, spec })),
    });
    await services.drafts.markOrdered(draft.id);
    services.logger.info('batch ordered', { ...logFields(context), batchId, count: specs.length, created });
  } catch (error) {
    if (error instanceof LimitError) await postpone(context, draft, error);
    else if (error instanceof InputError) await refuse(context, draft, error);
    else throw error;
  }
}

/** All are checked before anything is downloaded, and share the files, which are taken in once. */
async function specsOf(context: BotContext, { content }: Draft): Promise<GreetingSpec[]> {
  const checked = eachOf(content).map((one) => context.services.checkOrder(toOrder(one)));
  const [first] = checked;
  if (first === undefined) return [];
  const { photos, recording, clip } = await takeInFiles(context, first);
  const media = { photos, ...(recording === undefined ? {} : { recording }), ...(clip === undefined ? {} : { clip }) };
  return checked.map((one) => ({ ...one.content, ...media }));
}

/** Returns the draft as it is for each person of its list. What a button has chosen counts for all. */
function eachOf({ names, ...content }: DraftContent): DraftContent[] {
  const people = names?.people ?? [];
  return people.map(({ to, text, template }) => ({
    ...content,
    to,
    sayAs: undefined,
    replaces: undefined,
    text: text ?? content.text,
    template: content.template ?? template,
  }));
}
