import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';

/** /cancel: cancels the newest greeting of the chat that has not ended. */
export const cancel = new Composer<BotContext>();

cancel.command('cancel', async (context) => {
  const { services, texts, chat } = context;
  const open = await services.videoJobs.findOpenInChat(String(chat.id));
  const cancelled = open && (await services.submitter.cancel(open.id));
  await context.reply(cancelled === undefined ? texts.nothingToCancel : texts.cancelled(cancelled.spec?.to));
  if (cancelled !== undefined) {
    services.logger.info('greeting cancelled', { ...logFields(context), videoJobId: cancelled.id });
  }
});
