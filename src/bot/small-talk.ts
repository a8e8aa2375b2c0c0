import type { BotContext, MessageContext } from '#root/bot/context.js';
import { isAsking } from '#root/bot/drafts/asked.js';
import { discardDraft } from '#root/bot/drafts/discard.js';
import { draftChat, senderOf } from '#root/bot/drafts/place.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { limits } from '#root/bot/limits.js';
import { personIdOf } from '#root/bot/person.js';
import { react } from '#root/bot/react.js';
import { welcomeScreen } from '#root/bot/screens/welcome.js';
import { type Topic, topicOf } from '#root/bot/understanding/talk/questions.js';
import type { Understood } from '#root/bot/understanding/understood.js';
import type { DraftContent } from '#root/jobs/draft.js';

/** What a message that orders nothing is answered with: a text, or the first screen. */
type Answer = 'welcome' | 'how-to' | 'help' | `answer-${Topic}` | 'unknown-command';

/** Answers a message that orders nothing: on the card that is open, which is shown again, else in words. */
export async function answerTalk(context: MessageContext, kind: Understood['kind'] | undefined): Promise<void> {
  const answer = answerTo(kind, context.msg.text ?? '');
  const isLong = answer === 'help' || answer === 'unknown-command';
  const { drafts } = context.services;
  const open = isLong ? undefined : await drafts.findOpen(draftChat(context), senderOf(context.msg) ?? '');
  if (open === undefined) return say(context, answer);
  if (kind === 'no' && open.content.screen === 'redo') {
    await discardDraft(context, open);
    return react(context, '👌');
  }
  const isRefused = kind === 'no' && !isAsking(open.content);
  const remark = isRefused ? context.texts('card-refused') : remarkOn(context, open.content, answer);
  // What was wrong with an earlier message has been said.
  const draft = { ...open, content: { ...open.content, problem: undefined } };
  await showDraft(context, draft, { isRepeated: true, ...(remark === undefined ? {} : { remark }) });
}

/** Returns what stands above the card. A question that is asked again says by itself what to do. */
function remarkOn(context: BotContext, content: DraftContent, answer: Answer): string | undefined {
  if (answer !== 'how-to' && answer !== 'welcome') return textOf(context, answer);
  return isAsking(content) ? undefined : context.texts('card-not-understood');
}

function answerTo(kind: Understood['kind'] | undefined, words: string): Answer {
  if (kind === 'hello') return 'welcome';
  if (kind === 'command') return 'unknown-command';
  // Nothing has failed that could be made again.
  if (kind === 'again') return 'answer-changes';
  const topic = kind === 'question' || kind === 'unclear' ? topicOf(words) : undefined;
  if (topic !== undefined) return `answer-${topic}`;
  return kind === 'question' ? 'help' : 'how-to';
}

/** Gives an answer. The same is never given twice in a row, but the first screen with its buttons. */
async function say(context: BotContext, answer: Answer): Promise<void> {
  const { services, person, language } = context;
  const second = answer === 'welcome' ? 'how-to' : 'welcome';
  const given = person.lastAnswer === answer ? second : answer;
  await services.people.setLastAnswer(personIdOf(context) ?? '', given);
  if (given === 'welcome') {
    const { text, keyboard } = welcomeScreen(language);
    return void (await context.reply(text, { reply_markup: keyboard }));
  }
  await context.reply(textOf(context, given));
}

function textOf({ texts, services }: BotContext, answer: Exclude<Answer, 'welcome'>): string {
  if (answer === 'help') return texts('help', limits);
  if (answer === 'answer-price') return texts('answer-price', { dailyMax: services.config.bot.limits.dailyMax });
  return texts(answer);
}
