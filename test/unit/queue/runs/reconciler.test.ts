import { expect, test } from 'vitest';
import type { VideoJob } from '#root/jobs/video-job.js';
import { createReconciler } from '#root/queue/runs/reconciler.js';
import { quietLogger as logger } from '../../../helpers/logger.js';

test('a stuck run is found among more open rows than one pass checks', async () => {
  const updatedAt = new Date(Date.now() - 60_000);
  const rows = Array.from({ length: 10_400 }, (_, index) => ({
    id: String(index).padStart(6, '0'),
    run: 1,
    startedAt: null,
    updatedAt,
  })) as unknown as VideoJob[];
  const replaced: string[] = [];
  const { pass } = createReconciler({
    videoJobs: {
      listOpen: async ({ afterId, limit }) => rows.filter(({ id }) => id > afterId).slice(0, limit),
      newestNumber: async () => 0,
      replaceRun: async ({ videoJobId }) => {
        replaced.push(videoJobId);
        return undefined;
      },
    },
    flows: { addAll: async () => {}, stateOf: async ({ id }) => (id === '000007' ? 'stuck' : 'moving') },
    lock: { hold: async () => true, release: async () => {} },
    logger,
    intervalMs: 1_000,
  });
  for (let passes = 0; passes < 4; passes += 1) await pass();
  expect(replaced).toEqual(['000007']);
});
