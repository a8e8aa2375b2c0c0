import { open } from 'node:fs/promises';

export interface ReceiveOptions {
  maxBytes: number;
  /** Time that the whole body may take. */
  timeoutMs: number;
}

/** What came of a body: `cut` if the client has left before its end. */
export type Received = 'whole' | 'too large' | 'too slow' | 'cut';

/**
 * Writes the body of a request to a file, of which never more than a part is in memory. The caller removes the file.
 * A body up to twice the limit is read to its end, because many clients see no answer before they have sent all.
 */
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
      if (part?.value === undefined) return bytes > maxBytes ? 'too large' : 'whole';
      bytes += part.value.byteLength;
      if (bytes > 2 * maxBytes) return 'too large';
      if (bytes <= maxBytes) await file.write(part.value);
    }
  } finally {
    clearTimeout(timer);
    await file.close();
  }
}
