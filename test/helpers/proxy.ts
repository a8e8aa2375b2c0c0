import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What a proxy does with a request; `pass` by default. `cut` ends the connection in the middle of the answer, `stall`
 * leaves it open and says no more.
 */
export type Fault = 'pass' | 'hang' | 'cut' | 'stall' | { status: number; body?: string };

export interface FaultyProxy {
  endpoint: string;
  /** The method and path of each request, in order. */
  seen: string[];
  /** Decides on each request from now on. */
  decide(fault: (request: IncomingMessage) => Fault): void;
  stop(): Promise<void>;
}

/** Starts a proxy before an HTTP server, whose answers can be made to fail. */
export async function startProxy(target: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target);
  const seen: string[] = [];
  let faultOf: (request: IncomingMessage) => Fault = () => 'pass';

  function forward(incoming: IncomingMessage, outgoing: ServerResponse, fault: Fault): void {
    const { method, url: path, headers } = incoming;
    const afterwards = () => fault === 'cut' && outgoing.destroy();
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      if (fault === 'pass') answer.pipe(outgoing);
      else answer.once('data', (chunk: Buffer) => outgoing.write(chunk.subarray(0, 3), afterwards));
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }

  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    const fault = faultOf(incoming);
    if (fault === 'hang') return;
    if (typeof fault === 'object') {
      incoming.resume();
      outgoing.writeHead(fault.status, { 'content-type': 'application/xml' }).end(fault.body);
    } else forward(incoming, outgoing, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    decide(fault) {
      faultOf = fault;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
