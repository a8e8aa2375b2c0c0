import { expect, test } from 'vitest';
import { UnavailableError } from '#root/errors.js';
import { createLiveness } from '#root/health/liveness.js';

function watched({ active = 0 } = {}) {
  const state = { active, taken: 0, waiting: 1, nowMs: 0, isUnavailable: false };
  const liveness = createLiveness({
    workers: [{ name: 'tts', active: () => state.active, taken: () => state.taken }],
    waiting: async () => {
      if (state.isUnavailable) throw new UnavailableError('REDIS_UNAVAILABLE', 'unavailable');
      return state.waiting;
    },
    now: () => state.nowMs,
  });
  const after = async (ms: number, changed: Partial<typeof state> = {}) => {
    Object.assign(state, changed, { nowMs: state.nowMs + ms });
    return (await liveness()).wedged;
  };
  return { after };
}

test('a worker that stays idle while jobs wait is wedged', async () => {
  const { after } = watched();
  expect(await after(0)).toEqual([]);
  expect(await after(29_000)).toEqual([]);
  expect(await after(2_000)).toEqual(['tts']);
});

test('a worker that is processing a job, or has taken one, is not wedged', async () => {
  const { after } = watched({ active: 1 });
  expect(await after(0)).toEqual([]);
  expect(await after(60_000)).toEqual([]);
  await after(0, { active: 0 });
  expect(await after(60_000, { taken: 1 })).toEqual([]);
});

test('no worker is wedged while Redis is unavailable', async () => {
  const { after } = watched();
  await after(0);
  expect(await after(60_000, { isUnavailable: true })).toEqual([]);
  expect(await after(1_000, { isUnavailable: false })).toEqual([]);
});
