import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { port, type Refuse, type Values } from '#root/config/kinds.js';
import type { telegramVariables } from '#root/config/telegram.js';

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
};

type BotValues = Values<typeof botVariables & typeof telegramVariables>;

export function checkBot(env: BotValues, refuse: Refuse): void {
  if (env.BOT_SOURCE === 'webhook' && env.BOT_WEBHOOK_URL === undefined) {
    refuse('BOT_WEBHOOK_URL', 'is required if BOT_SOURCE is webhook');
  }
}

export function toBot(env: BotValues) {
  const { BOT_SOURCE: source, BOT_WEBHOOK_URL: url, BOT_WEBHOOK_HOST: host, BOT_WEBHOOK_PORT: port } = env;
  if (source !== 'webhook' || url === undefined) return { webhook: undefined };
  return { webhook: { url, host, port, secret: env.BOT_WEBHOOK_SECRET ?? secretFrom(env.BOT_TOKEN ?? '') } };
}

/** Returns the same secret for all bots with this token. The token cannot be found from it. */
function secretFrom(token: string): string {
  return createHmac('sha256', token).update('webhook').digest('hex');
}
