import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startMonitor } from '#root/board/monitor.js';
import { loadConfig } from '#root/config.js';
import { type Container, createContainer } from '#root/container.js';
import type { WatchedWorker } from '#root/queue/liveness.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { freshVariables } from '../helpers/services.js';

let dir: string;
let port: number;
let container: Container;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  port = await getPort();
});

afterEach(async () => {
  await container.close();
  await rm(dir, { recursive: true, force: true });
});

async function start(changed: Record<string, string> = {}, workers: WatchedWorker[] = []): Promise<void> {
  const env = { ...(await freshVariables()), STORAGE_DIR: join(dir, 'storage'), HEALTH_PORT: String(port), ...changed };
  container = createContainer({ config: loadConfig({ env }), logger });
  await startMonitor(container, { workers });
}

const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);

describe('on HEALTH_PORT', () => {
  test('a process without workers is live and ready', async () => {
    await start();
    expect((await get('/live')).status).toBe(200);
    const ready = await get('/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, services: { redis: 'ok', database: 'ok', storage: 'ok' } });
    expect((await get('/else')).status).toBe(404);
  });

  test.each([
    ['redis', { REDIS_PORT: '1' }],
    ['database', { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }],
    ['storage', { STORAGE_DIR: '/proc/nowhere' }],
  ])('without %s a process is live, but not ready, and says so in time', async (service, changed) => {
    await start(changed);
    const startedAt = performance.now();
    const ready = await get('/ready');
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    expect(ready.status).toBe(503);
    const all = { redis: 'ok', database: 'ok', storage: 'ok' };
    expect(await ready.json()).toEqual({ ready: false, services: { ...all, [service]: 'not' } });
    expect((await get('/live')).status).toBe(200);
  });

  test('a second process says that the port is taken', async () => {
    await start();
    await expect(startMonitor(container)).rejects.toMatchObject({ code: 'HEALTH_PORT_TAKEN' });
  });
});
