/** An event of a stream of server-sent events. */
interface ServerEvent {
  event: string;
  data: unknown;
}

export interface EventStreamOptions {
  /** Aborts when the client has left. */
  signal: AbortSignal;
  /** How long the stream may last. */
  lastingMs: number;
  /** A comment is sent so often, so that nothing on the way takes the connection for dead. */
  commentMs: number;
}

export interface EventSender {
  send: (event: ServerEvent) => void;
  /** Ends the stream after what was sent. */
  end: () => void;
}

// A client that does not read is let go.
const MOST_UNREAD = 64;
const RETRY_MS = 2_000;

/**
 * Returns the body of a response with events. It ends when the source ends it, when the client leaves or does not read, and
 * at last after `lastingMs`: whatever happens first, `stop` is called once.
 * @param start begins to send, and returns `stop`
 */
export function eventStream(
  start: (sender: EventSender) => () => void,
  { signal, lastingMs, commentMs }: EventStreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let finish = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOver = false;
        let stop = () => {};
        const write = (text: string) => {
          if (isOver) return;
          controller.enqueue(encoder.encode(text));
          if ((controller.desiredSize ?? 0) < -MOST_UNREAD) finish();
        };
        const comments = setInterval(() => write(':\n\n'), commentMs);
        const limit = setTimeout(() => finish(), lastingMs);
        finish = () => {
          if (isOver) return;
          isOver = true;
          clearInterval(comments);
          clearTimeout(limit);
          signal.removeEventListener('abort', finish);
          stop();
          try {
            controller.close();
          } catch {
            // The client has cancelled it.
          }
        };
        signal.addEventListener('abort', finish);
        write(`retry: ${RETRY_MS}\n\n`);
        stop = start({
          send: ({ event, data }) => write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
          end: () => finish(),
        });
        // The source may have ended it while it began.
        if (isOver) stop();
        if (signal.aborted) finish();
      },
      cancel: () => finish(),
    },
    { highWaterMark: 1 },
  );
}
