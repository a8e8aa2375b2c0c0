import { expect, test } from 'vitest';
import { createReadiness } from '#root/health/readiness.js';

const never = () => new Promise(() => {});

test('is ready where every service answers', async () => {
  const readiness = createReadiness({ probes: { redis: async () => {}, database: async () => {} } });
  expect(await readiness()).toEqual({ ready: true, services: { redis: 'ok', database: 'ok' } });
});

test('names the service that fails, and the one that does not answer in time', async () => {
  const probes = { redis: async () => Promise.reject(new Error('away')), database: never, storage: async () => {} };
  const readiness = createReadiness({ probes, timeoutMs: 20 });
  expect(await readiness()).toEqual({ ready: false, services: { redis: 'not', database: 'not', storage: 'ok' } });
});

test('a service that hangs is asked once, however often readiness is', async () => {
  let asked = 0;
  const database = () => {
    asked += 1;
    return never();
  };
  const readiness = createReadiness({ probes: { database }, timeoutMs: 5 });
  for (let time = 0; time < 3; time += 1) await readiness();
  expect(asked).toBe(1);
});
