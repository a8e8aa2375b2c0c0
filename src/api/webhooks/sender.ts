import type { ApiDeps } from '#root/api/api-deps.js';
import { messageOf } from '#root/api/webhooks/message.js';
import { createPoster, type Post, type PostOutcome } from '#root/api/webhooks/post.js';
import { createWebhookSecrets, signatureOf } from '#root/api/webhooks/secrets.js';
import { createTicker } from '#root/api/webhooks/ticker.js';
import type { ClaimedDelivery } from '#root/jobs/webhooks/deliveries.js';

export interface SenderOptions {
  /** Time before each attempt, in milliseconds. Their number is that of the attempts. */
  delaysMs?: readonly number[];
  timeoutMs?: number;
  /** Time after which another process tries what this one has begun. Longer than the time limit. */
  leaseMs?: number;
  tickMs?: number;
}

type SenderDeps = Pick<ApiDeps, 'config' | 'logger' | 'metrics' | 'videoJobs' | 'batches' | 'webhooks'>;

export interface Sender {
  /** Takes nothing more, and waits for what is being sent. */
  close(): Promise<void>;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** The standard's own proposal: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const DELAYS_MS = [
  ...[0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR],
  ...[5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
];
const LONGEST_MS = 24 * HOUR;
// Receivers that were unavailable together are not all tried at the same time again.
const JITTER = 0.1;
const AT_ONCE = 32;
// So that a slow receiver, or a key with many of them, does not keep the others waiting.
const PER_HOST = 8;
const PER_KEY = 16;
const EVENTS = 500;
const BATCHES = 20;
const BATCH_GAP_MS = 2_000;

/**
 * Sends programs what they wait for, until it is closed. Several processes share the work. Each message is sent at least
 * once: if a process is killed before it has noted the answer, another one sends the message again, with the same id.
 */
export function startSender(deps: SenderDeps, options: SenderOptions = {}): Sender {
  const { config, logger, metrics, webhooks } = deps;
  const { delaysMs = DELAYS_MS, timeoutMs = 15_000, leaseMs = 30_000, tickMs = SECOND } = options;
  const { secret: apiSecret, allowPrivate } = config.api.webhooks;
  const secrets = apiSecret === undefined ? undefined : createWebhookSecrets(apiSecret);
  const post: Post = createPoster({ proxies: config.proxies, allowPrivate });
  const sending = new Set<Promise<void>>();
  const ticker = createTicker({
    work,
    tickMs,
    onFailure: (error) => logger.warn('webhooks not sent, trying again', { error }),
  });

  async function work(): Promise<void> {
    await webhooks.endBatches({ limit: BATCHES, gapMs: BATCH_GAP_MS });
    await webhooks.spread(EVENTS);
    const limit = AT_ONCE - sending.size;
    if (secrets === undefined || limit === 0) return;
    const claim = { limit, perHost: PER_HOST, perKey: PER_KEY, leaseMs };
    for (const delivery of await webhooks.claimDeliveries(claim)) start(delivery);
  }

  function start(delivery: ClaimedDelivery): void {
    const sent: Promise<void> = deliver(delivery)
      // The lease ends, and then it is tried again.
      .catch((error: unknown) => {
        logger.warn('webhook delivery not noted', { deliveryId: delivery.id, error });
      })
      .finally(() => {
        sending.delete(sent);
        // Another one may have waited for its place.
        ticker.hurry();
      });
    sending.add(sent);
  }

  async function deliver(delivery: ClaimedDelivery): Promise<void> {
    const { stopped, webhookId } = delivery;
    if (stopped !== null) {
      await webhooks.stopDelivery(delivery, stopped);
      report(delivery, 'given_up', { code: stopped });
      return;
    }
    const outcome = await attempt(delivery);
    const status = 'status' in outcome ? outcome.status : null;
    if (status !== null && status >= 200 && status < 300) {
      await webhooks.noteDelivered(delivery, status);
      report(delivery, 'delivered', outcome);
      return;
    }
    const waitMs = status === 410 ? null : waitAfter(delivery, outcome);
    const code = 'code' in outcome ? outcome.code : null;
    if (status === 410 && webhookId !== null) await webhooks.disable(webhookId, 'GONE');
    await webhooks.noteFailed(delivery, { status, code, waitMs });
    report(delivery, waitMs === null ? 'given_up' : 'failed', outcome);
  }

  async function attempt(delivery: ClaimedDelivery): Promise<PostOutcome> {
    const keys = keysOf(delivery);
    if (keys === undefined) return { code: 'SECRET_UNREADABLE' };
    const signed = {
      id: delivery.eventId,
      timestamp: Math.floor(Date.now() / SECOND),
      body: await messageOf(delivery, deps),
    };
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'zdravitsa',
      'webhook-id': signed.id,
      'webhook-timestamp': String(signed.timestamp),
      'webhook-signature': keys.map((key) => signatureOf(key, signed)).join(' '),
    };
    return post({ url: delivery.url, headers, body: signed.body, timeoutMs });
  }

  /** Returns undefined if the secret was sealed with another API_SECRET. */
  function keysOf({ webhookId, apiKeyId, secret, earlierSecret }: ClaimedDelivery): string[] | undefined {
    if (secrets === undefined) return undefined;
    if (webhookId === null) return [secrets.ofKey(apiKeyId)];
    const keys = [secret, earlierSecret].flatMap((sealed) => (sealed === null ? [] : (secrets.open(sealed) ?? [])));
    return keys.length === 0 ? undefined : keys;
  }

  /** Returns the time until the next attempt, or null if there is none. */
  function waitAfter({ attempts }: ClaimedDelivery, outcome: PostOutcome): number | null {
    const delayMs = delaysMs[attempts + 1];
    if (delayMs === undefined) return null;
    const isBusy = 'status' in outcome && (outcome.status === 429 || outcome.status === 503);
    const asked = isBusy ? Math.min(outcome.retryAfterMs ?? 0, LONGEST_MS) : 0;
    return Math.round(Math.max(delayMs * (1 + Math.random() * JITTER), asked));
  }

  // Addresses are not logged: some hold secrets.
  function report({ id, eventId, attempts }: ClaimedDelivery, outcome: string, answer: PostOutcome): void {
    metrics.webhookTried({ outcome });
    const answered = 'status' in answer ? { status: answer.status } : { code: answer.code };
    logger.info('webhook tried', { outcome, deliveryId: id, eventId, attempt: attempts + 1, ...answered });
  }

  return {
    async close() {
      await ticker.stop();
      await Promise.all(sending);
    },
  };
}
