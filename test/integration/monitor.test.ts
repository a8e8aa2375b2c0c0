import { once as onceEmitted } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { createDatabase } from '#root/db/client.js';
import { buildScript } from '#root/greeting/script.js';
import { type MonitorOptions, startMonitor } from '#root/health/monitor.js';
import { spec } from '../fixtures/spec.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { redisSetups, useRedis } from '../helpers/redis-setups.js';
import { releaseDatabase } from '../helpers/released-databases.js';

let dir: string;
let port: number;
let container: Container;
let databaseUrl: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  port = await freePort();
});

afterEach(async () => {
  await container.close();
  releaseDatabase(databaseUrl);
  await rm(dir, { recursive: true, force: true });
});

// Prometheus waits this long, Kubernetes half of it.
const PROBE_TIMEOUT_MS = 10_000;
const get = (path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });

describe.each(redisSetups)('on HEALTH_PORT, with $on,', ({ on, start: startRedis, elsewhere }) => {
  const { freshVariables } = useRedis(startRedis);
  // Redis has no part in it.
  const once = (name: string, run: () => Promise<void>) => {
    if (on === 'one Redis') test(name, run);
  };

  async function start(changed: Record<string, string> = {}, options: MonitorOptions = {}): Promise<void> {
    const fresh = await freshVariables();
    databaseUrl = fresh.DATABASE_URL ?? '';
    const env = {
      ...fresh,
      STORAGE_DIR: join(dir, 'storage'),
      HEALTH_PORT: String(port),
      ...changed,
    };
    container = createContainer({ config: loadConfig({ env }), logger });
    await startMonitor(container, options);
  }

  test('a process without workers is live and ready', async () => {
    await start();
    expect((await get('/live')).status).toBe(200);
    const ready = await get('/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({ ready: true, services: { redis: 'ok', database: 'ok', storage: 'ok' } });
    expect((await get('/else')).status).toBe(404);
  });

  once('a probe may ask by HEAD or OPTIONS, and in HTTP/1.0 without a Host header', async () => {
    await start();
    const url = `http://127.0.0.1:${port}/live`;
    const { status, headers } = await fetch(url, { method: 'HEAD' });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    expect((await fetch(url, { method: 'OPTIONS' })).status).toBe(200);
    const socket = connect(port, '127.0.0.1').end('GET /live HTTP/1.0\r\n\r\n');
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\{"live":true,"wedged":\[\]\}$/s);
  });

  const others: [string, Record<string, string>][] = [
    ['database', { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }],
    ['storage', { STORAGE_DIR: '/proc/nowhere' }],
  ];
  test.each([['redis', elsewhere(1)] as const, ...(on === 'one Redis' ? others : [])])(
    'a process without %s is live, but not ready, and answers in time',
    async (service, changed) => {
      await start(changed);
      const ready = await get('/ready');
      expect(ready.status).toBe(503);
      const all = { redis: 'ok', database: 'ok', storage: 'ok' };
      expect(await ready.json()).toEqual({
        ready: false,
        services: { ...all, [service]: 'not' },
        reasons: { [service]: expect.any(String) },
      });
      expect((await get('/live')).status).toBe(200);
    },
  );

  once('a process is ready once its storage can be used, and checks that without a second store', async () => {
    const storage = join(dir, 'storage');
    await writeFile(storage, 'not a folder');
    await start();
    expect((await get('/ready')).status).toBe(503);
    await rm(storage);
    expect((await get('/ready')).status).toBe(200);
    await container.store();
    expect(await readdir(join(storage, '.aside'))).toHaveLength(1);
  });

  test('a worker is live, but not ready, if Redis hangs, and answers in time', async () => {
    const hanging = createServer(() => {}).listen(0, '127.0.0.1');
    await onceEmitted(hanging, 'listening');
    const { port: redisPort } = hanging.address() as AddressInfo;
    const worker = { name: 'tts' as const, active: () => 0, taken: () => 0 };
    await start(elsewhere(redisPort), { workers: [worker] });
    const [live, ready] = await Promise.all([get('/live'), get('/ready')]);
    expect([live.status, ready.status]).toEqual([200, 503]);
    hanging.close();
  });

  test('an observer reports waiting jobs, their age and stuck rows', async () => {
    await start({}, { isObserver: true });
    const { videoJob } = await container.submitter.submit({ spec });
    await container.submitter.submit({ spec });
    const db = createDatabase({ url: container.config.databaseUrl });
    await db.videoJob.update({ where: { id: videoJob.id }, data: { updatedAt: new Date(Date.now() - 3_600_000) } });
    await db.$disconnect();
    const shown = await (await get('/metrics')).text();
    const waiting = buildScript(spec).length * 2;
    expect(shown).toContain(`zdravitsa_queue_jobs{queue="tts",state="waiting"} ${waiting}\n`);
    expect(shown).toMatch(/zdravitsa_queue_oldest_waiting_seconds\{queue="tts"\} (?!0\n)\d/);
    expect(shown).toContain('zdravitsa_queue_oldest_waiting_seconds{queue="montage"} 0\n');
    expect(shown).toContain('zdravitsa_greetings_stuck 1\n');
  });

  test('unknown values are missing instead of zero', async () => {
    const unavailable = { ...elsewhere(1), DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' };
    await start(unavailable, { isObserver: true });
    const shown = await (await get('/metrics')).text();
    expect(shown).toContain('zdravitsa_service_up{service="redis"} 0\n');
    expect(shown).toContain('zdravitsa_service_up{service="database"} 0\n');
    expect(shown).not.toMatch(/^zdravitsa_(queue_|greetings_stuck)/m);
  });

  once('a second process reports that the port is in use', async () => {
    await start();
    await expect(startMonitor(container)).rejects.toMatchObject({ code: 'PORT_UNUSABLE' });
  });
});
