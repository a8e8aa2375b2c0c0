import type { Logger } from '#root/logger.js';
import { openBriefly, openSubscriber, type RedisAddress } from '#root/redis/connection.js';

export type Cancellations = ReturnType<typeof createCancellations>;

export interface CancellationsOptions {
  redis: RedisAddress;
  prefix: string;
  logger: Logger;
}

/** Returns the name of the channel. */
export function cancellationChannel(prefix: string): string {
  return `${prefix}:cancelled`;
}

/** Creates the channel that notifies workers of cancelled greetings. It saves time only: steps also read the row. */
export function createCancellations({ redis, prefix, logger }: CancellationsOptions) {
  const channel = cancellationChannel(prefix);
  const subscribers: ReturnType<typeof openSubscriber>[] = [];
  const logError = (error: unknown) => logger.debug('Redis connection failed', { error });

  return {
    /** Notifies all workers of cancelled greetings. If Redis is unavailable, a step learns of the cancellation from the row when it starts. */
    async publish(...videoJobIds: string[]): Promise<void> {
      const connection = openBriefly(redis);
      connection.on('error', logError);
      try {
        await connection.connect();
        await Promise.all(videoJobIds.map((videoJobId) => connection.publish(channel, videoJobId)));
      } catch (error) {
        logger.warn('workers not notified of the cancellation', { ...factsOf(videoJobIds), error });
      } finally {
        connection.disconnect();
      }
    },

    /** Calls `onCancelled` for every greeting that is cancelled from now on. Reconnects after an outage of Redis. */
    async subscribe(onCancelled: (videoJobId: string) => void): Promise<void> {
      const connection = openSubscriber(redis);
      subscribers.push(connection);
      connection.on('error', logError);
      connection.on('message', (_: string, videoJobId: string) => onCancelled(videoJobId));
      await connection.subscribe(channel);
    },

    async close(): Promise<void> {
      for (const connection of subscribers) connection.disconnect();
    },
  };
}

function factsOf(videoJobIds: string[]): object {
  return videoJobIds.length === 1 ? { videoJobId: videoJobIds[0] } : { count: videoJobIds.length };
}
