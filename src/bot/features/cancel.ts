import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { logFields } from '#root/bot/log-fields.js';

/** /cancel: stops the newest greeting of the chat that is still being made. */
export const cancel = new Composer<BotContext>();

cancel.command('cancel', async (context) => {
  const { services, texts, chat } = context;
  const videoJob = await services.videoJobs.findOpenInChat(String(chat.id));
  const isCancelled = videoJob !== undefined && (await services.submitter.cancel(videoJob.id));
  await context.reply(isCancelled ? texts.cancelled(videoJob.spec?.to) : texts.nothingToCancel);
  if (isCancelled) services.logger.info('greeting cancelled', { ...logFields(context), videoJobId: videoJob.id });
});
