import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { WebSocketServer } from 'ws';
import type { MediaRig } from './media-rig.js';
import { tone } from './wav.js';

export interface SeenRequest {
  method: string | undefined;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

type Answer = (response: ServerResponse, request: SeenRequest) => void;

export interface SpeechServer {
  url: string;
  /** Requests in their order, except those for a token. */
  seen: SeenRequest[];
  /** Tokens that were given out. */
  tokens: string[];
  /** Sets how the next requests are answered, except those for a token. */
  answer(answer: Answer): void;
  /** Sets how requests for a token are answered. By default each gets a new one, for half an hour. */
  answerLogin(answer: Answer | undefined): void;
  /** Returns the number of connections. */
  open(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server to which the services' clients can be sent. `/oauth` gives out tokens as SaluteSpeech does. */
export async function startSpeechServer(): Promise<SpeechServer> {
  const seen: SeenRequest[] = [];
  const tokens: string[] = [];
  let respond: Answer = (response) => response.writeHead(500).end();
  let respondLogin: Answer | undefined;

  const giveToken: Answer = (response) => {
    tokens.push(`token-${tokens.length + 1}`);
    json({ access_token: tokens.at(-1), expires_at: Date.now() + 1_800_000 })(response);
  };
  const server = createServer(async (incoming, response) => {
    const { method, url = '', headers } = incoming;
    const request = { method, url, headers, body: (await buffer(incoming)).toString() };
    if (url === '/oauth') return (respondLogin ?? giveToken)(response, request);
    seen.push(request);
    respond(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    tokens,
    answer(answer) {
      respond = answer;
    },
    answerLogin(answer) {
      respondLogin = answer;
    },
    open: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with a value as JSON. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}) {
  return (response: ServerResponse) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** Answers with these bytes. */
export function bytes(content: Buffer | string, type = 'audio/wav', headers: Record<string, string> = {}) {
  return (response: ServerResponse) => void response.writeHead(200, { 'content-type': type, ...headers }).end(content);
}

/** Returns the answer of SpeechKit: a line for each part of the text, each with a share of the sound. */
export function yandexStream(parts: readonly string[], { separator = '\n', seconds = 1 } = {}): string {
  const sound = tone(seconds).subarray(44);
  const share = 2 * Math.floor(sound.length / 2 / parts.length);
  const shareMs = (1_000 * seconds) / parts.length;
  const lines = parts.map((text, index) => ({
    result: {
      audioChunk: { data: sound.subarray(index * share, (index + 1) * share).toString('base64') },
      textChunk: { text },
      ...(index === 0 ? {} : { startMs: String(index * shareMs) }),
      lengthMs: String(shareMs),
    },
  }));
  return lines.map((line) => JSON.stringify(line)).join(separator);
}

/** Returns a second of a tone, encoded by ffmpeg with these arguments. */
export async function encodeTone({ dir, ffmpeg }: MediaRig, extension: string, args: string[] = []): Promise<Buffer> {
  const path = join(dir, `tone.${extension}`);
  const run = { signal: new AbortController().signal, timeoutMs: 60_000, input: tone() };
  await ffmpeg(['-i', 'pipe:0', ...args, '-y', path], run);
  return readFile(path);
}

export interface EdgeServer {
  url: string;
  /** Messages of clients. */
  seen: string[];
  /** Sets what follows a request to speak. */
  answer(answer: (send: EdgeSend, close: () => void) => void): void;
  /** Refuses the next connections with this status. */
  refuse(status: number | undefined): void;
  /** Returns the number of connections. */
  open(): Promise<number>;
  stop(): Promise<void>;
}

interface EdgeSend {
  text(path: string, body?: string): void;
  sound(content: Buffer): void;
  /** A message as it is. */
  raw(message: string): void;
}

/** Starts a server that speaks the wire of Edge's read-aloud service. */
export async function startEdgeServer(): Promise<EdgeServer> {
  const seen: string[] = [];
  let respond: (send: EdgeSend, close: () => void) => void = (_send, close) => close();
  let refusedWith: number | undefined;
  const http = createServer();
  const server = new WebSocketServer({ noServer: true });
  http.on('upgrade', (request, socket, head) => {
    if (refusedWith !== undefined) return void socket.end(`HTTP/1.1 ${refusedWith} Refused\r\n\r\n`);
    server.handleUpgrade(request, socket, head, (client) => {
      client.on('message', (data) => {
        const message = data.toString();
        seen.push(message);
        const [, id] = /X-RequestId:(\w+)/.exec(message) ?? [];
        if (id === undefined) return;
        const head = (path: string) => `X-RequestId:${id}\r\nContent-Type:application/json\r\nPath:${path}\r\n`;
        const send: EdgeSend = {
          text: (path, body = '{}') => client.send(`${head(path)}\r\n${body}`),
          sound(content) {
            const header = Buffer.from(`X-RequestId:${id}\r\nContent-Type:audio/webm\r\nPath:audio\r\n`);
            const length = Buffer.alloc(2);
            length.writeUInt16BE(header.length);
            client.send(Buffer.concat([length, header, content]));
          },
          raw: (text) => client.send(text),
        };
        respond(send, () => client.terminate());
      });
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    seen,
    answer(answer) {
      respond = answer;
    },
    refuse(status) {
      refusedWith = status;
    },
    open: () => new Promise((resolve) => http.getConnections((_, count) => resolve(count))),
    async stop() {
      for (const client of server.clients) client.terminate();
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
}
