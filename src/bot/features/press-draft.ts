import type { BotContext } from '#root/bot/context.js';
import { isTooLong, longRecordingOf, missingIn } from '#root/bot/drafts/choices.js';
import { discardDraft } from '#root/bot/drafts/discard.js';
import { isEndedBy, noteEnd } from '#root/bot/drafts/end-of-path.js';
import { make, mayMakeAtOnce } from '#root/bot/drafts/make.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { playSample } from '#root/bot/drafts/play-sample.js';
import { type Press, press } from '#root/bot/drafts/press.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { showDesigns } from '#root/bot/drafts/show-designs.js';
import { onPress } from '#root/bot/presses.js';
import { mayActFor } from '#root/bot/rights.js';
import type { Draft } from '#root/jobs/draft.js';

/** Does what the buttons under a draft say, for the person whose draft it is. */
export const pressDraft = onPress('draft', async (context, { id, revision, ...pressed }) => {
  const { texts, services } = context;
  const draft = await services.drafts.find(id);
  const { botId, chatId } = draftChat(context);
  if (draft === undefined || draft.botId !== botId) return context.answerPress(texts('card-gone'));
  const isOwn = draft.chatId === chatId && (await mayActFor(context, draft.ownerId));
  if (!isOwn) return context.answerPress(texts('card-foreign'));
  if (draft.orderedAt !== null) return makeOnce(context, draft);
  // The press ended the path, and its handling was interrupted then.
  if (isEndedBy(draft.content, context.update) && mayMake(context, draft)) return makeWhole(context, draft);
  if (draft.rev !== revision) return showLatest(context, draft);
  if (pressed.action === 'x') return discard(context, draft);
  if (pressed.action === 'go') return makeWhole(context, draft);
  if (pressed.action === 'v?') return playSample(context, draft, pressed.value ?? '');
  if (pressed.action === 'o?') return showDesigns(context, draft);
  await change(context, draft, pressed);
});

/** A second tap. The first one may have been interrupted before it showed that the video is being made. */
async function makeOnce(context: BotContext, draft: Draft): Promise<void> {
  await context.answerPress(context.texts('card-ordered'));
  await make(context, draft);
}

async function discard(context: BotContext, draft: Draft): Promise<void> {
  await context.answerPress(context.texts('discarded'));
  await discardDraft(context, draft);
}

async function showLatest(context: BotContext, draft: Draft): Promise<void> {
  await context.answerPress(context.texts('card-changed'));
  await showDraft(context, draft);
}

async function makeWhole(context: BotContext, draft: Draft): Promise<void> {
  const { content } = draft;
  const isWhole =
    missingIn(content) === undefined && !isTooLong(content.text) && longRecordingOf(content) === undefined;
  if (!isWhole) return showLatest(context, draft);
  await make(context, draft);
}

async function change(context: BotContext, draft: Draft, pressed: Press): Promise<void> {
  const pressedContent = press(draft, pressed);
  if (pressedContent === undefined) return showLatest(context, draft);
  const { services, language, update } = context;
  const content = pressed.action === 'c' ? pressedContent : noteEnd(draft.content, pressedContent, update);
  const changed = await services.drafts.change({ ...draft, language }, content);
  if (changed === undefined) return context.answerPress(context.texts('card-gone'));
  if (isEndedBy(content, update) && mayMake(context, changed.draft)) return makeWhole(context, changed.draft);
  await context.answerPress();
  await showDraft(context, changed.draft);
}

/** Returns whether the person gets the video at the end of the path, without seeing the card first. */
function mayMake({ person }: BotContext, draft: Draft): boolean {
  return !person.settings.isShownFirst && mayMakeAtOnce(draft);
}
