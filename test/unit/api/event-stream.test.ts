import { expect, test } from 'vitest';
import { type EventSender, eventStream } from '#root/api/events/event-stream.js';

const options = { signal: new AbortController().signal, lastingMs: 60_000, commentMs: 60_000 };

/** Opens a stream, and counts how often it was stopped. */
function open(given: Partial<typeof options> = {}, begin: (sender: EventSender) => void = () => {}) {
  const opened = { stops: 0, sender: undefined as EventSender | undefined };
  const stream = eventStream(
    (sender) => {
      opened.sender = sender;
      begin(sender);
      return () => {
        opened.stops += 1;
      };
    },
    { ...options, ...given },
  );
  return { stream, opened };
}

test('sends events and comments, until the source ends', async () => {
  const { stream, opened } = open({ commentMs: 10 }, ({ send }) => send({ event: 'progress', data: { text: 'a\nb' } }));
  setTimeout(() => opened.sender?.end(), 50);
  const text = await new Response(stream).text();
  expect(text).toMatch(/^retry: 2000\n\nevent: progress\ndata: \{"text":"a\\nb"\}\n\n(:\n\n)+$/);
  expect(opened.stops).toBe(1);
});

test.each<[string, (leave: AbortController, stream: ReadableStream, sender: EventSender) => unknown]>([
  ['leaves', (leave) => leave.abort()],
  ['cancels the body', (_, stream) => stream.cancel()],
  ['does not read', (_, _stream, { send }) => Array.from({ length: 100 }, () => send({ event: 'x', data: 1 }))],
])('nothing is left behind by a client that %s', async (_, act) => {
  const leave = new AbortController();
  const { stream, opened } = open({ signal: leave.signal });
  await act(leave, stream, opened.sender as EventSender);
  expect(opened.stops).toBe(1);
  opened.sender?.send({ event: 'late', data: 1 });
  opened.sender?.end();
  leave.abort();
  expect(opened.stops).toBe(1);
});

test('ends after its time, and if its source ends at once, or its client had left before', async () => {
  const late = open({ lastingMs: 10 });
  await new Response(late.stream).text();
  const brief = open({}, ({ end }) => end());
  await new Response(brief.stream).text();
  const gone = open({ signal: AbortSignal.abort() });
  await new Response(gone.stream).text();
  expect([late, brief, gone].map(({ opened }) => opened.stops)).toEqual([1, 1, 1]);
});
