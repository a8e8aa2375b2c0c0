import { once } from 'node:events';
import { createServer } from 'node:http';
import { SetupError } from '#root/errors.js';
import type { Liveness } from '#root/queue/liveness.js';

export interface HealthServer {
  close(): Promise<void>;
}

/**
 * Answers `/live` with 200 while the workers get on, with 503 and their names where one is wedged. Throws SetupError
 * where the port cannot be used.
 */
export async function startHealthServer({
  port,
  liveness,
}: {
  port: number;
  liveness: Liveness;
}): Promise<HealthServer> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/live') return response.writeHead(404).end();
    const state = await liveness();
    response.writeHead(state.live ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify(state));
  });
  server.listen(port);
  await once(server, 'listening').catch((error: unknown) => {
    throw new SetupError('PORT_UNUSABLE', `HEALTH_PORT names a port that cannot be used: ${port}`, { cause: error });
  });
  return {
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
