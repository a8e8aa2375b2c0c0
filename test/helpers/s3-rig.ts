import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createFileCache } from '#root/storage/file-cache.js';
import { createS3Store } from '#root/storage/s3.js';
import { createS3Client } from '#root/storage/s3-client.js';
import { createS3Objects } from '#root/storage/s3-objects.js';
import type { Store } from '#root/storage/store.js';
import { type FaultyProxy, startProxy } from './proxy.js';
import type { S3Server, StartServer } from './s3-server.js';

export interface S3Rig {
  server: S3Server;
  /** Folder with the server's data. */
  serverDir: string;
  /** Proxy in front of the server. */
  proxy: FaultyProxy;
  /** Client that uses the proxy, as the stores of `open` do. */
  client: S3Client;
  bucket: string;
  /** Prefix of all keys of this test. */
  prefix: string;
  dir: string;
  /** File in `dir` that contains `content`. */
  file: string;
  store: Store;
  /** Opens the store as another process would, with its own cache. */
  open(changed?: { cacheBytes?: number; touchAfterMs?: number; silenceMs?: number; secretAccessKey?: string }): Store;
}

const TOUCH_MS = 3_600_000;
// Long enough for an answer on a busy machine.
const SILENCE_MS = 20_000;

/** Starts the server for the tests of the block. Fills the returned rig with a new proxy and store before each test. */
export function useS3Rig(start: StartServer): S3Rig {
  const rig = {} as S3Rig;
  let clients: S3Client[];

  function open({ cacheBytes = 1e6, touchAfterMs = TOUCH_MS, silenceMs = SILENCE_MS, ...changed } = {}): Store {
    const settings = { ...rig.server.settings, endpoint: rig.proxy.endpoint, ...changed };
    const client = createS3Client(settings, { attempts: 3, silenceMs });
    clients.push(client);
    const cache = createFileCache({ dir: mkdtempSync(join(rig.dir, 'cache-')), maxBytes: cacheBytes });
    const { bucket, prefix } = rig;
    return createS3Store({ objects: createS3Objects({ client, bucket, prefix }), cache, touchAfterMs });
  }

  beforeAll(async () => {
    rig.serverDir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    rig.server = await start(rig.serverDir);
    rig.bucket = rig.server.settings.bucket;
  });

  afterAll(async () => {
    await rig.server.stop();
    await rm(rig.serverDir, { recursive: true, force: true });
  });

  beforeEach(async () => {
    clients = [];
    rig.prefix = `test-${randomUUID()}/`;
    rig.dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    rig.file = join(rig.dir, 'file');
    await writeFile(rig.file, 'content');
    rig.proxy = await startProxy(rig.server.settings.endpoint);
    rig.open = open;
    rig.store = open();
    rig.client = clients[0] as S3Client;
  });

  afterEach(async () => {
    for (const client of clients) client.destroy();
    await rig.proxy.stop();
    await rm(rig.dir, { recursive: true, force: true });
  });

  return rig;
}
