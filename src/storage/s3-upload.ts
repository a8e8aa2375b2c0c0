import { createReadStream } from 'node:fs';
import { AbortMultipartUploadCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

export interface UploadOrder {
  client: S3Client;
  /** Object to write, and its metadata. */
  target: { Bucket: string; Key: string; Metadata: Record<string, string> };
  path: string;
  signal: AbortSignal;
}

const PART_BYTES = 8 * 1024 * 1024;
// Number of parts of one upload that are in memory at once.
const PARTS_AT_ONCE = 2;
// A process that is stopping has no more time. `abortUploads` removes parts that are left.
const REMOVAL_MS = 5_000;

/**
 * Stores a file, in parts if it is large. Readers see the whole file or the previous object. If the upload fails or the
 * signal aborts, no part is left and none is still being sent.
 */
export async function uploadFile({ client, target, path, signal }: UploadOrder): Promise<void> {
  // Upload's own abort does not stop parts that are being sent. They would arrive after the others were removed.
  const stoppable: S3Client = Object.create(client, {
    send: { value: (command: Parameters<S3Client['send']>[0]) => client.send(command, { abortSignal: signal }) },
  });
  const params = { ...target, Body: createReadStream(path) };
  const parts = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE };
  const upload = new Upload({ client: stoppable, params, ...parts, leavePartsOnError: true });
  try {
    await upload.done();
  } catch (error) {
    // Upload's own removal would hide this error by its own if the parts cannot be removed either.
    if (upload.uploadId !== undefined) {
      const { Bucket, Key } = target;
      const removal = new AbortMultipartUploadCommand({ Bucket, Key, UploadId: upload.uploadId });
      await client.send(removal, { abortSignal: AbortSignal.timeout(REMOVAL_MS) }).catch(() => {});
    }
    throw error;
  } finally {
    params.Body.destroy();
  }
}
