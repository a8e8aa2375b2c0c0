import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { execa } from 'execa';
import getPort from 'get-port';
import { loadConfig } from '#root/config.js';
import { createS3Client, type S3Settings } from '#root/storage/s3-client.js';

export interface S3Server {
  /** With a bucket that is there. */
  settings: S3Settings;
  stop(): Promise<unknown>;
  /** Starts it again where it was, with its data. */
  start(): Promise<void>;
  /** Has it refuse whoever goes by `settings`. Returns how to have it serve them again. */
  refuse(): Promise<() => Promise<void>>;
}

export type StartServer = (dir: string) => Promise<S3Server>;

const S3RVER = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 's3rver');
const SWIFT = join(import.meta.dirname, 'swift-server.py');
// Debian's, as deploy/setup.mjs installs it.
const PYTHON = '/usr/bin/python3';
const SWIFT_PACKAGE = '/usr/lib/python3/dist-packages/swift';

/**
 * Starts a small S3-compatible server, a process of its own, that keeps its data in the directory. Any key will do, and it
 * refuses by having no such bucket.
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

/** Starts one that checks signatures, and refuses by another key; undefined where it is not installed. */
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

/** How to start each of the servers there are, and whether it is ours, to be stopped and started. */
export const s3Servers: { on: string; start: StartServer; isOurs: boolean }[] = [
  { on: 's3rver', start: startS3rver, isOurs: true },
  ...(startSwift === undefined ? [] : [{ on: 'Swift', start: startSwift, isOurs: true }]),
  ...(process.env.S3_ENDPOINT ? [{ on: 'S3_ENDPOINT', start: useGivenBucket, isOurs: false }] : []),
];

/** The bucket that the S3_ variables name, to try a store before relying on it. */
async function useGivenBucket(): Promise<S3Server> {
  const env = { ...process.env, STORAGE: 's3', DATABASE_URL: 'postgresql://not-used' };
  const { s3: settings } = loadConfig({ env }).storage;
  if (settings === undefined) throw new Error('The S3_ variables name no bucket');
  const untouched = async () => {};
  return { settings, stop: untouched, start: untouched, refuse: async () => untouched };
}

async function startServer(
  dir: string,
  keys: { accessKeyId: string; secretAccessKey: string },
  launchAt: (port: number) => Promise<() => Promise<unknown>>,
): Promise<Omit<S3Server, 'refuse'>> {
  await mkdir(dir, { recursive: true });
  const port = await getPort();
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

/** Returns how to stop it. */
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
