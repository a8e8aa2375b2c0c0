import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { updateSchema } from '#root/bot/sources/source.js';
import { UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';

export interface WebhookAppDeps {
  secret: string;
  /** Throws if the update could not be stored. */
  store: (updates: readonly Update[]) => Promise<void>;
  logger: Logger;
}

// The longest message has 4,096 characters, and answers another one.
const MAX_BYTES = 1_048_576;

/**
 * Creates the app that receives updates: https://core.telegram.org/bots/api#setwebhook. It answers 200 once an update is
 * stored. After any other answer Telegram sends it again. The secret decides, not the path, which a proxy may change.
 */
export function createWebhookApp({ secret, store, logger }: WebhookAppDeps): Hono {
  const app = new Hono();
  const isSecret = createComparison(secret);

  app.use(async (context, next) => {
    if (context.req.method !== 'POST') return context.body(null, 405, { Allow: 'POST' });
    if (!isSecret(context.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '')) return context.body(null, 401);
    return next();
  });
  app.use(bodyLimit({ maxSize: MAX_BYTES, onError: (context) => context.body(null, 413) }));

  app.post('*', async (context) => {
    const body: unknown = await context.req.json().catch(() => undefined);
    const { data, error } = updateSchema.safeParse(body);
    if (error !== undefined) return context.body(null, 400);
    await store([data as Update]);
    return context.body(null, 200);
  });

  app.onError((error, context) => {
    const isUnavailable = error instanceof UnavailableError;
    if (isUnavailable) logger.warn('updates not stored, Telegram will send them again', { error });
    else logger.error('updates not stored', { error });
    return context.body(null, isUnavailable ? 503 : 500);
  });
  return app;
}

/** Returns a comparison with the secret whose time says nothing about how much of it was right. */
function createComparison(secret: string): (given: string) => boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  const expected = hash(secret);
  return (given) => timingSafeEqual(hash(given), expected);
}
