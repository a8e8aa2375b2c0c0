import type { MiddlewareHandler } from 'hono';

/**
 * Refuses requests whose body is longer. Hono's own limit needs a global Request, which node-server replaces only for the
 * whole process.
 * @param refuse throws
 */
export function limitBody(maxBytes: number, refuse: () => never): MiddlewareHandler {
  return async ({ req }, next) => {
    const length = req.header('content-length');
    if (Number(length ?? 0) > maxBytes) refuse();
    // The HTTP parser holds a body to the length that its header names.
    if (length === undefined && req.header('transfer-encoding') !== undefined && req.raw.body !== null) {
      const whole = await readUpTo(req.raw.body, maxBytes);
      if (whole === undefined) refuse();
      Object.assign(req.bodyCache, { arrayBuffer: Promise.resolve(whole) });
    }
    return next();
  };
}

async function readUpTo(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<ArrayBuffer | undefined> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength;
    if (bytes > maxBytes) return undefined;
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts)).buffer;
}
