import { Composer } from 'grammy';
import { isGreet, mentionsBot } from '#root/bot/addressed.js';
import type { BotContext, MessageContext } from '#root/bot/context.js';
import { isDoubtful } from '#root/bot/drafts/answers.js';
import { askInReply, isQuestion } from '#root/bot/drafts/ask-in-reply.js';
import { isAsking } from '#root/bot/drafts/asked.js';
import { isReady } from '#root/bot/drafts/choices.js';
import { isTaken } from '#root/bot/drafts/fill.js';
import { type Given, orderIn } from '#root/bot/drafts/given.js';
import { make, mayMakeAtOnce } from '#root/bot/drafts/make.js';
import { isGroup } from '#root/bot/drafts/place.js';
import { ordersAlone, readGiven } from '#root/bot/drafts/read-given.js';
import { readList } from '#root/bot/drafts/read-list.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { findDraft, type Taken, takeMessage } from '#root/bot/drafts/take-message.js';
import { limits } from '#root/bot/limits.js';
import { react } from '#root/bot/react.js';
import { answerTalk } from '#root/bot/small-talk.js';
import type { Draft } from '#root/jobs/draft.js';
import { keyFor } from '#root/telegram/text-keys.js';

/**
 * Takes words, photos and recordings into a draft. What is certain is made at once. Else a card shows what was understood,
 * and asks for what is missing.
 */
export const order = new Composer<BotContext>();

order.on('message', async (context, next) => {
  const said = readGiven(context.album.messages, context.me);
  const given = (await readList(context, said)) ?? said;
  const { words, files, refused } = given;
  const isOtherFile =
    context.msg.document !== undefined && given === said && files.length === 0 && refused === undefined;
  if (isOtherFile || (words === undefined && files.length === 0 && refused === undefined)) return next();
  const draft = await findDraft(context, given);
  // The handling may have been interrupted after the first of several.
  const isBegun = draft?.orderMessageId === context.msg.message_id && ordersAlone(given).length > 1;
  if (draft !== undefined && !isBegun) return join(context, given, draft);
  if (isBegun) await begin(context, given);
  else if (answersForgotten(context)) await context.reply(context.texts('media-forgotten'));
  else if (isOrder(context, given)) await begin(context, given);
  else if (refused !== undefined) await context.reply(refusalText(context, refused));
  else if (context.msg.text !== undefined) await answerWords(context, given);
  else await next();
});

/** Answers words that order nothing. In a group, only those that name the bot. */
async function answerWords(context: MessageContext, { meaning }: Given): Promise<void> {
  const { msg, me, texts } = context;
  if (meaning?.kind === 'thanks') await react(context, '❤');
  else if (meaning?.kind === 'yes') await react(context, '👍');
  else if (msg.chat.type === 'private') await answerTalk(context, meaning?.kind);
  else if (mentionsBot(msg, me) || isGreet(msg, me)) await context.reply(texts('in-group'));
}

function answersForgotten({ msg, me }: MessageContext): boolean {
  const { reply_to_message: answered } = msg;
  return answered?.from?.id === me.id && isQuestion(answered);
}

/** In a group, a reply to the bot may be a remark about a video. */
function isOrder({ msg, me }: MessageContext, given: Given): boolean {
  const { files } = given;
  const said = orderIn(given);
  const isNamed = mentionsBot(msg, me) || isGreet(msg, me);
  const isMeant = msg.chat.type === 'private' || isNamed || said?.isCertain === true;
  return files.length > 0 || (said !== undefined && isMeant);
}

/** Begins a draft for each greeting that the message is about. */
async function begin(context: MessageContext, given: Given): Promise<void> {
  const orders = ordersAlone(given);
  if (orders.length < 2) return settle(context, given, await takeMessage(context, given));
  for (const [part, one] of orders.entries()) {
    const ofOne: Given = { ...given, meaning: { kind: 'orders', orders: [one] } };
    await settle(context, ofOne, await takeMessage(context, ofOne, { part }));
  }
}

async function join(context: MessageContext, given: Given, draft: Draft): Promise<void> {
  if (draft.orderedAt === null) return settle(context, given, await takeMessage(context, given, { draft }));
  if (isTaken(draft.content, given)) return make(context, draft);
  if (draft.content.isLateTold) return;
  await context.reply(context.texts('album-late'));
  await context.services.drafts.markLateTold(draft);
}

/** Orders the greeting, or shows what became of its draft. */
async function settle(context: MessageContext, given: Given, { draft, isAnswer, isEndOfPath }: Taken): Promise<void> {
  if (draft.orderedAt !== null || agrees(given, draft)) return make(context, draft);
  // A group has no card.
  const mayBeAtOnce = isGroup(draft) || !context.person.settings.isShownFirst;
  const isAnswered = isEndOfPath && !isDoubtful(given.meaning);
  const isAtOnce = mayBeAtOnce && (isAnswered || isGroup(draft) || isCertain(given, draft));
  if (isAtOnce && mayMakeAtOnce(draft)) return make(context, draft);
  // A list is shown with its buttons, before so many videos come.
  if (isGroup(draft) && !isReady(draft.content)) return askInReply(context, draft);
  if (given.files.length > 0) await react(context, '👌');
  // A question that the message does not answer is asked again, below it.
  await showDraft(context, draft, { isRepeated: !isAnswer });
}

/** Returns whether the message says yes to what the card shows. A group has no card. */
function agrees({ meaning }: Given, draft: Draft): boolean {
  return meaning?.kind === 'yes' && !isGroup(draft) && !isAsking(draft.content) && isReady(draft.content);
}

/** Returns whether the message itself asks for a video: "Anna: …", or with a recording "Anna:". */
function isCertain(given: Given, { content }: Draft): boolean {
  const { words = '' } = given;
  const said = orderIn(given);
  const isNamed = said?.to !== undefined && /[:：]$/.test(words) && content.text === undefined;
  return said?.isCertain === true || isNamed;
}

function refusalText({ texts }: MessageContext, code: string): string {
  const key = keyFor('input', code);
  return key === undefined ? texts('other-file') : texts(key, limits);
}
