import pLimit from 'p-limit';
import { startApi } from '#root/api/server.js';
import { createContainer } from '#root/app/container.js';
import type { Config } from '#root/config.js';
import { percentile } from '#root/dev/bench/statistics.js';
import { cpuSeconds } from '#root/dev/bench/usage.js';
import type { Logger } from '#root/logger.js';

export interface ApiFigures {
  postP50Ms: number;
  postP95Ms: number;
  getP50Ms: number;
  getP95Ms: number;
  /** Of orders and reads that are sent at the same time. */
  atOnceP95Ms: number;
  requestsPerSecond: number;
  /** CPU time of this process, its client included, for a request of the last round. */
  cpuMsPerRequest: number;
}

export interface ApiBenchOptions {
  config: Config;
  logger: Logger;
  /** Number of requests of each kind. */
  requests: number;
  /** Number of requests sent at the same time in the last round. */
  atOnce: number;
}

const WARM_UP = 20;

/** Measures how long the API takes over loopback to take an order and to show a greeting. The client shares its process. */
export async function benchApi({ config, logger, requests, atOnce }: ApiBenchOptions): Promise<ApiFigures> {
  const container = createContainer({ config, logger });
  const api = await startApi(container, 0);
  const ids: string[] = [];

  async function ask(path: string, init: RequestInit, expected: number): Promise<{ id: string }> {
    const response = await fetch(api.url + path, init);
    if (response.status !== expected) throw new Error(`${path} was answered with ${response.status}`);
    return response.json() as Promise<{ id: string }>;
  }

  try {
    const most = 10 * (requests + WARM_UP);
    const key = { name: 'bench', scopes: ['greetings:read' as const, 'greetings:write' as const] };
    const { token } = await container.apiKeys.create({ ...key, rate: most, openMax: most });
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const body = JSON.stringify({ to: 'Anna', text: 'Happy birthday! I wish you joy and health.' });
    const post = async () => {
      ids.push((await ask('/v1/greetings', { method: 'POST', headers, body }, 202)).id);
    };
    const get = async () => {
      await ask(`/v1/greetings/${ids[Math.floor(Math.random() * ids.length)]}`, { headers }, 200);
    };

    await measure([post, get], WARM_UP, 1);
    const posts = await measure([post], requests, 1);
    const gets = await measure([get], requests, 1);
    const startedAt = performance.now();
    const before = cpuSeconds();
    const mixed = await measure([post, get], requests, atOnce);
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      postP50Ms: percentile(posts, 0.5),
      postP95Ms: percentile(posts, 0.95),
      getP50Ms: percentile(gets, 0.5),
      getP95Ms: percentile(gets, 0.95),
      atOnceP95Ms: percentile(mixed, 0.95),
      requestsPerSecond: mixed.length / seconds,
      cpuMsPerRequest: ((cpuSeconds() - before) * 1_000) / mixed.length,
    };
  } finally {
    await api.close();
    await container.close();
  }
}

/** Returns the milliseconds that each call took, with so many of them running at once. */
async function measure(calls: (() => Promise<void>)[], count: number, atOnce: number): Promise<number[]> {
  const limit = pLimit(atOnce);
  const all = Array.from({ length: count }, () => calls).flat();
  return Promise.all(
    all.map((call) =>
      limit(async () => {
        const startedAt = performance.now();
        await call();
        return performance.now() - startedAt;
      }),
    ),
  );
}
