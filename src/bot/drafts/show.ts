import type { BotContext } from '#root/bot/context.js';
import { removeBeside } from '#root/bot/drafts/side-message.js';
import { screenOf } from '#root/bot/screens/index.js';
import { withRemark } from '#root/bot/screens/screen.js';
import type { Draft } from '#root/jobs/draft.js';
import { createNotes } from '#root/telegram/notes.js';

export interface ShowOptions {
  /** Whether to show it below everything, as the answer to a message that is none. */
  isRepeated?: boolean;
  /** Stands above the screen until it changes. */
  remark?: string;
}

/**
 * Shows a draft in its chat, with what it asks: in its message, if that is the bot's last one or has the pressed button,
 * else in a new message that takes its place.
 */
export async function showDraft(
  context: BotContext,
  draft: Draft,
  { isRepeated = false, remark }: ShowOptions = {},
): Promise<void> {
  const { api, services } = context;
  const { id, chatId, messageThreadId, cardMessageId } = draft;
  const notes = createNotes({ api, logger: services.logger });
  const samples = draft.content.screen === 'voice' ? await services.voiceSamples.voices() : [];
  const shown = screenOf(draft, { samples });
  const screen = remark === undefined ? shown : withRemark(shown, remark);
  // It was beside another screen.
  await removeBeside(context, draft);
  const mayEdit = !isRepeated && (await isInSight(context, draft));
  if (mayEdit && cardMessageId !== null && (await notes.replace(chatId, cardMessageId, screen))) return;
  await notes.send({ chatId, messageThreadId }, screen, cardMessageId, async (sent) => {
    await services.drafts.saveCard(id, sent);
    return sent;
  });
  if (cardMessageId !== null) await notes.remove(chatId, cardMessageId);
}

/** Returns whether the person sees the message that shows a draft. */
export async function isInSight({ services, callbackQuery }: BotContext, draft: Draft): Promise<boolean> {
  const isPressed = callbackQuery !== undefined && callbackQuery.message?.message_id === draft.cardMessageId;
  return isPressed || (await services.drafts.isCardLast(draft));
}
