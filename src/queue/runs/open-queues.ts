import { type ConnectionOptions, FlowProducer, Queue, type Telemetry } from 'bullmq';
import pTimeout from 'p-timeout';
import { SetupError, UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import { isOfNoPrimary } from '#root/redis/connection.js';

export interface OpenQueuesOptions {
  connection: ConnectionOptions;
  prefix: string;
  logger: Logger;
  /** Time limit of one call, in milliseconds. */
  timeoutMs?: number;
  /** Carries a trace with each flow. */
  telemetry?: Telemetry | undefined;
}

export type OpenQueues = ReturnType<typeof openQueues>;

// The first word of an error is its code: https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors
const LOGIN_REFUSED = /^(NOAUTH|WRONGPASS|NOPERM) /;

/** Opens the queues of all steps, and the producer that adds flows to them. */
export function openQueues({ connection, prefix, logger, timeoutMs = 5_000, telemetry }: OpenQueuesOptions) {
  const traced = telemetry === undefined ? {} : { telemetry };
  const producer = new FlowProducer({ connection, prefix, ...traced });
  const queues = stepNames.map((name) => new Queue(name, { connection, prefix }));
  let connectionError: Error | undefined;
  const onError = (error: Error) => {
    connectionError = error;
    logger.debug('Redis connection failed', { error });
  };
  producer.on('error', onError);
  for (const queue of queues) queue.on('error', onError);

  /** Runs a call to Redis. Throws UnavailableError (REDIS_UNAVAILABLE) if it fails or takes too long. */
  async function call<T>(work: () => Promise<T>): Promise<T> {
    try {
      const answer = await pTimeout(work(), { milliseconds: timeoutMs });
      connectionError = undefined;
      return answer;
    } catch (error) {
      // A command that waits for a connection does not know why there is none.
      const cause = connectionError ?? (error as Error);
      if (isOfNoPrimary(cause)) await reconnect();
      const message = cause.name === 'ReplyError' ? `Redis refuses: ${cause.message}` : 'Redis could not be reached';
      throw new UnavailableError('REDIS_UNAVAILABLE', message, { cause });
    }
  }

  /** Leaves a primary that has become a replica: ioredis does not do so for the transaction that adds a flow. */
  async function reconnect(): Promise<void> {
    for (const each of [producer, ...queues]) (await each.getBackend().client).disconnect(true);
  }

  return {
    producer,
    queues: Object.fromEntries(queues.map((queue) => [queue.name, queue])) as Record<StepName, Queue>,
    call,

    /** Throws UnavailableError if Redis does not answer, or SetupError (REDIS_REFUSED) if it refuses the login. */
    async ping(): Promise<void> {
      try {
        await call(() => Promise.all(queues.map((queue) => queue.getWaitingCount())));
      } catch (error) {
        const reply = connectionError?.message ?? '';
        if (!LOGIN_REFUSED.test(reply)) throw error;
        const message = `Redis refuses the login; look at REDIS_USERNAME and REDIS_PASSWORD: ${reply}`;
        throw new SetupError('REDIS_REFUSED', message, { cause: error });
      }
    },

    async close(): Promise<void> {
      await Promise.all([producer, ...queues].map(closeOrDisconnect));
    },
  };
}

/** Closes a client. If its connection is just being opened again, it cannot say goodbye and is cut off. */
async function closeOrDisconnect(client: Pick<Queue | FlowProducer, 'close' | 'getBackend'>): Promise<void> {
  try {
    await client.close();
  } catch {
    (await client.getBackend().client).disconnect();
  }
}
