import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeWorkDir } from '#root/storage/work-dir.js';

let parent: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
});

afterEach(() => rm(parent, { recursive: true, force: true }));

test('work directories of killed processes are removed, others are not', async () => {
  const ended = execa('true');
  const pid = ended.pid as number;
  await ended;
  const orphan = `zdravitsa-work-${hostname()}-${pid}-abc`;
  const others = [
    `zdravitsa-work-elsewhere-${pid}-abc`,
    // Directory of another host, whose name is this host's name and the id of an ended process.
    `zdravitsa-work-${hostname()}-${pid}-1-abc`,
    `zdravitsa-work-${hostname()}-1-abc`,
    'unrelated',
  ];
  for (const name of [orphan, ...others]) await mkdir(join(parent, name));
  const own = await makeWorkDir(parent);
  expect((await readdir(parent)).sort()).toEqual([...others, own.path.slice(parent.length + 1)].sort());

  await mkdir(join(parent, orphan));
  await own.remove();
  expect((await readdir(parent)).sort()).toEqual(others.sort());
});

test('work directories may be created and removed concurrently', async () => {
  const createAndRemove = async () => {
    for (let i = 0; i < 200; i++) await (await makeWorkDir(parent)).remove();
  };
  await Promise.all([createAndRemove(), createAndRemove()]);
  expect(await readdir(parent)).toEqual([]);
});
