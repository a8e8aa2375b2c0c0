import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { InputError, UnavailableError, ZdravitsaError } from '#root/errors.js';
import { checksumOf } from '#root/tts/installing/checksum.js';
import { type RequestOptions, request } from '#root/tts/installing/request.js';

export interface Archive {
  url: string;
  bytes: number;
  sha256: string;
}

export interface DownloadOptions extends Pick<RequestOptions, 'proxies' | 'signal'> {
  onProgress: (bytes: number) => void;
}

// How often a broken connection is opened again if nothing has arrived in between.
const PATIENCE = 3;

/**
 * Downloads an archive to the path, and goes on with what is there already. Throws `UnavailableError` (DOWNLOAD_FAILED)
 * if the connection breaks again and again: what has arrived is kept. Throws `InputError` if the server does not have
 * the archive, `UnavailableError` (DOWNLOAD_WRONG) if it has another one: then nothing is kept.
 */
export async function download(archive: Archive, path: string, options: DownloadOptions): Promise<void> {
  // What was there may come from another mirror, or be damaged.
  const isContinued = (await sizeOf(path)) > 0;
  await fetchRest(archive, path, options);
  if (await isRight(archive, path)) return;
  await discard(path);
  if (isContinued) {
    await fetchRest(archive, path, options);
    if (await isRight(archive, path)) return;
    await discard(path);
  }
  throw wrong(archive, 'its sha256 differs');
}

function wrong({ url }: Archive, difference: string): UnavailableError {
  return new UnavailableError('DOWNLOAD_WRONG', `${url} is not what it should be: ${difference}. Deleted`);
}

/** Removes what has arrived. */
export async function discard(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(versionPath(path), { force: true });
}

async function isRight({ sha256, bytes }: Archive, path: string): Promise<boolean> {
  return (await sizeOf(path)) === bytes && (await checksumOf(path)) === sha256;
}

async function fetchRest(archive: Archive, path: string, options: DownloadOptions): Promise<void> {
  let failures = 0;
  let most = 0;
  for (let from = await sizeOf(path); from < archive.bytes; ) {
    const error: unknown = await fetchFrom(from, archive, path, options).catch((thrown: unknown) => thrown);
    if (error !== undefined && !isBroken(error)) throw error;
    const has = await sizeOf(path);
    // A server that ends early without an error has nothing more.
    if (error === undefined && has === from) return;
    failures = has > most ? 0 : failures + 1;
    if (failures >= PATIENCE) throw toFailure(archive, error);
    most = Math.max(most, has);
    from = has;
  }
}

function isBroken(error: unknown): boolean {
  if (error instanceof ZdravitsaError) return error.code === 'DOWNLOAD_FAILED';
  return ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'EPIPE', 'ETIMEDOUT'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}

function toFailure({ url }: Archive, cause: unknown): unknown {
  if (cause instanceof ZdravitsaError) return cause;
  return new UnavailableError('DOWNLOAD_FAILED', `the connection to ${new URL(url).host} breaks; try again later`, {
    cause,
  });
}

async function fetchFrom(from: number, archive: Archive, path: string, options: DownloadOptions): Promise<void> {
  const version = from === 0 ? undefined : await readFile(versionPath(path), 'utf8').catch(() => undefined);
  const range: Record<string, string> = from === 0 ? {} : { range: `bytes=${from}-` };
  // The server sends the whole of a file that has changed.
  if (version !== undefined && from > 0) range['if-range'] = version;
  const response = await request(archive.url, { ...options, headers: range });
  const start = startOf(response, from);
  if (start === undefined) {
    response.destroy();
    // The next request is for the whole.
    if ([206, 416].includes(response.statusCode ?? 0)) return discard(path);
    throw refusal(archive, response.statusCode ?? 0);
  }
  const total = totalOf(response);
  if (total !== undefined && total !== archive.bytes) {
    response.destroy();
    await discard(path);
    throw wrong(archive, `it has ${total} bytes instead of ${archive.bytes}`);
  }
  // From here to the listeners nothing is awaited: the end of a response is reported only once.
  keepVersion(response, path);
  await write(response, { path, start, ...archive }, options);
}

/** Returns the offset of what the server sends, or undefined if it sends something else. */
function startOf({ statusCode, headers }: IncomingMessage, from: number): number | undefined {
  if (statusCode === 200) return 0;
  const start = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
  return statusCode === 206 && Number(start) === from ? from : undefined;
}

/** Returns the size of the whole file, or undefined if the server does not say. */
function totalOf({ statusCode, headers }: IncomingMessage): number | undefined {
  const total = statusCode === 206 ? headers['content-range']?.split('/')[1] : headers['content-length'];
  return /^\d+$/.test(total ?? '') ? Number(total) : undefined;
}

function refusal({ url }: Archive, status: number): ZdravitsaError {
  if (status === 429 || status >= 500)
    return new UnavailableError('DOWNLOAD_FAILED', `${new URL(url).host} answers with ${status}; try again later`);
  return new InputError('<name>', 'VOICE_ABSENT', `${url} answers with ${status}; see VOICES_MIRROR`);
}

function keepVersion({ headers: { etag } }: IncomingMessage, path: string): void {
  // A weak one does not say whether the bytes are the same.
  if (etag === undefined || etag.startsWith('W/')) rmSync(versionPath(path), { force: true });
  else writeFileSync(versionPath(path), etag);
}

function write(
  response: IncomingMessage,
  { path, start, bytes }: { path: string; start: number; bytes: number },
  { onProgress }: DownloadOptions,
): Promise<void> {
  const file = openSync(path, start === 0 ? 'w' : 'a');
  let has = start;
  return new Promise<void>((resolve, reject) => {
    response.once('end', resolve);
    response.once('error', reject);
    // Each part is written at once. A stream would lose what it holds back when the connection breaks.
    response.on('data', (chunk: Buffer) => {
      has += chunk.length;
      try {
        // Nothing that the catalogue describes is larger.
        if (has > bytes) throw new UnavailableError('DOWNLOAD_WRONG', 'the server sends more than the archive has');
        // A disk that gets full takes a part only.
        for (let done = 0; done < chunk.length; ) done += writeSync(file, chunk, done);
        onProgress(has);
      } catch (error) {
        response.destroy(error as Error);
      }
    });
  }).finally(() => closeSync(file));
}

function versionPath(path: string): string {
  return `${path}.etag`;
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
