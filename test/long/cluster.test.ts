import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Container } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { freePort } from '../helpers/free-port.js';
import { containerOf, makeGreeting } from '../helpers/make-greeting.js';
import { type RunningProcess, runScript, waitForLog, waitForOutput } from '../helpers/processes.js';
import { type RedisCluster, startRedisCluster } from '../helpers/redis-cluster.js';
import { slotOf } from '../helpers/redis-setups.js';
import { freshDatabase } from '../helpers/services.js';

let dir: string;
let cluster: RedisCluster;
let variables: Record<string, string>;
let boardUrl: string;
let metricsUrl: string;
const running: RunningProcess[] = [];
let worker: RunningProcess;
let container: Container;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  cluster = await startRedisCluster({ isSecure: true });
  const [boardPort, healthPort] = [await freePort(), await freePort()];
  boardUrl = `http://127.0.0.1:${boardPort}`;
  metricsUrl = `http://127.0.0.1:${healthPort}/metrics`;
  variables = {
    ...cluster.variables,
    DATABASE_URL: await freshDatabase(),
    STORAGE_DIR: join(dir, 'storage'),
    DELIVERY_DIR: join(dir, 'out'),
    FFMPEG_PATH: inject('quickFfmpeg'),
    // If a result cannot be stored in Redis, the job runs again after its lock has expired.
    LOCK_DURATION_MS: '5000',
    STALLED_INTERVAL_MS: '1000',
  };
  worker = runScript('worker', [], variables);
  const board = runScript('board', [], {
    ...variables,
    BOARD_PORT: String(boardPort),
    HEALTH_PORT: String(healthPort),
  });
  running.push(worker, board);
  container = containerOf(variables);
  await Promise.all([waitForOutput(worker, 'worker started'), waitForOutput(board, 'board started')]);
});

afterAll(async () => {
  for (const process of running) process.kill('SIGTERM');
  await Promise.all([...running, container?.close()]);
  await cluster?.stop();
  await rm(dir, { recursive: true, force: true });
});

const greet = (to: string) => makeGreeting(container, { to, text: 'Hurray!' });

// A job whose result is lost runs again after its lock has expired, on a machine that may be busy.
describe('on a Redis Cluster with TLS and a password', { timeout: 180_000 }, () => {
  test('processes make a greeting, and the board shows its flow and the counts of the queues', async () => {
    const { id, status } = await greet('Anna');
    expect(status).toBe('COMPLETED');
    const flow = await fetch(`${boardUrl}/queues/api/queues/greeting/${id}-1-greeting/flow`);
    expect(await flow.text()).toContain(`${id}-1-tts-0`);
    const metrics = await (await fetch(metricsUrl)).text();
    expect(metrics).toContain('zdravitsa_queue_jobs{queue="montage",state="waiting"} 0\n');
    expect(metrics).toContain('zdravitsa_service_up{service="redis"} 1\n');
  });

  test('no greeting is lost when a replica takes over during a montage', async () => {
    const { redis, queues } = loadConfig({ env: variables });
    const node = cluster.nodeOf(await slotOf({ ...redis, prefix: queues.prefix }));
    const isPromoted = await cluster.addReplica(node);
    const rendering = waitForLog(worker, { message: 'step taken', step: 'montage' });
    const greeting = greet('Boris');
    await rendering;
    await cluster.kill(node);
    expect(await greeting).toMatchObject({ status: 'COMPLETED' });
    expect(await isPromoted()).toBe(true);
    expect(await greet('Anna')).toMatchObject({ status: 'COMPLETED' });
  });
});
