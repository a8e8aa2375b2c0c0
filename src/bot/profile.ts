import { isDeepStrictEqual } from 'node:util';
import type { Api } from 'grammy';
import { repeat } from '#root/bot/sources/repeat.js';
import { RefusedError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { type TelegramSignal, telegramSignal } from '#root/telegram/signal.js';
import { translateTelegramError } from '#root/telegram/telegram-errors.js';
import { type ChatLanguage, type Texts, textsIn } from '#root/telegram/texts.js';

export interface ProfileOptions {
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

// Groups see only what works there.
const menus = [
  { type: 'default', names: ['new', 'start', 'settings', 'language', 'cancel', 'help'] },
  { type: 'all_group_chats', names: ['cancel', 'help'] },
] as const;

/**
 * Sets the descriptions and the menus of commands that differ from the texts. Waits while Telegram is unavailable,
 * until the signal fires. A failure is only logged, because the bot works without a profile.
 */
export async function showProfile(api: Api, { logger, signal }: ProfileOptions): Promise<void> {
  const logFailure = (error: unknown) => logger.warn('profile of the bot not set', { error });
  const work = async () => {
    for (const part of partsOf(api, signal)) await update(part, logFailure);
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

function partsOf(api: Api, signal: AbortSignal): Part[] {
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
  { type, names, shownTo }: (typeof menus)[number] & { shownTo: Audience },
  ending: TelegramSignal,
): Part {
  const commands = names.map((command) => ({ command, description: texts(`command-${command}`) }));
  const where = { ...shownTo, scope: { type } };
  return {
    wanted: commands,
    get: () => api.getMyCommands(where, ending),
    set: () => api.setMyCommands(commands, where, ending),
  };
}
