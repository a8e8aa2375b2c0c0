import { open } from 'node:fs/promises';

export interface ReceiveOptions {
  maxBytes: number;
  /** Time that the whole body may take. */
  timeoutMs: number;
}

/** What came of a body: `cut` if the client has left before its end. */
export type Received = 'whole' | 'too large' | 'too slow' | 'cut';

// As much as a careless client may send, and no more.
const DROP_BYTES = 100_000_000;
const DROP_MS = 20_000;

/** Writes the body of a request to a file, of which never more than a part is in memory. The caller removes the file. */
export async function receiveBody(
  body: ReadableStream<Uint8Array> | null,
  path: string,
  { maxBytes, timeoutMs }: ReceiveOptions,
): Promise<Received> {
  const file = await open(path, 'wx');
  const reader = body?.getReader();
  let isLate = false;
  // Ends the read that waits.
  const timer = setTimeout(() => {
    isLate = true;
    void reader?.cancel().catch(() => {});
  }, timeoutMs);
  try {
    for (let bytes = 0; ; ) {
      const part = await reader?.read().catch(() => 'cut' as const);
      if (isLate) return 'too slow';
      if (part === 'cut') return 'cut';
      if (part?.value === undefined) return 'whole';
      bytes += part.value.byteLength;
      if (bytes > maxBytes) {
        await dropRest(reader);
        return 'too large';
      }
      await file.write(part.value);
    }
  } finally {
    clearTimeout(timer);
    await file.close();
  }
}

/** Reads a body that is refused anyway. Many clients see no answer, only a broken connection, before they have sent all. */
export async function dropBody(body: ReadableStream<Uint8Array> | null): Promise<void> {
  await dropRest(body?.getReader());
}

async function dropRest(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  const until = performance.now() + DROP_MS;
  for (let bytes = 0; bytes <= DROP_BYTES && performance.now() < until; ) {
    const part = await reader?.read().catch(() => undefined);
    if (part?.value === undefined) return;
    bytes += part.value.byteLength;
  }
}
