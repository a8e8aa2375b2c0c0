import { createReadStream } from 'node:fs';
import { AbortMultipartUploadCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';

export interface UploadOrder {
  client: S3Client;
  /** Where to, and with what metadata. */
  target: { Bucket: string; Key: string; Metadata: Record<string, string> };
  path: string;
  signal: AbortSignal;
}

const PART_BYTES = 8 * 1024 * 1024;
// Two parts are in memory at once for each upload.
const PARTS_AT_ONCE = 2;
// Whoever was told to stop has no longer; what is left then has no name, and goes with what was never ended.
const TIDY_MS = 5_000;

/**
 * Stores a file, in parts where it is large; readers see all of it or what was there before. When it fails or the signal
 * fires, no part is left, and none is on its way any more.
 */
export async function uploadFile({ client, target, path, signal }: UploadOrder): Promise<void> {
  // Upload's own way to stop does not reach the parts that are on their way: they would come after all was removed.
  const stoppable: S3Client = Object.create(client, {
    send: { value: (command: Parameters<S3Client['send']>[0]) => client.send(command, { abortSignal: signal }) },
  });
  const params = { ...target, Body: createReadStream(path) };
  const parts = { partSize: PART_BYTES, queueSize: PARTS_AT_ONCE };
  const upload = new Upload({ client: stoppable, params, ...parts, leavePartsOnError: true });
  try {
    await upload.done();
  } catch (error) {
    // Not Upload's own way: where the parts cannot be removed either, it throws that instead of what went wrong.
    if (upload.uploadId !== undefined) {
      const { Bucket, Key } = target;
      const removal = new AbortMultipartUploadCommand({ Bucket, Key, UploadId: upload.uploadId });
      await client.send(removal, { abortSignal: AbortSignal.timeout(TIDY_MS) }).catch(() => {});
    }
    throw error;
  } finally {
    params.Body.destroy();
  }
}
