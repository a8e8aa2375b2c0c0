import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { startServices } from '#root/dev/embedded/start-services.js';

const searchPath = process.env.PATH ?? '';
const isRoot = process.getuid?.() === 0;

async function freshDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await chmod(dir, 0o755);
  return dir;
}

test('services refuse a port on which another server answers', async () => {
  const { redisPort } = inject('services');
  await expect(startServices({ searchPath, redisPort })).rejects.toMatchObject({
    code: 'PORT_TAKEN',
    message: `--redis-port: port ${redisPort} is already in use`,
  });
});

test('services refuse one port for both, and a port that cannot be used', async () => {
  const both = startServices({ searchPath, redisPort: 7, postgresPort: 7 });
  await expect(both).rejects.toMatchObject({ code: 'PORT_TAKEN', message: expect.stringContaining('--postgres-port') });
  const tooHigh = startServices({ searchPath, postgresPort: 70_000 });
  await expect(tooHigh).rejects.toMatchObject({ message: expect.stringMatching(/^--postgres-port: /) });
});

test('services start and answer whatever the variables of PostgreSQL say', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  const setEnv = (variables: Record<string, string>) => {
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  };
  setEnv({ PGSSLMODE: 'verify-full', PGOPTIONS: '-c nothing=1', PGDATESTYLE: 'none', PGHOST: 'nowhere' });
  const services = await startServices({ searchPath });
  onTestFinished(() => services.stop());
  // As in another process, to which the URL is given.
  setEnv({ PGSSLMODE: 'verify-full', PGHOST: 'nowhere', PGUSER: 'nobody' });
  const client = new Client({ connectionString: services.variables.DATABASE_URL });
  await client.connect();
  expect((await client.query('SHOW DateStyle')).rows).toEqual([{ DateStyle: 'ISO, MDY' }]);
  await client.end();
});

test('services say why a server does not start, and leave only the folders that were there before', async () => {
  const dir = await freshDir();
  const data = join(dir, 'postgres', 'data');
  await mkdir(data, { recursive: true });
  await writeFile(join(data, 'PG_VERSION'), '9.6');
  await expect(startServices({ searchPath, dir })).rejects.toMatchObject({
    code: 'SERVER_NOT_STARTED',
    message: expect.stringMatching(/^postgres did not start: .*postgresql\.conf/),
  });
  expect(await readdir(dir)).toEqual(['postgres']);
});

test.runIf(isRoot)(
  'services started by root name the folder that PostgreSQL may not enter, and remove theirs',
  async () => {
    const closed = await freshDir();
    await chmod(closed, 0o700);
    await expect(startServices({ searchPath, dir: join(closed, 'services', 'own') })).rejects.toMatchObject({
      code: 'DIR_NOT_ENTERABLE',
      message: expect.stringContaining(closed),
    });
    expect(await readdir(closed)).toEqual([]);
  },
);

test.skipIf(isRoot)('services name a folder that may not be written to', async () => {
  const closed = await freshDir();
  await chmod(closed, 0o500);
  for (const dir of [closed, join(closed, 'own')]) {
    await expect(startServices({ searchPath, dir })).rejects.toMatchObject({ code: 'DIR_NOT_WRITABLE' });
  }
  await chmod(closed, 0o000);
  await expect(startServices({ searchPath, dir: join(closed, 'a', 'b') })).rejects.toMatchObject({
    code: 'DIR_NOT_WRITABLE',
  });
});

test.runIf(isRoot)('services started by root with a strict umask start', async () => {
  const before = process.umask(0o077);
  onTestFinished(() => {
    process.umask(before);
  });
  const dir = join(await freshDir(), 'services');
  const services = await startServices({ searchPath, dir });
  await services.stop();
});
