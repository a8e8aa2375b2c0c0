import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What a proxy does with a request; `pass` by default. `reset` ends the connection in the middle of the request, `cut`
 * in the middle of the answer; `stall` leaves it open there and says no more; `garble` changes the answer's first byte;
 * `trickle` hands the answer on in small pieces, with pauses; `sip` the request.
 */
export type Fault =
  | 'pass'
  | 'hang'
  | 'reset'
  | 'cut'
  | 'stall'
  | 'garble'
  | 'trickle'
  | 'sip'
  | { status: number; body?: string };

const PIECE_BYTES = 1_000;
const PAUSE_MS = 60;
const MOST_BYTES = 1e9;

type Way = (content: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

const asItIs: Way = (content) => content;

const inPieces: Way = async function* (content) {
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      yield chunk.subarray(at, at + PIECE_BYTES);
      await sleep(PAUSE_MS);
    }
  }
};

/** What becomes of an answer's content on its way. */
const ways: Partial<Record<string, Way>> = {
  pass: asItIs,
  sip: asItIs,
  trickle: inPieces,
  async *garble(content) {
    let isFirst = true;
    for await (const chunk of content) {
      if (isFirst) chunk.writeUInt8(chunk.readUInt8(0) ^ 1, 0);
      isFirst = false;
      yield chunk;
    }
  },
};

export interface FaultyProxy {
  endpoint: string;
  /** The method and path of each request, in order. */
  seen: string[];
  /** How many requests are under way. */
  active(): number;
  /** Decides on each request from now on. */
  decide(fault: (request: IncomingMessage) => Fault): void;
  stop(): Promise<void>;
}

/** Starts a proxy before an HTTP server, whose answers can be made to fail. */
export async function startProxy(target: string): Promise<FaultyProxy> {
  const { hostname, port } = new URL(target);
  const seen: string[] = [];
  let active = 0;
  let faultOf: (request: IncomingMessage) => Fault = () => 'pass';

  function forward(incoming: IncomingMessage, outgoing: ServerResponse, fault: Fault): void {
    const { method, url: path, headers } = incoming;
    const afterwards = () => fault === 'cut' && outgoing.destroy();
    const passed = request({ hostname, port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      const way = ways[String(fault)];
      if (way !== undefined) pipeline(answer, way, outgoing, () => {});
      else answer.once('data', (chunk: Buffer) => outgoing.write(chunk.subarray(0, 3), afterwards));
    });
    // Once the answer has begun, its end is the pipeline's: Swift sends an error's body even where HEAD asked.
    passed.on('error', () => outgoing.headersSent || outgoing.destroy());
    // All of it is taken at once: where a socket is not read from, nobody sees that the other side has gone.
    const taken = incoming.pipe(new PassThrough({ highWaterMark: MOST_BYTES }));
    pipeline(taken, fault === 'sip' ? inPieces : asItIs, passed, () => {});
    outgoing.once('close', () => outgoing.writableFinished || passed.destroy());
  }

  const server = createServer((incoming, outgoing) => {
    seen.push(`${incoming.method} ${incoming.url}`);
    active += 1;
    outgoing.once('close', () => {
      active -= 1;
    });
    const fault = faultOf(incoming);
    if (fault === 'hang') return;
    if (fault === 'reset') {
      incoming.once('readable', () => incoming.socket.resetAndDestroy());
      return;
    }
    if (typeof fault === 'object') {
      incoming.resume();
      outgoing.writeHead(fault.status, { 'content-type': 'application/xml' }).end(fault.body);
    } else forward(incoming, outgoing, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    active: () => active,
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
