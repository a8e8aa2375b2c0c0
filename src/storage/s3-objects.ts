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
  inWords,
  refusalAsSetupError,
  translated,
  unlessMissing,
  unlessNotImplemented,
} from '#root/storage/s3-errors.js';
import { uploadFile } from '#root/storage/s3-upload.js';

export interface ObjectFacts {
  /** Of the content that was put; undefined where somebody else has put it. */
  sha256: string | undefined;
  bytes: number;
  modifiedAt: Date;
}

/** How much there is to move, and until when. */
export interface Transfer {
  bytes: number;
  signal: AbortSignal;
}

interface Sealed extends Transfer {
  sha256: string;
}

/**
 * The bucket as the store needs it. Each call throws UnavailableError where the server is away (STORAGE_UNAVAILABLE) or
 * refuses (STORAGE_REFUSED), SetupError where the server does not know the call, and ends in bounded time: at its signal,
 * too, as if the server were away.
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

/**
 * @param client made by createS3Client; it is closed by its maker
 * @param prefix before each key: what is not below it is never listed, and never removed
 */
export function createS3Objects({ client, bucket, prefix = PREFIX }: S3ObjectsOptions) {
  const at = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  const inTime = (signal?: AbortSignal) => ({ abortSignal: timeoutSignal(CALL_LIMIT_MS, signal) });

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
    async head(key: string, signal: AbortSignal): Promise<ObjectFacts | undefined> {
      const asked = client.send(new HeadObjectCommand(at(key)), inTime(signal));
      const get = async () => {
        const got = await client.send(new GetObjectCommand(at(key)), inTime(signal));
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
    async download(key: string, path: string, { bytes, signal }: Transfer): Promise<string | undefined> {
      const abortSignal = timeoutSignal(limitMs(bytes), signal);
      const found = await unlessMissing(client.send(new GetObjectCommand(at(key)), { abortSignal }));
      if (found === undefined) throw new GoneError();
      await translated(pipeline(found.Body as Readable, createWriteStream(path), { signal: abortSignal }));
      return found.Metadata?.sha256;
    },

    /** Stores the file, in parts where it is large; readers see all of it or what was there before. */
    async upload(key: string, path: string, { sha256, bytes, signal }: Sealed): Promise<void> {
      const target = { ...at(key), Metadata: { sha256 } };
      await translated(uploadFile({ client, target, path, signal: timeoutSignal(limitMs(bytes), signal) }));
    },

    /**
     * Makes the object's last change now, without moving its content. Returns the time of its last change, which some
     * servers leave as it was, or undefined where it has gone.
     */
    async touch(key: string, { sha256, signal }: Pick<Sealed, 'sha256' | 'signal'>): Promise<Date | undefined> {
      const { Bucket, Key } = at(key);
      // S3 takes a copy of an object onto itself only where it changes something: here, nominally, the metadata.
      const change = { MetadataDirective: 'REPLACE', Metadata: { sha256 } } as const;
      const command = new CopyObjectCommand({ Bucket, Key, CopySource: `${Bucket}/${encodeURI(Key)}`, ...change });
      const copied = await unlessMissing(client.send(command, inTime(signal)));
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
      for (const { Key, UploadId } of left) {
        const command = new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId });
        await unlessMissing(client.send(command, inTime()));
      }
      return left.length;
    },
  };
}

/** Somebody removed the object since it was seen. */
export class GoneError extends Error {}

function limitMs(bytes: number): number {
  return CALL_LIMIT_MS + Math.round(bytes / SLOWEST_BYTES_PER_MS);
}
