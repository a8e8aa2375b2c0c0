import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container } from '#root/app/container.js';
import { startStepWorkers } from '#root/app/start-workers.js';
import { startMonitor } from '#root/health/monitor.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { freePort } from '../helpers/free-port.js';
import { containerOf, makeGreeting } from '../helpers/make-greeting.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
let dir: string;
let server: BotApiServer;
let container: Container;
let port: number;

/** Returns the samples by name and labels. */
async function scrape(): Promise<Record<string, number>> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]),
  );
}

const greet = (chatId: string) => makeGreeting(container, { to: 'Анна', text: 'Ура!', chatId });

describe('metrics', () => {
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    server = await startBotApiServer({ token: TOKEN, stateOf: (chatId) => (chatId === '404' ? 'unknown' : 'open') });
    port = await freePort();
    container = containerOf({
      ...(await freshVariables()),
      STORAGE_DIR: join(dir, 'storage'),
      BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.apiRoot,
      HEALTH_PORT: String(port),
    });
    const workers = await startStepWorkers(container, container.config.queues.concurrency);
    await startMonitor(container, { workers, isObserver: true });
  });

  afterAll(async () => {
    await container.close();
    await server.stop();
    await rm(dir, { recursive: true, force: true });
  });

  test('count four greetings by outcome', async () => {
    await greet('7');
    // In chats of their own, because Telegram limits the messages in one.
    await Promise.all(['8', '9'].map(greet));
    await greet('404');

    await expect
      .poll(async () => (await scrape())['zdravitsa_step_duration_seconds_count{step="greeting",outcome="done"}'])
      .toBe(4);
    const samples = await scrape();
    const storage = samples['zdravitsa_disk_free_bytes{dir="storage"}'] ?? 0;
    expect(samples).toMatchObject({
      'zdravitsa_greetings_total{status="COMPLETED",code="none"}': 3,
      'zdravitsa_greetings_total{status="FAILED",code="TELEGRAM_CHAT_NOT_FOUND"}': 1,
      zdravitsa_greeting_latency_seconds_count: 3,
      'zdravitsa_step_duration_seconds_count{step="montage",outcome="done"}': 4,
      'zdravitsa_step_duration_seconds_count{step="deliver",outcome="done"}': 3,
      'zdravitsa_step_duration_seconds_count{step="deliver",outcome="failed"}': 1,
      'zdravitsa_step_duration_seconds_count{step="tts",outcome="done"}': expect.any(Number),
      'zdravitsa_telegram_calls_total{method="editMessageMedia",answer="ok"}': 3,
      'zdravitsa_telegram_calls_total{method="sendMessage",answer="400"}': expect.any(Number),
      'zdravitsa_service_up{service="redis"}': 1,
      'zdravitsa_service_up{service="database"}': 1,
      'zdravitsa_service_up{service="storage"}': 1,
      'zdravitsa_disk_free_bytes{dir="work"}': expect.any(Number),
      zdravitsa_greetings_stuck: 0,
      process_cpu_seconds_total: expect.any(Number),
    });
    expect(samples['zdravitsa_disk_size_bytes{dir="storage"}']).toBeGreaterThanOrEqual(storage);
    const rendered = samples['zdravitsa_scenes_total{source="rendered"}'] ?? 0;
    expect(rendered).toBeGreaterThan(0);
    expect(samples['zdravitsa_scenes_total{source="reused"}']).toBe(rendered * 3);
    for (const queue of ['tts', 'montage', 'deliver', 'greeting']) {
      expect(samples[`zdravitsa_queue_oldest_waiting_seconds{queue="${queue}"}`]).toBe(0);
      for (const state of ['waiting', 'active', 'delayed', 'failed']) {
        expect(samples).toHaveProperty([`zdravitsa_queue_jobs{queue="${queue}",state="${state}"}`]);
      }
    }
    expect(samples['zdravitsa_queue_jobs{queue="deliver",state="failed"}']).toBe(1);
  });

  test.runIf(process.platform === 'linux')('contain the CPU time of ffmpeg processes that have ended', async () => {
    expect((await scrape()).zdravitsa_ffmpeg_cpu_seconds_total).toBeGreaterThan(0.1);
  });

  test('contain no name, text, chat id or token', async () => {
    const text = await container.metrics.text();
    expect(text).not.toMatch(/Анна|Ура|404"|123:secret/);
  });
});
