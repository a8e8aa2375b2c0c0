import { z } from 'zod';
import type { Values } from '#root/config/kinds.js';

export const telegramVariables = {
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'is not a bot token as BotFather gives it')
    .optional(),
  TELEGRAM_API_ROOT: z.url().default('https://api.telegram.org'),
};

export function toTelegram(env: Values<typeof telegramVariables>) {
  return { token: env.BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT };
}
