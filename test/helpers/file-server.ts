import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export interface FileServer {
  url: string;
  /** Values of the header Range of all requests, undefined for those without. */
  ranges: (string | undefined)[];
  /** Answers the next request in another way, once. Several are used in their order. */
  next(answer: Answer): void;
  /** Replaces the content of all files. */
  serve(content: Buffer, etag?: string): void;
  close(): Promise<void>;
}

/** Starts a server that has one content under all names, and sends ranges of it: RFC 9110, sections 13.1.5 and 14. */
export async function startFileServer(initial: Buffer): Promise<FileServer> {
  let file = { content: initial, etag: '"one"' };
  const answers: Answer[] = [];
  const ranges: FileServer['ranges'] = [];

  const sendFile: Answer = (response, { headers }) => {
    const { content, etag } = file;
    const from = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0);
    const isSame = headers['if-range'] === undefined || headers['if-range'] === etag;
    if (from >= content.length) response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    else if (from === 0 || !isSame) send(response, 200, content, { etag });
    else {
      const range = `bytes ${from}-${content.length - 1}/${content.length}`;
      send(response, 206, content.subarray(from), { etag, 'content-range': range });
    }
  };

  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    (answers.shift() ?? sendFile)(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ranges,
    next: (answer) => answers.push(answer),
    serve(content, etag = '"other"') {
      file = { content, etag };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, content: Buffer, headers: Record<string, string>): void {
  response.writeHead(status, { ...headers, 'content-length': content.length }).end(content);
}

/** Sends the beginning of a content and breaks the connection. */
export const breakAfter =
  (content: Buffer, bytes: number, headers: Record<string, string> = { etag: '"one"' }): Answer =>
  (response) => {
    response.writeHead(200, { ...headers, 'content-length': content.length });
    response.write(content.subarray(0, bytes), () => response.destroy());
  };

/** Promises a file of this size, sends the beginning of a content, and nothing more. */
export const stallAfter =
  (content: Buffer, bytes: number, total: number): Answer =>
  (response) => {
    response.writeHead(200, { etag: '"one"', 'content-length': total });
    response.write(content.subarray(0, bytes));
  };
