import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { refill } from '#root/bot/drafts/fill.js';
import { draftChat, isGroup } from '#root/bot/drafts/place.js';
import { readGiven } from '#root/bot/drafts/read-given.js';
import { showDraft } from '#root/bot/drafts/show.js';

/** Changes a draft by the edit of a message that filled it, as long as it is not ordered. */
export const followEdits = new Composer<BotContext>();

followEdits.on('edited_message', async (context) => {
  const { services, editedMessage, me } = context;
  const draft = await services.drafts.findByMessage(draftChat(context), editedMessage.message_id);
  if (draft === undefined || draft.orderedAt !== null) return;
  const content = refill(draft.content, readGiven([editedMessage], me));
  const changed = await services.drafts.change(draft, content);
  if (changed !== undefined && !isGroup(draft)) await showDraft(context, changed.draft);
});
