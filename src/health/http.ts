import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { SetupError } from '#root/errors.js';

export interface Answer {
  status: number;
  type: string;
  body: string;
}

/** What is answered at each path. */
export type Routes = Record<string, () => Promise<Answer>>;

export interface HttpServer {
  close(): Promise<void>;
}

/**
 * Answers GET requests on the port, of every address of this machine. Throws SetupError (PORT_UNUSABLE) where it
 * cannot be had.
 */
export async function startHttpServer({ port, routes }: { port: number; routes: Routes }): Promise<HttpServer> {
  const server = createServer(async (request, response) => {
    const route = routes[request.url?.split('?')[0] ?? ''];
    if (route === undefined) return end(response, { status: 404, type: 'text/plain', body: '' });
    try {
      end(response, await route());
    } catch (error) {
      end(response, { status: 500, type: 'text/plain', body: error instanceof Error ? error.name : '' });
    }
  });
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new SetupError('PORT_UNUSABLE', `HEALTH_PORT names a port that cannot be used: ${port}`, { cause: error });
  }
  return {
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Returns the answer that tells this as JSON: 200 where all is well, 503 where not. */
export function jsonAnswer(isWell: boolean, content: object): Answer {
  return { status: isWell ? 200 : 503, type: 'application/json', body: JSON.stringify(content) };
}

function end(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
