import type { BotContext } from '#root/bot/context.js';
import { senderOf } from '#root/bot/drafts/place.js';
import { type ListPage, lastPage, listScreen, PAGE_LENGTH } from '#root/bot/own-greetings/list-screen.js';
import type { Screen } from '#root/bot/screens/screen.js';
import { createNotes } from '#root/telegram/notes.js';

/** Returns a page of a person's greetings: of all in a private chat, of those of the chat in a group. */
export async function listFor(context: BotContext, orderedBy: string, page: number): Promise<Screen> {
  const { chat, language } = context;
  const isOfGroup = chat?.type !== 'private';
  const owner = { orderedBy, chatId: isOfGroup ? String(chat?.id) : undefined };
  return listScreen(await readPage(context, owner, page), { language, isOfGroup, now: new Date() });
}

/** Returns whose list has the pressed button, or null if the command that it answers was deleted. */
export function ownerOfList({ chat, from, callbackQuery }: BotContext): string | null {
  if (chat?.type === 'private') return String(from?.id);
  const command = callbackQuery?.message?.reply_to_message;
  return command === undefined ? null : senderOf(command);
}

/** Shows a screen in place of the list whose button was pressed. */
export async function showInList({ api, chat, callbackQuery, services }: BotContext, screen: Screen): Promise<void> {
  const messageId = callbackQuery?.message?.message_id;
  if (chat === undefined || messageId === undefined) return;
  await createNotes({ api, logger: services.logger }).replace(String(chat.id), messageId, screen);
}

/** Reads a page, or the last one if there are fewer by now. */
async function readPage(
  context: BotContext,
  owner: { orderedBy: string; chatId: string | undefined },
  page: number,
): Promise<ListPage> {
  const read = { skip: (page - 1) * PAGE_LENGTH, limit: PAGE_LENGTH };
  const { videoJobs, count } = await context.services.videoJobs.listOwn(owner, read);
  const last = lastPage(count);
  return page > last ? readPage(context, owner, last) : { videoJobs, count, page };
}
