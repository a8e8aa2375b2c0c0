import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { count, port, type Refuse, type Values } from '#root/config/kinds.js';
import type { telegramVariables } from '#root/config/telegram.js';

/** Telegram's ids of users, or of chats, whose ids are negative. */
const ids = z
  .string()
  .default('')
  .transform((list) => list.split(/[\s,]+/).filter((id) => id !== ''))
  .refine((list) => list.every((id) => /^-?\d{1,16}$/.test(id)), 'is not a list of ids such as 12345,67890');

export const botVariables = {
  BOT_SOURCE: z.enum(['polling', 'webhook']).default('polling'),
  BOT_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'is not an address such as https://bot.example/updates' })
    .optional(),
  BOT_WEBHOOK_SECRET: z
    .string()
    // https://core.telegram.org/bots/api#setwebhook
    .regex(/^[\w-]{1,256}$/, 'may have up to 256 letters, digits, _ and - only')
    .optional(),
  BOT_WEBHOOK_HOST: z.string().default('127.0.0.1'),
  BOT_WEBHOOK_PORT: port.default(3_081),
  BOT_ADMINS: ids,
  BOT_ALLOWED: ids,
  BOT_BLOCKED: ids,
  USER_OPEN_MAX: count.default(5),
  USER_DAILY_MAX: count.default(30),
};

type BotValues = Values<typeof botVariables & typeof telegramVariables>;

export function checkBot(env: BotValues, refuse: Refuse): void {
  if (env.BOT_SOURCE === 'webhook' && env.BOT_WEBHOOK_URL === undefined) {
    refuse('BOT_WEBHOOK_URL', 'is required if BOT_SOURCE is webhook');
  }
}

export function toBot(env: BotValues) {
  return {
    webhook: toWebhook(env),
    /** Ids of those who may do everything. */
    admins: env.BOT_ADMINS,
    /** Ids of those who may use the bot. Empty: everybody. */
    allowed: env.BOT_ALLOWED,
    blocked: env.BOT_BLOCKED,
    limits: { openMax: env.USER_OPEN_MAX, dailyMax: env.USER_DAILY_MAX },
  };
}

function toWebhook(env: BotValues) {
  const { BOT_SOURCE: source, BOT_WEBHOOK_URL: url, BOT_WEBHOOK_HOST: host, BOT_WEBHOOK_PORT: port } = env;
  if (source !== 'webhook' || url === undefined) return undefined;
  return { url, host, port, secret: env.BOT_WEBHOOK_SECRET ?? secretFrom(env.BOT_TOKEN ?? '') };
}

/** Returns the same secret for all bots with this token. The token cannot be found from it. */
function secretFrom(token: string): string {
  return createHmac('sha256', token).update('webhook').digest('hex');
}
