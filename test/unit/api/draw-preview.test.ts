import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPreviewer } from '#root/api/previews/draw-preview.js';
import { checkOrder } from '#root/greeting/check-order.js';
import { templates } from '#root/montage/templates/index.js';
import { createLocalStore } from '#root/storage/local.js';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
});

afterAll(() => rm(dir, { recursive: true, force: true }));

test('two previews are drawn at once, eight wait, and no more', async () => {
  const store = createLocalStore({ dir: join(dir, 'store') });
  let stop = (_: Error): void => {};
  const ffmpeg = new Promise<never>((_, reject) => {
    stop = reject;
  });
  // Nobody may wait for it yet.
  ffmpeg.catch(() => {});
  const draw = createPreviewer({
    store: async () => store,
    ffmpeg: () => ffmpeg,
    workDir: async () => dir,
  });
  const voices = [{ name: 'en-female', language: 'en' as const }];
  const ask = (to: string) => draw(checkOrder({ to }, { templates, voices }), new AbortController().signal);
  const asked = Array.from({ length: 10 }, (_, index) => ask(`Anna ${index}`));
  // The queue hands the first two over in the next turn.
  await Promise.resolve();
  const refused = { code: 'PREVIEWS_BUSY', retryAfterMs: 2_000 };
  const ended = Promise.allSettled(asked);
  await expect(Promise.all([ask('Bob'), ask('Eve'), ask('Joe')])).rejects.toMatchObject(refused);
  stop(new Error('no ffmpeg'));
  expect((await ended).map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
});
