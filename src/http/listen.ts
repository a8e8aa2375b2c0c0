import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { SetupError } from '#root/errors.js';

// Longer than proxies and load balancers keep an idle connection (600 s at most, Google's): one that closes first on this
// side may carry a request already, which the proxy then answers with 502.
const KEEP_ALIVE_MS = 620_000;
// A body may take as long as an upload, and a little more, so that the upload's own limit comes first.
const REQUEST_MS = 130_000;

export interface ListenOptions {
  /** Address to listen at, every address of this machine by default. */
  host?: string;
  /** Port to listen at, 0 for a free one. */
  port: number;
  /** Code of the error that is thrown if the address cannot be used. */
  errorCode: string;
  /** Variables that set the address, for the error's message. */
  variables: string;
  /** Name of the host for requests without a Host header, which are refused by default. */
  hostname?: string;
}

export interface HttpServer {
  url: string;
  /** Stops listening and ends all connections, including those in use. */
  close(): Promise<void>;
}

/** Serves an app by HTTP. Throws `SetupError` with `errorCode` if the address cannot be used. */
export async function listen(app: Pick<Hono, 'fetch'>, options: ListenOptions): Promise<HttpServer> {
  const { host, port, errorCode, variables, hostname } = options;
  const named = hostname === undefined ? {} : { hostname };
  const listener = getRequestListener(app.fetch, { ...named, overrideGlobalObjects: false });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: REQUEST_MS }, listener);
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `${variables}: cannot listen at ${host === undefined ? 'port ' : `${host}:`}${port} (${code})`;
    throw new SetupError(errorCode, message, { cause: error });
  }
  return {
    url: `http://${urlHost(host)}:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function urlHost(host = 'localhost'): string {
  return host.includes(':') ? `[${host}]` : host;
}
