import { createMiddleware } from 'hono/factory';
import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { ApiEnv } from '#root/api/api-env.js';
import { ProblemError } from '#root/api/problem.js';

export interface RateLimitDeps {
  /** The caller closes it. */
  client: Redis | Cluster;
  /** Prefix of the keys in Redis. */
  prefix: string;
  /** Whether a request is a part of one that was counted. */
  isCounted: (request: Request) => boolean;
}

const WINDOW_S = 60;
// Each key has its own limit, so the limiter only counts.
const COUNT_ONLY = { points: Number.MAX_SAFE_INTEGER, duration: WINDOW_S };

/**
 * Counts the requests of each key, over all processes, and refuses those above its rate with 429. If Redis is
 * unavailable, each process counts alone. `RateLimit` says how many are left: draft-ietf-httpapi-ratelimit-headers-11.
 */
export function limitRate({ client, prefix, isCounted }: RateLimitDeps) {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: `${prefix}:api:rate`,
    ...COUNT_ONLY,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(COUNT_ONLY),
  });
  return createMiddleware<ApiEnv>(async (context, next) => {
    if (isCounted(context.req.raw)) return next();
    const { id, rate } = context.var.apiKey;
    const { consumedPoints, msBeforeNext } = await limiter.consume(id);
    const seconds = Math.ceil(msBeforeNext / 1_000);
    const headers = {
      'RateLimit-Policy': `"key";q=${rate};w=${WINDOW_S}`,
      RateLimit: `"key";r=${Math.max(rate - consumedPoints, 0)};t=${seconds}`,
    };
    if (consumedPoints > rate) {
      const detail = `this key may send ${rate} requests a minute; wait ${seconds} s`;
      throw new ProblemError(429, 'RATE_LIMITED', detail, {
        headers: { ...headers, 'Retry-After': String(seconds) },
      });
    }
    await next();
    for (const [name, value] of Object.entries(headers)) context.header(name, value);
  });
}
