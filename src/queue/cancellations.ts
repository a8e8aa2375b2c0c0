import { Redis } from 'ioredis';
import type { Logger } from '#root/logger.js';
import type { RedisAddress } from '#root/queue/connection.js';
import { producerConnection, workerConnection } from '#root/queue/connection.js';

export type Cancellations = ReturnType<typeof createCancellations>;

export interface CancellationsOptions {
  redis: RedisAddress;
  prefix: string;
  logger: Logger;
}

/** The channel on which workers hear that a greeting is cancelled. The row is what counts; this only makes it quick. */
export function createCancellations({ redis, prefix, logger }: CancellationsOptions) {
  const channel = `${prefix}:cancelled`;
  const connections: Redis[] = [];

  function connect(options: object): Redis {
    const connection = new Redis({ ...options, lazyConnect: true });
    connection.on('error', (error) => logger.debug('Redis connection failed', { error }));
    connections.push(connection);
    return connection;
  }

  return {
    /** Tells all workers. Where Redis is away, the steps find out from the row when they start or end. */
    async publish(videoJobId: string): Promise<void> {
      const connection = connect({ ...producerConnection(redis), retryStrategy: null });
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
      const connection = connect(workerConnection(redis));
      connection.on('message', (_, videoJobId) => onCancelled(videoJobId));
      await connection.subscribe(channel);
    },

    async close(): Promise<void> {
      for (const connection of connections) connection.disconnect();
    },
  };
}
