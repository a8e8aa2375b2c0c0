import type { BotContext } from '#root/bot/context.js';
import { askInReply } from '#root/bot/drafts/ask-in-reply.js';
import { isReady } from '#root/bot/drafts/choices.js';
import { orderDraft } from '#root/bot/drafts/order-draft.js';
import { draftChat, isGroup } from '#root/bot/drafts/place.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { namesInOtherForm } from '#root/bot/greetings/copy-of.js';
import { copyKept, openCopy } from '#root/bot/greetings/open-copy.js';
import { retryFailed } from '#root/bot/greetings/retry.js';
import { onPress } from '#root/bot/presses.js';
import { mayActFor } from '#root/bot/rights.js';
import { topicFor } from '#root/bot/topic-for.js';
import { giftPath } from '#root/http/gift-path.js';
import type { DraftContent } from '#root/jobs/draft.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createNotes } from '#root/telegram/notes.js';

type Act = (context: BotContext, videoJob: VideoJob, value: string | undefined) => Promise<void>;

/** What the buttons of a greeting do, by their action. */
const acts = new Map<string, Act>([
  ['n', ask('to')],
  ['b', ask('names')],
  ['w', ask('words')],
  ['o', ask('occasion')],
  ['v', ask('voice')],
  ['f', ask('format')],
  ['m', ask('music')],
  ['r', retry],
  ['e', change],
  ['p', showPage],
]);

/** Does what the buttons of a greeting say, for the person who ordered it. */
export const pressGreeting = onPress('greeting', async (context, { id, action, value }) => {
  const { texts, services } = context;
  const act = acts.get(action);
  if (act === undefined || id === '*') return;
  const videoJob = await services.videoJobs.find(id);
  if (videoJob === undefined || videoJob.spec === null) return context.answerPress(texts('video-gone'));
  const isHere = videoJob.chatId === String(context.chat?.id);
  if (!isHere || !(await mayActFor(context, videoJob.orderedBy))) return context.answerPress(texts('video-foreign'));
  await act(context, videoJob, value);
});

/** Returns the act that asks for one part of a copy. The answer makes the new greeting at once. */
function ask(screen: DraftContent['screen']): Act {
  return async (context, videoJob) => {
    await context.answerPress();
    const content = await copyKept(context, videoJob);
    // Words that decline the old name are shown before they are used for another one.
    const isDoubtful = screen === 'to' && !isGroup(draftChat(context)) && namesInOtherForm(content);
    const copy = await openCopy(context, videoJob, { ...content, screen, isLed: !isDoubtful });
    const isSpoken = screen === 'to' || screen === 'words' || screen === 'names';
    if (!isGroup(copy) || !isSpoken) return showDraft(context, copy);
    const { api, services } = context;
    if (copy.cardMessageId !== null)
      await createNotes({ api, logger: services.logger }).remove(copy.chatId, copy.cardMessageId);
    await askInReply(context, copy);
  };
}

/** Sends the address of the page that shows the video. It is made when it is asked for first. */
async function showPage(context: BotContext, { id }: VideoJob): Promise<void> {
  const { gifts, config } = context.services;
  const { publicUrl } = config.api;
  if (publicUrl === undefined) return;
  await context.answerPress();
  const { token } = await gifts.create(id);
  await context.reply(context.texts('page-link', { url: `${publicUrl}${giftPath(token)}` }), topicFor(context));
}

async function retry(context: BotContext, failed: VideoJob): Promise<void> {
  const { status } = await retryFailed(context, failed, context.callbackQuery?.message?.message_id);
  const isReady = status === 'COMPLETED';
  await context.answerPress(
    context.texts(isReady ? 'video-ready' : status === 'CANCELLED' ? 'cancelled-unnamed' : 'card-ordered'),
  );
}

/** Opens the card of a copy. With the value 1, makes the greeting that an edited message describes. */
async function change(context: BotContext, videoJob: VideoJob, value: string | undefined): Promise<void> {
  const edited =
    value === '1' ? await context.services.drafts.findReplacing(draftChat(context), videoJob.id) : undefined;
  if (edited !== undefined && isReady(edited.content)) {
    await context.answerPress(edited.orderedAt === null ? undefined : context.texts('card-ordered'));
    return orderDraft(context, edited);
  }
  await context.answerPress();
  await showDraft(context, await openCopy(context, videoJob, await copyKept(context, videoJob)));
}
