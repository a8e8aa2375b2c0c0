import { mkdir, readFile } from 'node:fs/promises';
import { createFileCache } from '#root/storage/file-cache.js';
import { createS3Store } from '#root/storage/s3.js';
import { createS3Client } from '#root/storage/s3-client.js';
import { createS3Objects } from '#root/storage/s3-objects.js';

// Runs as a process: puts a file, fetches it as another process would, and prints its peak memory in KB.
const [, , settingsJson = '', file = '', dir = ''] = process.argv;
const settings = JSON.parse(settingsJson);
const client = createS3Client(settings);
const open = async (cacheDir: string) => {
  await mkdir(cacheDir, { recursive: true });
  return createS3Store({
    objects: createS3Objects({ client, bucket: settings.bucket }),
    cache: createFileCache({ dir: cacheDir, maxBytes: 1e9 }),
    touchAfterMs: 3_600_000,
  });
};

async function transfer(): Promise<void> {
  await (await open(`${dir}/here`)).put('video/large.mp4', file);
  if ((await (await open(`${dir}/elsewhere`)).fetch('video/large.mp4', dir)) === undefined)
    throw new Error('The file is missing');
  client.destroy();
  // Not resourceUsage(): its figure includes the parent's memory at the fork.
  process.stdout.write(/^VmHWM:\s*(\d+)/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1] ?? '');
}

void transfer();
