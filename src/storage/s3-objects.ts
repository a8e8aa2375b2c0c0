import { createWriteStream } from 'node:fs';
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
import { timeoutSignal } from '#root/process/timeout-signal.js';
import {
  noneIfNotImplemented,
  orExplained,
  refusalAsSetupError,
  translated,
  undefinedIfMissing,
} from '#root/storage/s3-errors.js';
import { uploadFile } from '#root/storage/s3-upload.js';

export interface ObjectFacts {
  /** Checksum of the content, or undefined if the object was not written by this project. */
  sha256: string | undefined;
  bytes: number;
  modifiedAt: Date;
}

export interface Transfer {
  bytes: number;
  signal: AbortSignal;
}

interface Sealed extends Transfer {
  sha256: string;
}

/**
 * Objects of a bucket. Each call has a time limit. It throws `UnavailableError` if the server cannot be reached or the
 * signal aborts (STORAGE_UNAVAILABLE), or if the server refuses (STORAGE_REFUSED), and `SetupError` if the server does
 * not implement the call.
 */
export type S3Objects = ReturnType<typeof createS3Objects>;

export interface S3ObjectsOptions {
  client: S3Client;
  bucket: string;
  prefix?: string;
}

// The bucket may contain other objects.
const PREFIX = 'zdravitsa/';
const CALL_LIMIT_MS = 120_000;
const SLOWEST_BYTES_PER_MS = 50;

/**
 * @param client client of `createS3Client`, which the caller closes
 * @param prefix start of every key; other objects are never listed or removed
 */
export function createS3Objects({ client, bucket, prefix = PREFIX }: S3ObjectsOptions) {
  const at = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  const inTime = (signal?: AbortSignal) => ({ abortSignal: timeoutSignal(CALL_LIMIT_MS, signal) });

  return {
    /** Throws `SetupError` if the server refuses access to the bucket. */
    async assertBucket(): Promise<void> {
      const head = client.send(new HeadBucketCommand({ Bucket: bucket }), inTime());
      const list = () => client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }), inTime());
      await translated(orExplained<unknown>(head, list)).catch((error: unknown) => {
        throw refusalAsSetupError(error);
      });
    },

    /** Returns undefined if the object does not exist. */
    async head(key: string, signal: AbortSignal): Promise<ObjectFacts | undefined> {
      const head = client.send(new HeadObjectCommand(at(key)), inTime(signal));
      const get = async () => {
        const got = await client.send(new GetObjectCommand(at(key)), inTime(signal));
        // The object was put after the HEAD call.
        (got.Body as Readable).destroy();
        return got;
      };
      const found = await undefinedIfMissing(orExplained<HeadObjectCommandOutput | GetObjectCommandOutput>(head, get));
      if (found === undefined) return undefined;
      const { Metadata, ContentLength = 0, LastModified = new Date(0) } = found;
      return { sha256: Metadata?.sha256, bytes: ContentLength, modifiedAt: LastModified };
    },

    /**
     * Writes the object to the file. Returns the checksum that its content should have. Throws `GoneError` if the
     * object does not exist. `bytes` is its approximate size, from which the time limit follows.
     */
    async download(key: string, path: string, { bytes, signal }: Transfer): Promise<string | undefined> {
      const abortSignal = timeoutSignal(limitMs(bytes), signal);
      const found = await undefinedIfMissing(client.send(new GetObjectCommand(at(key)), { abortSignal }));
      if (found === undefined) throw new GoneError();
      await translated(pipeline(found.Body as Readable, createWriteStream(path), { signal: abortSignal }));
      return found.Metadata?.sha256;
    },

    /** Stores the file, in parts if it is large. Readers see the whole file or the previous object. */
    async upload(key: string, path: string, { sha256, bytes, signal }: Sealed): Promise<void> {
      const target = { ...at(key), Metadata: { sha256 } };
      await translated(uploadFile({ client, target, path, signal: timeoutSignal(limitMs(bytes), signal) }));
    },

    /**
     * Sets the object's modification time to now, without sending its content. Returns the modification time, which
     * some servers leave unchanged, or undefined if the object no longer exists.
     */
    async touch(key: string, { sha256, signal }: Pick<Sealed, 'sha256' | 'signal'>): Promise<Date | undefined> {
      const { Bucket, Key } = at(key);
      // S3 copies an object onto itself only if something changes, so this replaces the metadata by the same.
      const change = { MetadataDirective: 'REPLACE', Metadata: { sha256 } } as const;
      const command = new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURI(Key)}`, ...change });
      const copied = await undefinedIfMissing(client.send(command, inTime(signal)));
      return copied && (copied.CopyObjectResult?.LastModified ?? new Date());
    },

    async remove(key: string): Promise<void> {
      await undefinedIfMissing(client.send(new DeleteObjectCommand(at(key)), inTime()));
    },

    /** Yields the keys of objects that were last changed before `since`. */
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

    /** Removes uploads that began before `since` and never ended. Returns their number. */
    async abortUploads(since: Date): Promise<number> {
      const listing = client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }), inTime());
      // If the server cannot list uploads, the operator needs a lifecycle rule of the bucket.
      const { Uploads = [] } = await translated(listing.catch(noneIfNotImplemented));
      const left = Uploads.filter(({ Initiated }) => Initiated !== undefined && Initiated < since);
      for (const { Key, UploadId } of left) {
        const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId });
        await undefinedIfMissing(client.send(command, inTime()));
      }
      return left.length;
    },
  };
}

/** The object was removed after it had been found. */
export class GoneError extends Error {}

function limitMs(bytes: number): number {
  return CALL_LIMIT_MS + Math.round(bytes / SLOWEST_BYTES_PER_MS);
}
