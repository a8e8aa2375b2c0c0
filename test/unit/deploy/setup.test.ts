import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';
import { beforeEach, expect, onTestFinished, test } from 'vitest';

let dir: string;

/** Makes a project without packages, and programs that print how they are called. */
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const name of ['setup.mjs', 'temporary-folder.mjs']) await cp(join('deploy', name), join(dir, 'deploy', name));
  for (const name of ['package.json', 'package-lock.json']) await writeFile(join(dir, name), '{}');
  // Set-up downloads it otherwise.
  await mkdir(join(dir, 'var', 'rhvoice'), { recursive: true });
  await mkdir(join(dir, 'bin'));
  for (const name of ['npm', 'npx', 'redis-server', 'ffmpeg']) {
    await writeFile(join(dir, 'bin', name), `#!/bin/sh\necho ${name} "$@"\n`);
    await chmod(join(dir, 'bin', name), 0o755);
  }
});

async function setup(env: Record<string, string> = {}, args: string[] = [], project = dir) {
  const PATH = [join(dir, 'bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(':');
  const options = { env: { PATH, ...env }, extendEnv: false, reject: false };
  const { stderr, exitCode } = await execa(process.execPath, [join(project, 'deploy', 'setup.mjs'), ...args], options);
  return { lines: stderr.split('\n'), exitCode };
}

async function install(name: string): Promise<void> {
  const path = join(dir, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '{}');
}

test('the set-up installs all packages, whatever the settings of npm leave out', async () => {
  const { lines, exitCode } = await setup();
  expect(exitCode).toBe(0);
  const npm = lines.find((line) => line.startsWith('npm ci '));
  for (const option of ['--include=dev', '--include=optional', '--no-engine-strict']) expect(npm).toContain(option);
});

test('the set-up does nothing if all is installed, and completes packages that were installed for production', async () => {
  await install('prisma/schema.prisma');
  await install('src/db/generated/client.ts');
  await install('node_modules/.package-lock.json');
  expect((await setup()).lines).toContain('setup: installing npm packages');
  await install('node_modules/tsx/package.json');
  expect(await setup()).toEqual({ lines: [''], exitCode: 0 });
});

test.each(['nowhere', 'package.json'])('a command says in one line that TMPDIR=%s cannot be used', async (name) => {
  const TMPDIR = join(dir, name);
  const { lines, exitCode } = await setup({ TMPDIR });
  expect(exitCode).toBe(1);
  expect(lines).toEqual([expect.stringContaining(`no temporary files can be made in ${TMPDIR}`)]);
  // Without npm, which makes the folder for a cache on Node 22.
  const command = ['--import', resolve('deploy', 'tsx.mjs'), join('src', 'dev', 'services.ts')];
  const services = await execa('node', command, { env: { TMPDIR }, reject: false });
  expect(services).toMatchObject({ exitCode: 1, stderr: lines[0] });
});

test.each([
  ['a#b', true],
  ['a%20b', true],
  ['a:b', true],
  ['a?b', false],
])('the set-up for tests refuses the folder %s, that for the demo only if it cannot run there', async (name, runs) => {
  const project = join(dir, name);
  await cp(join(dir, 'deploy'), join(project, 'deploy'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) await writeFile(join(project, file), '{}');
  await mkdir(join(project, 'var', 'rhvoice'), { recursive: true });
  const refused = await setup({}, ['--test'], project);
  expect(refused).toEqual({ lines: [expect.stringContaining(`cannot run in ${project}`)], exitCode: 1 });
  expect((await setup({}, [], project)).exitCode).toBe(runs ? 0 : 1);
});
