import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { execa } from 'execa';
import { loadConfig } from '#root/config.js';
import { createS3Client, type S3Settings } from '#root/storage/s3-client.js';
import { freePort } from './free-port.js';

export interface S3Server {
  /** Settings that name an existing bucket. */
  settings: S3Settings;
  stop(): Promise<unknown>;
  /** Starts the server again at the same port, with its data. */
  start(): Promise<void>;
  /** Makes the server refuse clients with `settings`. Returns a function that ends this. */
  refuse(): Promise<() => Promise<void>>;
}

export type StartServer = (dir: string) => Promise<S3Server>;

const S3RVER = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 's3rver');
const SWIFT = join(import.meta.dirname, 'swift-server.py');
// Debian's Python, for which deploy/setup.mjs installs Swift.
const PYTHON = '/usr/bin/python3';
const SWIFT_PACKAGE = '/usr/lib/python3/dist-packages/swift';

/**
 * Starts a small S3-compatible server as a child process that stores its data in the directory. It accepts any key, so
 * `refuse` renames the bucket.
 */
export const startS3rver: StartServer = async (dir) => {
  const launchAt = (port: number) => launch(S3RVER, ['-d', dir, '-a', '127.0.0.1', '-p', String(port)]);
  const server = await startServer(dir, { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' }, launchAt);
  const [here, elsewhere] = [join(dir, server.settings.bucket), join(dir, 'elsewhere')];
  return {
    ...server,
    async refuse() {
      await rename(here, elsewhere);
      return () => rename(elsewhere, here);
    },
  };
};

/** Starts a server that checks signatures, so `refuse` changes the key. Undefined if Swift is not installed. */
export const startSwift: StartServer | undefined = existsSync(SWIFT_PACKAGE) ? startInstalledSwift : undefined;

async function startInstalledSwift(dir: string): Promise<S3Server> {
  const [key, otherKey] = ['testing', 'rotated'];
  let valid = key;
  const launchAt = (port: number) => launch(PYTHON, [SWIFT, dir, String(port), valid]);
  const server = await startServer(dir, { accessKeyId: 'test:tester', secretAccessKey: key }, launchAt);
  async function rotateTo(next: string): Promise<void> {
    valid = next;
    await server.stop();
    await server.start();
  }
  return {
    ...server,
    async refuse() {
      await rotateTo(otherKey);
      return () => rotateTo(key);
    },
  };
}

/** All available servers. `isOurs` says whether tests may stop and start the server. */
export const s3Servers: { on: string; start: StartServer; isOurs: boolean }[] = [
  { on: 's3rver', start: startS3rver, isOurs: true },
  ...(startSwift === undefined ? [] : [{ on: 'Swift', start: startSwift, isOurs: true }]),
  ...(process.env.S3_ENDPOINT ? [{ on: 'S3_ENDPOINT', start: useGivenBucket, isOurs: false }] : []),
];

/** Returns the bucket that the S3_ variables name, to test a server before use. */
async function useGivenBucket(): Promise<S3Server> {
  const env = { ...process.env, STORAGE: 's3', DATABASE_URL: 'postgresql://not-used' };
  const { s3: settings } = loadConfig({ env }).storage;
  if (settings === undefined) throw new Error('The S3_ variables name no bucket');
  const nothing = async () => {};
  return { settings, stop: nothing, start: nothing, refuse: async () => nothing };
}

async function startServer(
  dir: string,
  keys: { accessKeyId: string; secretAccessKey: string },
  launchAt: (port: number) => Promise<() => Promise<unknown>>,
): Promise<Omit<S3Server, 'refuse'>> {
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  let stop = await launchAt(port);
  const settings = { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', bucket: 'greetings', ...keys };
  const client = createS3Client(settings);
  await client.send(new CreateBucketCommand({ Bucket: settings.bucket }));
  client.destroy();
  return {
    settings,
    stop: () => stop(),
    async start() {
      stop = await launchAt(port);
    },
  };
}

/** Starts a server and waits until it listens. Returns a function that stops it. */
function launch(program: string, args: string[]): Promise<() => Promise<unknown>> {
  const server = execa(program, args, { reject: false });
  const stop = () => {
    server.kill();
    return server;
  };
  return new Promise((resolve, reject) => {
    server.stdout.on('data', (chunk: Buffer) => chunk.includes('listening') && resolve(stop));
    server.then(({ stderr }) => reject(new Error(`The S3 server ended: ${stderr}`)));
  });
}
