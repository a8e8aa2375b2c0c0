import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  AbortMultipartUploadCommand,
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadBucketCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import {
  isMissingObject,
  isNotImplemented,
  isRefused,
  refusalAsSetupError,
  translateS3Error,
} from '#root/storage/s3-errors.js';

export interface ObjectFacts {
  /** Of the content that was put; undefined where somebody else has put it. */
  sha256: string | undefined;
  bytes: number;
  modifiedAt: Date;
}

/**
 * The bucket as the store needs it. Each call throws UnavailableError where the server is away (STORAGE_UNAVAILABLE) or
 * refuses (STORAGE_REFUSED), SetupError where the server does not know the call, and ends in bounded time.
 */
export type S3Objects = ReturnType<typeof createS3Objects>;

export interface S3ObjectsOptions {
  client: S3Client;
  bucket: string;
  prefix?: string;
}

// A bucket may have other uses.
const PREFIX = 'zdravitsa/';
const CALL_LIMIT_MS = 120_000;
const SLOWEST_BYTES_PER_MS = 50;
const PART_BYTES = 8 * 1024 * 1024;
// Two parts are in memory at once for each upload.
const PARTS_AT_ONCE = 2;

/**
 * @param client made by createS3Client; it is closed by its maker
 * @param prefix before each key: what is not below it is never listed, and never removed
 */
export function createS3Objects({ client, bucket, prefix = PREFIX }: S3ObjectsOptions) {
  const at = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  const inTime = () => ({ abortSignal: AbortSignal.timeout(CALL_LIMIT_MS) });

  async function abortUpload(Key: string | undefined, UploadId: string | undefined): Promise<void> {
    await unlessMissing(client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }), inTime()));
  }

  return {
    /** Throws SetupError where the server refuses, too. */
    async assertBucket(): Promise<void> {
      const asked = client.send(new HeadBucketCommand({ Bucket: bucket }), inTime());
      const list = () => client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }), inTime());
      await translated(inWords<unknown>(asked, list)).catch((error: unknown) => {
        throw refusalAsSetupError(error);
      });
    },

    /** Returns undefined where there is no such object. */
    async head(key: string): Promise<ObjectFacts | undefined> {
      const asked = client.send(new HeadObjectCommand(at(key)), inTime());
      const get = async () => {
        const got = await client.send(new GetObjectCommand(at(key)), inTime());
        // Put there only just now.
        (got.Body as Readable).destroy();
        return got;
      };
      const found = await unlessMissing(inWords<HeadObjectCommandOutput | GetObjectCommandOutput>(asked, get));
      if (found === undefined) return undefined;
      const { Metadata, ContentLength = 0, LastModified = new Date(0) } = found;
      return { sha256: Metadata?.sha256, bytes: ContentLength, modifiedAt: LastModified };
    },

    /**
     * Writes the object of about that size into the file. Returns the checksum that its content should have. Throws
     * GoneError where there is none.
     */
    async download(key: string, path: string, bytes: number): Promise<string | undefined> {
      const signal = AbortSignal.timeout(limitMs(bytes));
      const found = await unlessMissing(client.send(new GetObjectCommand(at(key)), { abortSignal: signal }));
      if (found === undefined) throw new GoneError();
      await translated(pipeline(found.Body as Readable, createWriteStream(path), { signal }));
      return found.Metadata?.sha256;
    },

    /** Stores the file, in parts where it is large; readers see all of it or what was there before. */
    async upload(key: string, path: string, { sha256, bytes }: { sha256: string; bytes: number }): Promise<void> {
      const params = { ...at(key), Body: createReadStream(path), Metadata: { sha256 } };
      const parts = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE };
      const upload = new Upload({ client, params, ...parts, leavePartsOnError: true });
      const timer = setTimeout(() => void upload.abort(), limitMs(bytes));
      try {
        await translated(upload.done());
      } catch (error) {
        // Not Upload's own way: where the parts cannot be removed either, it throws that instead of what went wrong.
        if (upload.uploadId !== undefined) await abortUpload(params.Key, upload.uploadId).catch(() => {});
        throw error;
      } finally {
        clearTimeout(timer);
        params.Body.destroy();
      }
    },

    /**
     * Makes the object's last change now, without moving its content. Returns the time of its last change, which some
     * servers leave as it was, or undefined where it has gone.
     */
    async touch(key: string, sha256: string): Promise<Date | undefined> {
      const { Bucket, Key } = at(key);
      // S3 takes a copy of an object onto itself only where it changes something: here, nominally, the metadata.
      const change = { MetadataDirective: 'REPLACE', Metadata: { sha256 } } as const;
      const command = new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURI(Key)}`, ...change });
      const copied = await unlessMissing(client.send(command, inTime()));
      return copied && (copied.CopyObjectResult?.LastModified ?? new Date());
    },

    async remove(key: string): Promise<void> {
      await unlessMissing(client.send(new DeleteObjectCommand(at(key)), inTime()));
    },

    /** Yields the keys that were last changed before then. */
    async *changedBefore(since: Date): AsyncGenerator<string> {
      let ContinuationToken: string | undefined;
      do {
        const command = new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken });
        const page = await translated(client.send(command, inTime()));
        for (const { Key = '', LastModified } of page.Contents ?? []) {
          if (LastModified !== undefined && LastModified < since) yield Key.slice(prefix.length);
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
    },

    /** Frees what uploads hold that were begun before then and never ended. Returns how many. */
    async abortUploads(since: Date): Promise<number> {
      const listing = client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }), inTime());
      // Where the server cannot list them, an operator's rule of the bucket has to.
      const { Uploads = [] } = await translated(listing.catch(unlessNotImplemented));
      const left = Uploads.filter(({ Initiated }) => Initiated !== undefined && Initiated < since);
      for (const { Key, UploadId } of left) await abortUpload(Key, UploadId);
      return left.length;
    },
  };
}

/** Somebody removed the object since it was seen. */
export class GoneError extends Error {}

/**
 * What HEAD is refused with has no body: it does not say why, and a bucket that is gone looks like a missing object. So
 * the other call is made, which the server answers in words. A 403 is a refusal to that as well, never a missing object:
 * it would be Amazon's answer for one to a key without s3:ListBucket, but such a key HeadBucket does not let in at the
 * start, https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html. Its object may well be there.
 */
function inWords<T>(head: Promise<T>, other: () => Promise<T>): Promise<T> {
  return head.catch((error: unknown) => {
    if (!isRefused(error)) throw error;
    return other();
  });
}

function limitMs(bytes = 0): number {
  return CALL_LIMIT_MS + Math.round(bytes / SLOWEST_BYTES_PER_MS);
}

async function translated<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw translateS3Error(error);
  });
}

function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  return translated(
    work.catch((error: unknown) => {
      if (!isMissingObject(error)) throw error;
      return undefined;
    }),
  );
}

function unlessNotImplemented(error: unknown): { Uploads?: [] } {
  if (!isNotImplemented(error)) throw error;
  return {};
}
