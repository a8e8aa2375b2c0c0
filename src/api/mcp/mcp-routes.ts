import { Hono } from 'hono';
import type { ApiEnv } from '#root/api/api-env.js';
import type { Ask } from '#root/api/mcp/mcp-handler.js';

const ANY_TYPE = '*/*';

/** Names the types that an answer may have for a client that accepts any: the handler wants them named. */
function withTypes(headers: Headers): Headers {
  const accept = headers.get('accept') ?? ANY_TYPE;
  const named = new Headers(headers);
  if (accept.includes(ANY_TYPE)) named.set('accept', 'application/json, text/event-stream');
  return named;
}

/**
 * Serves the Model Context Protocol at /mcp by streamable HTTP. It keeps nothing between two requests, so any process
 * can answer. Every tool is a request to the API with the key of the caller.
 */
export function createMcpRoutes(ask: Ask): Hono<ApiEnv> {
  // Loaded when first used: the protocol's library takes 25 MB.
  const load = async () => (await import('#root/api/mcp/mcp-handler.js')).createHandler(ask);
  let loaded: ReturnType<typeof load> | undefined;

  return new Hono<ApiEnv>().all('/mcp', async ({ req }) => {
    loaded ??= load();
    const hasBody = req.method === 'POST';
    // The server's own request object has not everything that the handler uses.
    const request = new Request(req.url, {
      method: req.method,
      headers: withTypes(req.raw.headers),
      ...(hasBody ? { body: await req.text() } : {}),
    });
    return (await loaded).fetch(request);
  });
}
