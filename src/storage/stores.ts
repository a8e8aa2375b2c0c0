import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Config } from '#root/config.js';
import { SetupError } from '#root/errors.js';
import { proxyAgentFor } from '#root/process/proxy-agent.js';
import { createFileCache } from '#root/storage/file-cache.js';
import { assertWritable, createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { makeWorkDir } from '#root/storage/work-dir.js';

export interface OpenStore {
  store: Store;
  close(): Promise<void>;
}

type StoreConfig = Pick<Config, 'storage' | 'artifactTtlMs' | 'proxies'>;

const DAY_MS = 24 * 3_600_000;

const stores: Record<Config['storage']['kind'], (config: StoreConfig) => Promise<OpenStore>> = {
  async local({ storage: { dir } }) {
    await assertWritable(dir, 'STORAGE_DIR');
    const temporary = await makeWorkDir(join(resolve(dir), '.aside'));
    return { store: createLocalStore({ dir, temporaryDir: temporary.path }), close: temporary.remove };
  },

  async s3({ storage: { s3 }, artifactTtlMs, proxies }) {
    if (s3 === undefined) throw new SetupError('CONFIG_INVALID', 'The S3_ variables are required if STORAGE is s3');
    // Loaded only for this store, because it takes 25 MB of memory and 0.1 s.
    const { createS3Client } = await import('#root/storage/s3-client.js');
    const { createS3Objects } = await import('#root/storage/s3-objects.js');
    const { createS3Store } = await import('#root/storage/s3.js');
    const client = createS3Client(s3, { agent: proxyAgentFor(s3.endpoint, proxies) });
    const objects = createS3Objects({ client, bucket: s3.bucket });
    const cacheDir = await makeWorkDir(tmpdir());
    const cache = createFileCache({ dir: cacheDir.path, maxBytes: s3.cacheBytes });
    return {
      // Well before an artifact in use would be removed, however short that time is.
      store: createS3Store({ objects, cache, touchAfterMs: Math.min(DAY_MS, artifactTtlMs / 4) }),
      async close() {
        client.destroy();
        await cacheDir.remove();
      },
    };
  },
};

/**
 * Opens the store that STORAGE names, with a temporary directory for this process. Throws `SetupError` if the store
 * cannot be used, `UnavailableError` if it cannot be reached.
 */
export async function openStore(config: StoreConfig): Promise<OpenStore> {
  const opened = await stores[config.storage.kind](config);
  try {
    await opened.store.assertReady();
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}
