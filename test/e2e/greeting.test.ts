import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { stepNames } from '#root/queue/definitions/index.js';
import { workerConnection } from '#root/redis/connection.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { startCollector } from '../helpers/collector.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { lastJson, type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
const CHAT = '7';
let dir: string;
let server: BotApiServer;
let collector: Awaited<ReturnType<typeof startCollector>>;
let variables: Record<string, string>;
const running = new Map<string, RunningProcess>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  server = await startBotApiServer({ token: TOKEN });
  collector = await startCollector();
  variables = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
  };
  await Promise.all(['tts', 'montage'].map((name) => startWorker(name)));
});

afterAll(async () => {
  for (const process of running.values()) process.kill('SIGTERM');
  await Promise.all(running.values());
  await server.stop();
  await collector.stop();
  await rm(dir, { recursive: true, force: true });
});

async function startWorker(queue: string): Promise<void> {
  const worker = runScript('worker', [`--queues=${queue}`], variables);
  running.set(queue, worker);
  await waitForOutput(worker, 'worker started');
}

async function end(name: string): Promise<unknown> {
  const process = running.get(name);
  running.delete(name);
  process?.kill('SIGTERM');
  return (await process)?.exitCode;
}

/** Returns the id of the trace of the last greeting, as Redis tells it. */
async function readTraceId(): Promise<string | undefined> {
  const container = createContainer({ config: loadConfig({ env: variables }), logger });
  const [videoJob] = await container.videoJobs.list({ limit: 1 });
  const report = videoJob && (await container.flows.report(videoJob));
  await container.close();
  return report?.traceId;
}

const videos = () => server.ledger.messages(CHAT).filter(({ video }) => video !== undefined);

describe('four worker processes, one for each queue,', () => {
  test('deliver a greeting ordered on the command line, although the long steps are stopped during it', async () => {
    const greet = runScript(
      'greet',
      ['--to', 'Анна', '--say-as', '+Анна', '--text', 'Ура!', '--format', 'square', '--chat', CHAT, '--wait', '--json'],
      variables,
    );
    for (const name of ['tts', 'montage']) {
      await waitForOutput(running.get(name) as RunningProcess, 'step taken');
      expect(await end(name)).toBe(0);
      await startWorker(name);
    }
    // Until now nothing could take these steps.
    for (const name of ['deliver', 'greeting']) await startWorker(name);
    const { exitCode, stderr, stdout } = await greet;
    expect(exitCode, stderr).toBe(0);
    expect(lastJson(stdout)).toMatchObject({
      status: 'COMPLETED',
      run: 1,
      errorCode: null,
      videoKey: expect.stringMatching(/^video\//),
    });
    expect(videos()).toEqual([
      expect.objectContaining({ video: expect.objectContaining({ width: 720, height: 720, hasThumbnail: true }) }),
    ]);

    for (const name of stepNames) {
      const queue = new Queue(name, {
        connection: workerConnection({ host: variables.REDIS_HOST ?? '', port: Number(variables.REDIS_PORT) }),
        prefix: variables.QUEUE_PREFIX ?? '',
      });
      expect(await queue.getCompletedCount()).toBeGreaterThan(0);
      await queue.close();
    }
  });

  test('deliver a greeting ordered in the chat, and remove the progress message', async () => {
    const bot = runScript('bot', [], variables);
    running.set('bot', bot);
    await waitForOutput(bot, 'bot started');
    const asked = server.say(CHAT, 'Анна: Ура!');
    await expect.poll(() => videos().length, { timeout: 50_000, interval: 100 }).toBe(2);
    await expect.poll(() => server.ledger.messages(CHAT).filter(({ messageId }) => messageId > asked).length).toBe(1);
    expect(await end('bot')).toBe(0);
  });

  test('send one trace from the update in the chat through every step to the video', async () => {
    const update = () => collector.spans.find(({ name }) => name === 'update');
    const spans = () => collector.spans.filter(({ traceId }) => traceId === update()?.traceId).map(({ name }) => name);
    const expected = stepNames.map((step) => `process ${step}`);
    await expect.poll(spans).toEqual(expect.arrayContaining(expected));
    // The board links to it.
    expect(await readTraceId()).toBe(update()?.traceId);
    expect(JSON.stringify(collector.spans)).not.toMatch(/Анна|Ура|123:secret/);
  });

  test('end with 0, and log JSON with the ids of the step, but no names, texts, chats or tokens', async () => {
    const worker = running.get('deliver') as RunningProcess;
    expect(await Promise.all(stepNames.map(end))).toEqual([0, 0, 0, 0]);
    const { stderr } = await worker;
    const lines = stderr.split('\n').filter((line) => line !== '');
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        message: 'step done',
        step: 'deliver',
        attempt: 1,
        run: 1,
        videoJobId: expect.any(String),
      }),
    );
    expect(stderr).not.toMatch(/Анна|Ура|123:secret/);
  });
});
