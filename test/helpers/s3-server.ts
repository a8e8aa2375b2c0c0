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
  /** Starts it again where it was, with its data. */
  start(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 's3rver');

/** Starts an S3-compatible server, a process of its own, that keeps its data in the directory. */
export async function startS3Server(dir: string): Promise<S3Server> {
  const port = await getPort();
  let stop = await start(dir, port);
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
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
    stop: () => stop(),
    async start() {
      stop = await start(dir, port);
    },
  };
}

/** Returns how to stop it. */
function start(dir: string, port: number): Promise<() => Promise<unknown>> {
  const server = execa(PROGRAM, ['-d', dir, '-a', '127.0.0.1', '-p', String(port)], { reject: false });
  const stop = () => {
    server.kill();
    return server;
  };
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => chunk.includes('listening') && resolve(stop));
    server.then(({ stderr }) => reject(new Error(`The S3 server ended: ${stderr}`)));
  });
}
