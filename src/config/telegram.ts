import { z } from 'zod';
import type { Values } from '#root/config/kinds.js';

export const telegramVariables = {
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'is not a bot token as BotFather gives it')
    .optional(),
  TELEGRAM_API_ROOT: z
    .string()
    // grammY refuses a slash at the end.
    .transform((root) => (/^[a-z]+:\/\//i.test(root) ? root : `https://${root}`).replace(/\/+$/, ''))
    .pipe(z.url({ protocol: /^https?$/, error: 'is not an address such as https://api.telegram.org' }))
    .default('https://api.telegram.org'),
};

export function toTelegram(env: Values<typeof telegramVariables>) {
  return { token: env.BOT_TOKEN, apiRoot: env.TELEGRAM_API_ROOT };
}
