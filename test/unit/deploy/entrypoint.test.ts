import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';

// Not root, as in a container: for root no file is read-only.
const user = process.getuid?.() === 0 ? { uid: 1_000, gid: 1_000 } : {};

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  await chmod(dir, 0o777);
});

afterEach(() => rm(dir, { recursive: true, force: true }));

async function storeSecrets(given: Record<string, string> = {}): Promise<void> {
  const script = await readFile('deploy/entrypoint.sh', 'utf8');
  // That user may have no access to the project's folder.
  await execa('sh', ['-c', script.replace(/^cd .*$/m, ''), 'zdravitsa', 'secrets'], {
    cwd: '/',
    env: { PATH: process.env.PATH, SECRETS_DIR: dir, ...given },
    extendEnv: false,
    ...user,
  });
}

const secret = (name: string) => readFile(join(dir, name), 'utf8');

test('passwords are generated once, all different, and then stay the same', async () => {
  await storeSecrets();
  const names = ['POSTGRES_PASSWORD', 'BOARD_PASSWORD', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY', 'API_SECRET'];
  const first = await Promise.all(names.map(secret));
  expect(new Set(first).size).toBe(names.length);
  for (const password of first) expect(password).toMatch(/^[0-9a-f]{36}$/);
  expect(await secret('PGPASSWORD')).toBe(first[0]);
  expect(await secret('pgpass')).toBe(`*:*:*:*:${first[0]}`);
  await storeSecrets();
  expect(await Promise.all(names.map(secret))).toEqual(first);
});

test('a value from the environment replaces the stored one permanently', async () => {
  await storeSecrets({ BOT_TOKEN: '1:old' });
  await storeSecrets({ BOT_TOKEN: '1:new', BOARD_PASSWORD: 'mine', POSTGRES_PASSWORD: 'ours', REDIS_PASSWORD: 'r' });
  await storeSecrets();
  const stored = ['BOT_TOKEN', 'BOARD_PASSWORD', 'POSTGRES_PASSWORD', 'PGPASSWORD', 'REDIS_PASSWORD'].map(secret);
  expect(await Promise.all(stored)).toEqual(['1:new', 'mine', 'ours', 'ours', 'r']);
  await expect(secret('REDIS_SENTINEL_PASSWORD')).rejects.toThrow('ENOENT');
});
