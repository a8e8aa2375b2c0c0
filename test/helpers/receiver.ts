import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ReceivedMessage {
  path: string;
  /** The `webhook-id`. */
  id: string;
  headers: Record<string, string>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look at any part of it.
  body: any;
}

type Answer = (response: ServerResponse, message: ReceivedMessage) => void;

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** Answers with this status. */
export const withStatus =
  (status: number, headers: IncomingHttpHeaders = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end('noted');

export const dropped: Answer = (response) => response.destroy();
export const unanswered: Answer = () => {};

/** Starts a program that is notified. It answers 200, unless the test says otherwise. */
export async function startReceiver() {
  const messages: ReceivedMessage[] = [];
  const answers = new Map<string, Answer[]>();

  const server = createServer(async (request, response) => {
    const content = await text(request);
    const path = request.url ?? '';
    const headers = request.headers as Record<string, string>;
    const message = { path, id: headers['webhook-id'] ?? '', headers, text: content, body: JSON.parse(content) };
    messages.push(message);
    const answer = answers.get(path)?.shift() ?? withStatus(200);
    answer(response, message);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    messages,
    urlOf: (path: string) => `http://127.0.0.1:${port}${path}`,
    /** Returns the messages at a path, and those of an event if one is named. */
    at: (path: string, id?: string) =>
      messages.filter((message) => message.path === path && (id === undefined || message.id === id)),
    /** Answers the next messages at a path in these ways, in their order. */
    next: (path: string, ...given: Answer[]) => void answers.set(path, given),
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
