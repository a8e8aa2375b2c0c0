import { Composer } from 'grammy';
import { asksFor } from '#root/bot/asks-for.js';
import type { BotContext } from '#root/bot/context.js';
import { discardEmpty } from '#root/bot/drafts/discard.js';
import { newDraft } from '#root/bot/drafts/new-draft.js';
import { showDraft } from '#root/bot/drafts/show.js';

/** /new: leads through the occasion, the name and the words. In a group, the answers of several people would mix. */
export const startNew = new Composer<BotContext>();

startNew
  .chatType('private')
  .on('message')
  .filter(asksFor('new'), async (context) => {
    await discardEmpty(context);
    const draft = await context.services.drafts.create(newDraft(context, { screen: 'occasion', isLed: true }));
    await showDraft(context, draft);
  });
