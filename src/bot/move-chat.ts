import type { BotServices } from '#root/bot/context.js';

/** Gives the greetings, batches, drafts and status messages of a group the id of the supergroup that it became. */
export async function moveChat(
  { videoJobs, batches, drafts, statuses }: Pick<BotServices, 'videoJobs' | 'batches' | 'drafts' | 'statuses'>,
  chatId: string,
  newChatId: string,
): Promise<void> {
  await videoJobs.moveChat(chatId, newChatId);
  await batches.moveChat(chatId, newChatId);
  await drafts.moveChat(chatId, newChatId);
  await statuses.moveChat(chatId, newChatId);
}
