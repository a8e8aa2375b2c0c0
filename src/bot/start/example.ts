import type { BotContext } from '#root/bot/context.js';
import { orderDraft } from '#root/bot/drafts/order-draft.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { requestKeyOf } from '#root/bot/drafts/request-key.js';
import { sendAgain } from '#root/bot/own-greetings/send-again.js';
import { readyWords } from '#root/greeting/ready-words/ready-words.js';
import { hasEnded } from '#root/jobs/video-job.js';

const TEMPLATE = 'birthday';
// One example for each message with the button and each language.
const PARTS = { ru: 1, en: 2 };

/**
 * Shows what a greeting looks like: makes one for the chat. All chats get the same one, so that after the first its scenes
 * are in storage, and the video is at Telegram.
 */
export async function showExample(context: BotContext, buttonMessageId: number): Promise<void> {
  const { services, from, texts, language } = context;
  const draft = await services.drafts.create({
    ...draftChat(context),
    ownerId: String(from?.id),
    messageThreadId: null,
    orderMessageId: buttonMessageId,
    part: PARTS[language],
    language,
    content: { to: texts('example-name'), text: readyWords(language, TEMPLATE, 'warm')[0], template: TEMPLATE },
  });
  const known = await services.videoJobs.findByRequest(requestKeyOf(draft));
  if (known !== undefined && hasEnded(known)) return sendAgain(context, known);
  await context.answerPress();
  await orderDraft(context, draft);
}
