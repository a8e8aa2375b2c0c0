import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Store } from '#root/storage/store.js';

interface Range {
  start: number;
  end: number;
}

/** Answers with an artifact, or the part of it that is asked for, as a player does that jumps to a moment. */
export async function sendArtifact(
  context: Context,
  store: Store,
  key: string | null,
  type: string,
): Promise<Response> {
  const file = key === null ? undefined : await store.open(key);
  if (file === undefined) return context.text('It is not in storage.', 404);
  const response = await answer(context, file, { etag: `"${key}"`, type });
  // What is sent closes it at the end.
  if (response.body === null) await file.close();
  return response;
}

async function answer(
  context: Context,
  file: FileHandle,
  { etag, type }: { etag: string; type: string },
): Promise<Response> {
  const { size } = await file.stat();
  const headers = { 'Accept-Ranges': 'bytes', 'Content-Type': type, ETag: etag, 'Cache-Control': 'private, no-cache' };
  if (context.req.header('if-none-match') === etag) return context.body(null, 304, headers);

  const ifRange = context.req.header('if-range');
  const asked = ifRange === undefined || ifRange === etag ? context.req.header('range') : undefined;
  const range = parseRange(asked, size);
  if (range === 'unsatisfiable') return context.body(null, 416, { 'Content-Range': `bytes */${size}` });

  const { start, end } = range ?? { start: 0, end: size - 1 };
  const sent = {
    ...headers,
    'Content-Length': String(end - start + 1),
    ...(range === undefined ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  };
  const status = range === undefined ? 200 : 206;
  if (context.req.method === 'HEAD' || size === 0) return context.body(null, status, sent);
  return context.body(Readable.toWeb(file.createReadStream({ start, end })) as ReadableStream, status, sent);
}

/**
 * The bytes that a Range header asks for, both ends included; undefined, which is the whole, where there is none
 * or one that need not be understood: several ranges, another unit (RFC 9110, 14.2).
 */
function parseRange(header: string | undefined, size: number): Range | 'unsatisfiable' | undefined {
  const [matched, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (matched === undefined || (first === '' && last === '')) return undefined;
  if (first === '') {
    const start = Math.max(0, size - Number(last));
    return start < size ? { start, end: size - 1 } : 'unsatisfiable';
  }
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < start) return undefined;
  return start < size ? { start, end } : 'unsatisfiable';
}
