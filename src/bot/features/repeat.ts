import { Composer, type Filter } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { askInReply } from '#root/bot/drafts/ask-in-reply.js';
import { isReady, lacksName } from '#root/bot/drafts/choices.js';
import { type Given, nameAlone } from '#root/bot/drafts/given.js';
import { withUnsureName } from '#root/bot/drafts/new-draft.js';
import { orderDraft } from '#root/bot/drafts/order-draft.js';
import { draftChat, isGroup, senderOf } from '#root/bot/drafts/place.js';
import { readGiven } from '#root/bot/drafts/read-given.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { findDraft } from '#root/bot/drafts/take-message.js';
import { namesInOtherForm } from '#root/bot/greetings/copy-of.js';
import { copyKept } from '#root/bot/greetings/open-copy.js';
import { retryFailed } from '#root/bot/greetings/retry.js';
import { react } from '#root/bot/react.js';
import type { Understood } from '#root/bot/understanding/understood.js';
import type { Draft } from '#root/jobs/draft.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';

type Same = Extract<Understood, { kind: 'same' }>;
type TextContext = Filter<BotContext, 'message:text'>;

/**
 * "Once more" makes the failed greeting again. "The same for Oleg" makes a greeting for another name: the one that the message
 * answers, else the person's newest.
 */
export const repeat = new Composer<BotContext>();

repeat.on('message:text', async (context, next) => {
  const given = readGiven(context.album.messages, context.me);
  const answered = await findAnswered(context);
  const meaning = answered === undefined ? given.meaning : meaningUnder(context, given);
  if (meaning?.kind !== 'again' && meaning?.kind !== 'same') return next();
  // An open question may be answered like that. Nobody says "the same for Oleg" to the person who is greeted.
  const draft = answered === undefined ? await findDraft(context, given) : undefined;
  if (draft !== undefined && (await isAbout(context, meaning, draft))) return next();
  const isDone = meaning.kind === 'same' ? await same(context, meaning, answered) : await again(context, answered);
  if (!isDone) await next();
});

/** Returns what an answer to the person's own greeting means. A name alone asks for the same. In a group, it may be a remark. */
function meaningUnder({ chat }: TextContext, given: Given): Understood | undefined {
  const named = chat.type === 'private' ? nameAlone(given) : undefined;
  return named === undefined ? given.meaning : { kind: 'same', ...named };
}

/** Returns whether a message is about a card that is open, and not about the newest video. */
async function isAbout({ services, chat, msg }: TextContext, meaning: Understood, draft: Draft): Promise<boolean> {
  if (meaning.kind !== 'same' || lacksName(draft.content)) return true;
  if (meaning.isCorrection !== true) return false;
  const newest = await services.videoJobs.findNewestInChat(String(chat.id), senderOf(msg) ?? '');
  return newest === undefined || newest.createdAt < draft.updatedAt;
}

/** Returns the person's own greeting that the message answers. */
async function findAnswered({ services, chat, msg }: TextContext): Promise<VideoJob | undefined> {
  const answered = msg.reply_to_message;
  if (answered === undefined) return undefined;
  const videoJob = await services.videoJobs.findByMessage(String(chat.id), answered.message_id);
  return videoJob?.orderedBy === senderOf(msg) ? videoJob : undefined;
}

async function again(context: TextContext, answered: VideoJob | undefined): Promise<boolean> {
  const { services, chat, msg } = context;
  const isFailed = answered?.status === 'FAILED';
  const failed = isFailed ? answered : await services.videoJobs.findFailedInChat(String(chat.id), senderOf(msg) ?? '');
  if (failed === undefined) return false;
  const videoJob = await retryFailed(context, failed);
  if (!hasEnded(videoJob)) await react(context, '👌');
  return true;
}

async function same(context: TextContext, { to, isNameCertain }: Same, answered?: VideoJob): Promise<boolean> {
  const { services, chat, msg, language } = context;
  const ownerId = senderOf(msg) ?? '';
  const videoJob = answered ?? (await services.videoJobs.findNewestInChat(String(chat.id), ownerId));
  if (videoJob === undefined || videoJob.spec === null) return false;
  const copy = await copyKept(context, videoJob);
  const place = draftChat(context);
  const draft = await services.drafts.create({
    ...place,
    ownerId,
    messageThreadId: videoJob.messageThreadId,
    // A message that is handled twice makes one greeting.
    orderMessageId: msg.message_id,
    language,
    content: withUnsureName(
      place,
      { ...copy, to, sayAs: undefined, messages: [{ id: msg.message_id, fills: 'to' }] },
      isNameCertain ? undefined : to,
    ),
  });
  const isCertain = isGroup(draft) || (isNameCertain && !namesInOtherForm(copy));
  if (isCertain && isReady(draft.content)) await orderDraft(context, draft);
  else if (isGroup(draft)) await askInReply(context, draft);
  else await showDraft(context, draft);
  return true;
}
