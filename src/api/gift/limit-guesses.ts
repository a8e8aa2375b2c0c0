import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

const GUESSES = { points: 30, duration: 60 };

// A proxy of the installation stands here: RFC 1918, 4193, 1122, 4291.
const near = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
] as const) {
  near.addSubnet(net, bits);
}
near.addSubnet('fc00::', 7, 'ipv6');
near.addAddress('::1', 'ipv6');

/**
 * Refuses an address that has asked for 30 unknown pages within a minute, over all processes. Pages that exist are not
 * counted, so a popular one is open to everybody.
 * @param refuse returns the answer
 */
export function limitGuesses(
  { client, prefix }: { client: Redis | Cluster; prefix: string },
  refuse: (context: Context) => Response | Promise<Response>,
): MiddlewareHandler {
  const limiter = new RateLimiterRedis({
    storeClient: client,
    keyPrefix: `${prefix}:api:guesses`,
    ...GUESSES,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(GUESSES),
  });
  return async (context, next) => {
    const address = addressOf(context);
    const guessed = await limiter.get(address);
    if (guessed !== null && guessed.consumedPoints >= GUESSES.points) {
      context.header('Retry-After', String(Math.ceil(guessed.msBeforeNext / 1_000)));
      return refuse(context);
    }
    await next();
    if (context.res.status === 404) await limiter.penalty(address);
  };
}

/** Returns the address of the client. A proxy of the installation adds it to the end of a header. */
function addressOf(context: Context): string {
  const { address = '' } = getConnInfo(context).remote;
  const named = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() ?? '';
  return isNear(address) && isIP(named) !== 0 ? named : address;
}

function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const version = isIP(plain);
  return version !== 0 && near.check(plain, version === 4 ? 'ipv4' : 'ipv6');
}
