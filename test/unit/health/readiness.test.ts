import { expect, test } from 'vitest';
import { createReadiness } from '#root/health/readiness.js';

const never = () => new Promise(() => {});

test('a process is ready if every service answers', async () => {
  const readiness = createReadiness({ probes: { redis: async () => {}, database: async () => {} } });
  expect(await readiness()).toEqual({ ready: true, services: { redis: 'ok', database: 'ok' } });
});

test('readiness names services that fail or do not answer in time, and says why', async () => {
  const probes = {
    redis: async () => Promise.reject(new Error('unavailable')),
    database: never,
    storage: async () => {},
  };
  const readiness = createReadiness({ probes, timeoutMs: 20 });
  expect(await readiness()).toEqual({
    ready: false,
    services: { redis: 'not', database: 'not', storage: 'ok' },
    reasons: { redis: 'unavailable', database: 'no answer within 0.02 s' },
  });
});

test('the probe of a service that hangs runs once', async () => {
  let calls = 0;
  const database = () => {
    calls += 1;
    return never();
  };
  const readiness = createReadiness({ probes: { database }, timeoutMs: 5 });
  for (let time = 0; time < 3; time += 1) await readiness();
  expect(calls).toBe(1);
});
