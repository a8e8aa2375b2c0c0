import type { BotServices } from '#root/bot/context.js';

/** Gives the greetings, batches and drafts of a group the id of the supergroup that it became. */
export async function moveChat(
  { videoJobs, batches, drafts }: Pick<BotServices, 'videoJobs' | 'batches' | 'drafts'>,
  chatId: string,
  newChatId: string,
): Promise<void> {
  await videoJobs.moveChat(chatId, newChatId);
  await batches.moveChat(chatId, newChatId);
  await drafts.moveChat(chatId, newChatId);
}
