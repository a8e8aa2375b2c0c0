import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pLimit from 'p-limit';
import type { ApiDeps } from '#root/api/api-deps.js';
import { ProblemError } from '#root/api/problem.js';
import { InputError, UnavailableError } from '#root/errors.js';
import type { StoredFiles } from '#root/greeting/order.js';
import { receiveBody } from '#root/http/receive-body.js';
import { type FileKind, fileKindOf } from '#root/intake/file-kind.js';
import { mediaLimits } from '#root/intake/limits.js';
import type { ApiKey } from '#root/jobs/api-keys.js';
import type { ApiUpload } from '#root/jobs/api-uploads.js';

type TakeUploadDeps = Pick<ApiDeps, 'apiUploads' | 'takeFiles' | 'store' | 'ffmpeg' | 'workDir'>;

// Each may take as much of the disk as the largest file.
const AT_ONCE = 2;
const MOST_WAITING = 20;
const TIMEOUT_MS = 120_000;

/** Creates the function that takes the body of a request in as a photo, recording or clip. */
export function createUploadTaker({ apiUploads, takeFiles, store, ffmpeg, workDir }: TakeUploadDeps) {
  const limit = pLimit(AT_ONCE);

  /** Throws ProblemError 400, 413, 415 or 422. */
  async function take({ id: apiKeyId }: ApiKey, request: Request): Promise<ApiUpload> {
    const dir = await mkdtemp(join(await workDir(), 'zdravitsa-upload-'));
    try {
      const path = join(dir, 'upload');
      await receive(request, path);
      const kind = await fileKindOf(path);
      const files = await takeFiles(attachment(kind, path), request.signal);
      const { describeFiles } = await import('#root/intake/describe-files.js');
      const facts = await describeFiles(files, { store: await store(), ffmpeg, dir, signal: request.signal });
      return await apiUploads.create({ apiKeyId, kind: kindOf(files), files, ...facts });
    } catch (error) {
      throw request.signal.aborted ? incomplete() : (refusalOf(error) ?? error);
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  return async (apiKey: ApiKey, request: Request): Promise<ApiUpload> => {
    if (Number(request.headers.get('content-length') ?? 0) > 2 * mediaLimits.bytes) throw tooLarge();
    if (limit.pendingCount >= MOST_WAITING) throw new UnavailableError('UPLOADS_BUSY', 'too many uploads wait');
    return limit(() => take(apiKey, request));
  };
}

async function receive({ body }: Request, path: string): Promise<void> {
  const received = await receiveBody(body, path, { maxBytes: mediaLimits.bytes, timeoutMs: TIMEOUT_MS });
  if (received === 'too large') throw tooLarge();
  if (received === 'cut') throw incomplete();
  if (received === 'too slow') {
    throw new ProblemError(400, 'BODY_TOO_SLOW', `a file may take up to ${TIMEOUT_MS / 1_000} s to arrive`);
  }
}

function attachment(kind: FileKind | undefined, path: string) {
  if (kind === 'photo') return { photos: [path] };
  if (kind === 'recording') return { photos: [], recording: path };
  throw new ProblemError(415, 'MEDIA_UNSUPPORTED', 'the body is no picture, sound or video of a known format');
}

function kindOf({ recording, clip }: StoredFiles): ApiUpload['kind'] {
  if (recording !== undefined) return 'recording';
  return clip === undefined ? 'photo' : 'clip';
}

/** The file is the whole request, so the error names no part of it. */
function refusalOf(error: unknown): ProblemError | undefined {
  if (!(error instanceof InputError)) return undefined;
  const fault = { pointer: '', code: error.code, detail: error.message };
  return new ProblemError(422, error.code, error.message, { errors: [fault] });
}

function tooLarge(): ProblemError {
  return new ProblemError(413, 'MEDIA_TOO_LARGE', `a file may have up to ${mediaLimits.bytes / 1e6} MB`);
}

function incomplete(): ProblemError {
  return new ProblemError(400, 'BODY_INCOMPLETE', 'the connection was closed before the end of the body');
}
