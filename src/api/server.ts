import { createApiApp } from '#root/api/api-app.js';
import { type SenderOptions, startSender } from '#root/api/webhooks/sender.js';
import type { Container } from '#root/app/container.js';
import { type HttpServer, listen } from '#root/http/listen.js';
import { openImpatient } from '#root/redis/connection.js';

/**
 * Starts the HTTP API, and sends the webhooks. Throws `SetupError` (API_ADDRESS) if it cannot listen at its address.
 * @param port 0 selects a free port
 */
export async function startApi(container: Container, port: number, webhooks?: SenderOptions): Promise<HttpServer> {
  const { config, logger } = container;
  const redis = openImpatient(config.redis);
  redis.on('error', (error: unknown) => logger.debug('Redis connection failed', { error }));
  const app = createApiApp({ ...container, redis });
  const address = { host: config.api.host, port, variables: 'API_HOST and API_PORT', errorCode: 'API_ADDRESS' };
  const server = await listen(app, address).catch((error: unknown) => {
    redis.disconnect();
    throw error;
  });
  if (config.api.webhooks.secret === undefined) logger.info('webhooks are off: API_SECRET is not set');
  const sender = startSender(container, webhooks);
  return {
    url: server.url,
    async close() {
      await server.close();
      await sender.close();
      redis.disconnect();
    },
  };
}
