import type { BotServices } from '#root/bot/context.js';

/** Gives the greetings and drafts of a group the id of the supergroup that it became. */
export async function moveChat(
  { videoJobs, drafts }: Pick<BotServices, 'videoJobs' | 'drafts'>,
  chatId: string,
  newChatId: string,
): Promise<void> {
  await videoJobs.moveChat(chatId, newChatId);
  await drafts.moveChat(chatId, newChatId);
}
