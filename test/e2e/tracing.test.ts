import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { startBotApiServer } from '../helpers/bot-api/server.js';
import { startCollector } from '../helpers/collector.js';
import { quietLogger } from '../helpers/logger.js';
import { runScript, waitForOutput } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';

test('one trace leads from an update in the chat through every step to the video', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  const server = await startBotApiServer({ token: TOKEN });
  const collector = await startCollector();
  const variables = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
  };
  let reported: string | undefined;
  const bot = runScript('bot', [], variables);
  const worker = runScript('worker', [], variables);
  try {
    await Promise.all([waitForOutput(bot, 'bot started'), waitForOutput(worker, 'worker started')]);
    server.say('7', 'Анна: Ура!');
    const videos = () => server.ledger.messages('7').filter(({ video }) => video !== undefined);
    await expect.poll(() => videos().length, { timeout: 90_000 }).toBe(1);
    // The video is in the chat before the last step runs. A worker that stops would hand that step over.
    const names = () => collector.spans.map(({ name }) => name);
    await expect.poll(names, { timeout: 20_000 }).toContain('process greeting');
    reported = await readTraceId(variables);
  } finally {
    for (const running of [bot, worker]) running.kill('SIGTERM');
    const ended = await Promise.all([bot, worker]);
    await server.stop();
    await collector.stop();
    await rm(dir, { recursive: true, force: true });
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
  }
  const update = collector.spans.find(({ name }) => name === 'update');
  const names = collector.spans.filter(({ traceId }) => traceId === update?.traceId).map(({ name }) => name);
  for (const step of ['tts', 'montage', 'deliver', 'greeting']) expect(names).toContain(`process ${step}`);
  // The board links to it.
  expect(reported).toBe(update?.traceId);
  expect(JSON.stringify(collector.spans)).not.toMatch(/Анна|Ура|123:secret/);
}, 120_000);

/** Returns the id of the trace of the only greeting, as Redis tells it. */
async function readTraceId(env: Record<string, string>): Promise<string | undefined> {
  const container = createContainer({ config: loadConfig({ env }), logger: quietLogger });
  const [videoJob] = await container.videoJobs.list({ limit: 1 });
  const report = videoJob && (await container.flows.report(videoJob));
  await container.close();
  return report?.traceId;
}
