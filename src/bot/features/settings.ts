import { Composer } from 'grammy';
import { asksFor } from '#root/bot/asks-for.js';
import type { BotContext } from '#root/bot/context.js';
import { speak } from '#root/bot/language.js';
import { onPress } from '#root/bot/presses.js';
import { type SettingsQuestion, settingsScreen } from '#root/bot/screens/settings.js';
import { formatNames, voiceKinds } from '#root/greeting/spec.js';
import type { Person, Settings } from '#root/jobs/people.js';
import { templateNames } from '#root/montage/templates/index.js';
import { createNotes } from '#root/telegram/notes.js';
import { chatLanguages } from '#root/telegram/texts.js';

/** /settings: shows what new greetings of the person begin with. */
export const showSettings = new Composer<BotContext>();

showSettings
  .chatType('private')
  .on('message')
  .filter(asksFor('settings'), async ({ api, services, chat, language, person }) => {
    const notes = createNotes({ api, logger: services.logger });
    const place = { chatId: String(chat.id), messageThreadId: null };
    await notes.send(place, settingsScreen(language, person.settings), null, async (messageId) => messageId);
  });

const questions: readonly string[] = ['l', 'v', 'o', 'f'] satisfies SettingsQuestion[];

/** Does what the buttons of the settings say. They are in private chats only, so the person is the owner. */
export const pressSettings = onPress('settings', async (context, { action, value }, next) => {
  const { api, services, chat, callbackQuery } = context;
  if (chat?.type !== 'private') return;
  const question = value === undefined && questions.includes(action) ? (action as SettingsQuestion) : undefined;
  const person = value === undefined ? context.person : await choose(context, action, value);
  if (person === undefined || (value === undefined && question === undefined && action !== 'c')) return next();
  speak(context, person.language ?? context.language);
  await context.answerPress();
  const screen = settingsScreen(context.language, person.settings, question);
  const messageId = callbackQuery.message?.message_id;
  if (messageId === undefined) return;
  await createNotes({ api, logger: services.logger }).replace(String(chat.id), messageId, screen);
});

/** Stores a choice. Returns the person afterwards, or undefined if there is no such choice. */
async function choose(
  { services, from }: BotContext & { from: { id: number } },
  action: string,
  value: string,
): Promise<Person | undefined> {
  const id = String(from.id);
  const language = action === 'l' ? chatLanguages.find((known) => known === value) : undefined;
  if (language !== undefined) return services.people.setLanguage(id, language);
  const settings = settingsFor(action, value);
  return settings && services.people.setSettings(id, settings);
}

function settingsFor(action: string, value: string): Partial<Settings> | undefined {
  const voice = voiceKinds.find((kind) => kind === value);
  if (action === 'v') return voice && { voice };
  const format = formatNames.find((name) => name === value);
  if (action === 'f') return format && { format };
  // The neutral one is taken anyway, so it is no preference.
  if (action === 'o' && value === 'neutral') return { template: undefined };
  if (action === 'o') return templateNames.includes(value) ? { template: value } : undefined;
  return action === 'p' && (value === 'on' || value === 'off') ? { isShownFirst: value === 'on' } : undefined;
}
