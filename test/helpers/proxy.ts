import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough, pipeline } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Treatment of a request, `pass` by default. `hang` never answers. `reset` ends the connection during the request,
 * `cut` during the answer. `stall` stops sending during the answer. `garble` changes the answer's first byte. `trickle`
 * sends the answer in small pieces, with pauses. `sip` does so with the request.
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
const BUFFER_BYTES = 1e9;

type Transform = (content: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

const unchanged: Transform = (content) => content;

const inPieces: Transform = async function* (content) {
  for await (const chunk of content) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      yield chunk.subarray(at, at + PIECE_BYTES);
      await sleep(PAUSE_MS);
    }
  }
};

/** Changes of an answer's content, by fault. */
const transforms: Partial<Record<string, Transform>> = {
  pass: unchanged,
  sip: unchanged,
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
  /** Method and path of each request, in order. */
  seen: string[];
  /** Returns the number of requests in progress. */
  active(): number;
  /** Sets the function that chooses the fault of each later request. */
  decide(fault: (request: IncomingMessage) => Fault): void;
  stop(): Promise<void>;
}

/** Starts a proxy in front of an HTTP server that can make requests fail. */
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
      const transform = transforms[String(fault)];
      if (transform !== undefined) pipeline(answer, transform, outgoing, () => {});
      else answer.once('data', (chunk: Buffer) => outgoing.write(chunk.subarray(0, 3), afterwards));
    });
    // After the answer has begun, the pipeline ends it: Swift sends the body of an error even for HEAD.
    passed.on('error', () => outgoing.headersSent || outgoing.destroy());
    // Read the whole request at once: Node detects that the client has closed only on a socket that is being read.
    const received = incoming.pipe(new PassThrough({ highWaterMark: BUFFER_BYTES }));
    pipeline(received, fault === 'sip' ? inPieces : unchanged, passed, () => {});
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
