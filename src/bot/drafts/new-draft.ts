import type { BotContext } from '#root/bot/context.js';
import { draftChat, isGroup, senderOf, topicOf } from '#root/bot/drafts/place.js';
import type { DraftContent, NewDraft } from '#root/jobs/draft.js';
import { templateNames } from '#root/montage/templates/index.js';

/** Returns the draft that a message begins, with what the person prefers. */
export function newDraft(
  context: BotContext & { msg: NonNullable<BotContext['msg']> },
  content: Partial<DraftContent>,
  part = 0,
): NewDraft {
  const { msg, language } = context;
  return {
    ...draftChat(context),
    ownerId: senderOf(msg) ?? '',
    messageThreadId: topicOf(msg),
    orderMessageId: msg.message_id,
    part,
    language,
    content: { ...preferredBy(context), ...content },
  };
}

/** Returns the content with a name that may be in doubt. A group has no card that shows it, so there it is asked for. */
export function withUnsureName<Content extends Partial<DraftContent>>(
  chat: Parameters<typeof isGroup>[0],
  content: Content,
  unsureName: string | undefined,
): Content {
  return { ...content, ...(isGroup(chat) && unsureName !== undefined ? { to: undefined } : {}), unsureName };
}

/** Returns what the person prefers in a new draft. */
export function preferredBy({ person }: BotContext): Partial<DraftContent> {
  const { voice, format, template } = person.settings;
  // The template may have been removed since it was chosen.
  return { voice, format, design: templateNames.find((name) => name === template) };
}
