import type { Logger } from '#root/logger.js';
import { openBriefly, openSubscriber, type RedisAddress } from '#root/redis/connection.js';

export type Cancellations = ReturnType<typeof createCancellations>;

export interface CancellationsOptions {
  redis: RedisAddress;
  prefix: string;
  logger: Logger;
}

/** The channel on which workers hear that a greeting is cancelled. The row is what counts; this only makes it quick. */
export function createCancellations({ redis, prefix, logger }: CancellationsOptions) {
  const channel = `${prefix}:cancelled`;
  const subscribers: ReturnType<typeof openSubscriber>[] = [];
  const logError = (error: unknown) => logger.debug('Redis connection failed', { error });

  return {
    /** Tells all workers. Where Redis is away, the steps find out from the row when they start or end. */
    async publish(videoJobId: string): Promise<void> {
      const connection = openBriefly(redis);
      connection.on('error', logError);
      try {
        await connection.connect();
        await connection.publish(channel, videoJobId);
      } catch (error) {
        logger.warn('workers not told of a cancelled greeting', { videoJobId, error });
      } finally {
        connection.disconnect();
      }
    },

    /** Calls back for every cancelled greeting from now on, also after Redis was away. */
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
