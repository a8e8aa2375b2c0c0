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

test('a work directory of a process that was killed is removed, others are left alone', async () => {
  const ended = execa('true');
  const pid = ended.pid as number;
  await ended;
  const orphan = `zdravitsa-work-${hostname()}-${pid}-abc`;
  const others = [
    `zdravitsa-work-elsewhere-${pid}-abc`,
    // Of a host whose name begins with this one's and looks like a number of a process here.
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

test('directories may be made and removed side by side', async () => {
  const makeAndRemove = async () => {
    for (let i = 0; i < 200; i++) await (await makeWorkDir(parent)).remove();
  };
  await Promise.all([makeAndRemove(), makeAndRemove()]);
  expect(await readdir(parent)).toEqual([]);
});
