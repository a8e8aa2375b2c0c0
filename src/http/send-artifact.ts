import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import parseRange from 'range-parser';
import { matchesEtag } from '#root/http/matches-etag.js';
import type { Store } from '#root/storage/store.js';

interface Range {
  start: number;
  end: number;
}

/**
 * Sends an artifact, or the part of it that the request asks for. A player asks for a part to jump to a moment. Returns
 * undefined if it is not in storage.
 */
export async function sendArtifact(
  context: Context,
  store: Store,
  key: string | null,
  type: string,
): Promise<Response | undefined> {
  const file = key === null ? undefined : await store.open(key);
  if (file === undefined) return undefined;
  const response = await respond(context, file, { etag: `"${key}"`, type });
  // The stream of a response with a body closes the file.
  if (response.body === null) await file.close();
  return response;
}

async function respond(
  context: Context,
  file: FileHandle,
  { etag, type }: { etag: string; type: string },
): Promise<Response> {
  const { size } = await file.stat();
  const headers = { 'Accept-Ranges': 'bytes', 'Content-Type': type, ETag: etag, 'Cache-Control': 'private, no-cache' };
  if (matchesEtag(context.req.header('if-none-match'), etag)) return context.body(null, 304, headers);

  const range = requestedRange(context, etag, size);
  if (range === 'unsatisfiable') return context.body(null, 416, { 'Content-Range': `bytes */${size}` });

  const { start, end } = range ?? { start: 0, end: size - 1 };
  const status = range === undefined ? 200 : 206;
  const contentRange = range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` };
  const sent = { ...headers, 'Content-Length': String(end - start + 1), ...contentRange };
  if (context.req.method === 'HEAD' || size === 0) return context.body(null, status, sent);
  return context.body(Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream, status, sent);
}

/**
 * Returns the requested bytes, both ends included. Returns undefined, which means the whole file, if the request names
 * no range, another unit, several ranges or a malformed one: a server may ignore these (RFC 9110, 14.2).
 */
function requestedRange(context: Context, etag: string, size: number): Range | 'unsatisfiable' | undefined {
  const header = context.req.header('range');
  const ifRange = context.req.header('if-range');
  if (!header?.startsWith('bytes=') || (ifRange !== undefined && ifRange !== etag)) return undefined;
  // range-parser refuses a suffix longer than the file, which means the whole file (RFC 9110, 14.1.2).
  const [, suffix] = /^bytes=-(\d+)$/.exec(header) ?? [];
  if (Number(suffix) > size && size > 0) return { start: 0, end: size - 1 };
  const ranges = parseRange(size, header);
  if (ranges === -1) return 'unsatisfiable';
  return ranges === -2 || ranges.length > 1 ? undefined : ranges[0];
}
