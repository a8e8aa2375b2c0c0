import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkStructure } from '../structure/check-structure.js';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function findingsIn(files: Record<string, string>): Promise<string[]> {
  for (const [file, source] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), source);
  }
  return checkStructure(root);
}

test('the project has no finding', () => {
  expect(checkStructure('src')).toEqual([]);
});

describe('an import is refused if it', () => {
  const target = { 'queue/runs/flow.ts': '', 'montage/plan.ts': '', 'bot/order.ts': '', 'queue/processors/tts.ts': '' };

  test.each([
    ['leads up', 'jobs/video-job.ts', `import { flow } from '#root/queue/runs/flow.js';`],
    ['leads up for a type alone', 'jobs/video-job.ts', `import type { Flow } from '#root/queue/runs/flow.js';`],
    ['leads up by a relative path', 'jobs/video-job.ts', `import { flow } from '../queue/runs/flow.js';`],
    ['leads up when it runs', 'storage/local.ts', `const { plan } = await import('#root/montage/plan.js');`],
    [
      'leads up over several lines',
      'storage/local.ts',
      `import {\n  type Plan,\n  plan,\n} from '#root/montage/plan.js';`,
    ],
    ['leads up to be passed on', 'greeting/spec.ts', `export { plan } from '#root/montage/plan.js';`],
    ['leads to a neighbour', 'tts/speech.ts', `import { plan } from '#root/montage/plan.js';`],
    ['leads from the board to the workers', 'board/server.ts', `import { start } from '#root/app/start-workers.js';`],
    ['leads from the bot to a processor', 'bot/bot.ts', `import { tts } from '#root/queue/processors/tts.js';`],
  ])('%s', async (_, file, source) => {
    const findings = await findingsIn({ ...target, [file]: source });
    expect(findings).toEqual([expect.stringMatching(new RegExp(`^${file} (imports|loads) `))]);
  });
});

test.each([
  ['down', 'queue/runs/flow.ts', `import type { VideoJob } from '#root/jobs/video-job.js';`],
  ['within a folder', 'montage/text/ass.ts', `import { plan } from '#root/montage/plan.js';`],
  ["for a processor's type alone", 'bot/bot.ts', `import type { Tts } from '#root/queue/processors/tts.js';`],
  ['to a package', 'errors.ts', `import { z } from 'zod';`],
])('an import is accepted %s', async (_, file, source) => {
  const others = { 'jobs/video-job.ts': '', 'montage/plan.ts': '', 'queue/processors/tts.ts': '' };
  expect(await findingsIn({ ...others, [file]: source })).toEqual([]);
});

test('a folder that is on no floor is refused', async () => {
  expect(await findingsIn({ 'helpers/text.ts': '' })).toEqual(['helpers/text.ts is on no floor of the list']);
});

test('a file of more than 200 lines is refused', async () => {
  expect(await findingsIn({ 'errors.ts': 'x\n'.repeat(201) })).toEqual(['errors.ts has 201 lines: 200 are allowed']);
});

test('an eleventh loose file is refused', async () => {
  const files = Array.from({ length: 11 }, (_, index) => [`errors${index}.ts`, '']);
  expect(await findingsIn(Object.fromEntries(files))).toContain('11 loose files: 10 are allowed');
});
