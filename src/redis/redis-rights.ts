import { SetupError } from '#root/errors.js';
import { openBriefly, type RedisAddress } from '#root/redis/connection.js';

/**
 * Throws SetupError (REDIS_RIGHTS_MISSING) that names the right if the user of Redis lacks one that queues need: the keys
 * that begin with the prefix, scripts, and the channel of cancellations. Any other failure is left to the caller's own
 * connections, which report it.
 */
export async function assertRights(address: RedisAddress, { prefix, channel }: { prefix: string; channel: string }) {
  const client = openBriefly(address);
  client.on('error', () => {});
  const key = `${prefix}:rights`;
  const needs: [right: string, attempt: () => Promise<unknown>][] = [
    [`use the keys ${prefix}:*`, () => client.exists(key)],
    ['write to them', () => client.del(key)],
    ['run scripts', () => client.eval("return redis.call('EXISTS', KEYS[1])", 1, key)],
    ['wait for jobs with BZPOPMIN', () => client.bzpopmin(key, 0.01)],
    ['use streams', () => client.xtrim(key, 'MAXLEN', 1)],
    [`publish to the channel ${channel}`, () => client.publish(channel, '')],
    [`subscribe to the channel ${channel}`, () => client.subscribe(channel)],
  ];
  try {
    await client.connect();
    for (const [right, attempt] of needs) await attempt().catch((error: unknown) => assertAllowed(error, right));
  } catch (error) {
    if (error instanceof SetupError) throw error;
  } finally {
    client.disconnect();
  }
}

function assertAllowed(error: unknown, right: string): void {
  if (!(error instanceof Error) || !/NOPERM|ACL failure/.test(error.message)) return;
  const message = `The user of Redis may not ${right}: ${error.message}. deploy/README.md shows the rights that it needs`;
  throw new SetupError('REDIS_RIGHTS_MISSING', message, { cause: error });
}
