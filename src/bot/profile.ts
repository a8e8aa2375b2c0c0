import { isDeepStrictEqual } from 'node:util';
import type { Api } from 'grammy';
import type { BotCommandScope } from 'grammy/types';
import { repeat } from '#root/bot/sources/repeat.js';
import { RefusedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { type TelegramSignal, telegramSignal } from '#root/telegram/signal.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';
import { type ChatLanguage, type Texts, textsIn } from '#root/telegram/texts.js';

export interface ProfileOptions {
  /** Ids of the admins, who see more commands in their chats. */
  admins: readonly string[];
  logger: Logger;
  signal: AbortSignal;
}

/** A part of what Telegram shows of the bot. */
interface Part {
  wanted: unknown;
  get(): Promise<unknown>;
  set(): Promise<unknown>;
}

type Audience = { language_code?: 'ru' };

// Telegram shows the first to all who use it in a language without a profile of its own.
const audiences: { language: ChatLanguage; shownTo: Audience }[] = [
  { language: 'en', shownTo: {} },
  { language: 'ru', shownTo: { language_code: 'ru' } },
];

const everybody = ['new', 'my', 'start', 'settings', 'language', 'cancel', 'help', 'forget'] as const;
// Groups see only what works there.
const inGroups = ['greet', 'cancel', 'help'] as const;
const ofAdmins = ['stats', 'find', 'drain', 'resume', 'block', 'unblock'] as const;

interface Menu {
  scope: BotCommandScope;
  names: readonly (typeof everybody | typeof inGroups | typeof ofAdmins)[number][];
}

function menusFor(admins: readonly string[]): Menu[] {
  return [
    { scope: { type: 'default' }, names: everybody },
    { scope: { type: 'all_group_chats' }, names: inGroups },
    ...admins.map((id): Menu => ({ scope: { type: 'chat', chat_id: Number(id) }, names: [...everybody, ...ofAdmins] })),
  ];
}

/**
 * Sets the descriptions and the menus of commands that differ from the texts. Waits while Telegram is unavailable,
 * until the signal fires. A failure is only logged, because the bot works without a profile.
 */
export async function showProfile(api: Api, { admins, logger, signal }: ProfileOptions): Promise<void> {
  const logFailure = (error: unknown) => logger.warn('profile of the bot not set', { error });
  const work = async () => {
    for (const part of partsOf(api, menusFor(admins), signal)) await update(part, logFailure);
    return 'done' as const;
  };
  await repeat(work, { logger, signal }).catch(logFailure);
}

async function update({ wanted, get, set }: Part, logFailure: (error: unknown) => void): Promise<void> {
  try {
    if (!isDeepStrictEqual(await get(), wanted)) await set();
  } catch (thrown) {
    const error = translateTelegramError(thrown);
    if (!(error instanceof RefusedError)) throw thrown;
    logFailure(error);
  }
}

function partsOf(api: Api, menus: readonly Menu[], signal: AbortSignal): Part[] {
  const ending = telegramSignal(signal);
  return audiences.flatMap(({ language, shownTo }) => [
    ...descriptionsOf(api, textsIn(language), shownTo, ending),
    ...menus.map((menu) => menuPart(api, textsIn(language), { ...menu, shownTo }, ending)),
  ]);
}

function descriptionsOf(api: Api, texts: Texts, shownTo: Audience, ending: TelegramSignal): Part[] {
  const [description, short_description] = [texts('description'), texts('short-description')];
  return [
    {
      wanted: { description },
      get: () => api.getMyDescription(shownTo, ending),
      set: () => api.setMyDescription(description, shownTo, ending),
    },
    {
      wanted: { short_description },
      get: () => api.getMyShortDescription(shownTo, ending),
      set: () => api.setMyShortDescription(short_description, shownTo, ending),
    },
  ];
}

function menuPart(
  api: Api,
  texts: Texts,
  { scope, names, shownTo }: Menu & { shownTo: Audience },
  ending: TelegramSignal,
): Part {
  const commands = names.map((command) => ({ command, description: texts(`command-${command}`) }));
  const where = { ...shownTo, scope };
  return {
    wanted: commands,
    get: () => api.getMyCommands(where, ending),
    set: () => api.setMyCommands(commands, where, ending),
  };
}
