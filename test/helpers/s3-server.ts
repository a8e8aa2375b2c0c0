import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { execa } from 'execa';
import getPort from 'get-port';
import { createS3Client, type S3Settings } from '#root/storage/s3-client.js';

export interface S3Server {
  settings: Omit<S3Settings, 'bucket'>;
  /** Returns the name of a new bucket. */
  makeBucket(): Promise<string>;
  stop(): Promise<unknown>;
}

/**
 * Starts an S3-compatible server, a process of its own, that keeps its data in the directory.
 * @param port where one that was stopped is started again
 */
export async function startS3Server(dir: string, port?: number): Promise<S3Server> {
  const chosen = port ?? (await getPort());
  const program = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 's3rver');
  const server = execa(program, ['-d', dir, '-a', '127.0.0.1', '-p', String(chosen)], { reject: false });
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => chunk.includes('listening') && resolve());
    server.then(({ stderr }) => reject(new Error(`The S3 server ended: ${stderr}`)));
  });
  const settings = {
    endpoint: `http://127.0.0.1:${chosen}`,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
  let buckets = 0;
  return {
    settings,
    async makeBucket() {
      buckets += 1;
      const bucket = `greetings-${process.pid}-${buckets}`;
      const client = createS3Client({ ...settings, bucket });
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      client.destroy();
      return bucket;
    },
    stop() {
      server.kill();
      return server;
    },
  };
}
