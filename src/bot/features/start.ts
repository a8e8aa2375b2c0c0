import { Composer } from 'grammy';
import type { BotContext } from '#root/bot/context.js';
import { discardEmpty } from '#root/bot/drafts/discard.js';
import { newDraft, preferredBy } from '#root/bot/drafts/new-draft.js';
import { draftChat } from '#root/bot/drafts/place.js';
import { showDraft } from '#root/bot/drafts/show.js';
import { personIdOf } from '#root/bot/person.js';
import { onPress } from '#root/bot/presses.js';
import { languageScreen, welcomeScreen } from '#root/bot/screens/welcome.js';
import { showExample } from '#root/bot/start/example.js';
import { contentFor, ledFrom } from '#root/bot/start/payload.js';
import { templateNames } from '#root/montage/templates/index.js';

/**
 * /start: shows the first screen, or begins what a link asks for. Whoever is asked for the language first goes on
 * with that afterwards.
 */
export const start = new Composer<BotContext>();

start.chatType('private').command('start', async (context) => {
  const { match: payload, isOfferedRussian, language, services } = context;
  const isBegun = await begin(context, payload);
  if (isBegun && !isOfferedRussian) return;
  const { text, keyboard } = isOfferedRussian ? languageScreen() : welcomeScreen(language);
  await context.reply(text, { reply_markup: keyboard });
  if (!isOfferedRussian) await services.people.setLastAnswer(personIdOf(context) ?? '', 'welcome');
});

/** Begins a draft. Returns false if the payload asks for none. */
async function begin(context: BotContext & { msg: NonNullable<BotContext['msg']> }, payload: string): Promise<boolean> {
  const { services, isOfferedRussian } = context;
  const content = await contentFor(context, payload);
  if (content === undefined) return false;
  await discardEmpty(context);
  const draft = await services.drafts.create(newDraft(context, content));
  if (!isOfferedRussian) await showDraft(context, draft);
  return true;
}

/** Begins what the buttons of the first screen say. The message with the buttons becomes the card. */
export const pressStart = onPress('start', async (context, { action, value = '' }) => {
  const messageId = context.callbackQuery.message?.message_id;
  if (messageId === undefined || context.chat?.type !== 'private') return;
  if (action === 'ex') return showExample(context, messageId);
  if (action !== 'o' || !templateNames.includes(value)) return;
  const { services, from, language } = context;
  const chat = draftChat(context);
  await context.answerPress();
  const begun = await services.drafts.findByCard(chat, messageId);
  if (begun !== undefined) return begun.orderedAt === null ? showDraft(context, begun) : undefined;
  const draft = await services.drafts.create({
    ...chat,
    ownerId: String(from.id),
    messageThreadId: null,
    orderMessageId: null,
    language,
    content: { ...preferredBy(context), ...ledFrom({ template: value }) },
  });
  await services.drafts.saveCard(draft.id, messageId);
  await showDraft(context, { ...draft, cardMessageId: messageId });
});
