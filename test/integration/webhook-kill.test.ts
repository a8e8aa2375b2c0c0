import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { spec } from '../fixtures/spec.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
import { type Receiver, startReceiver, unanswered } from '../helpers/receiver.js';
import { freshVariables } from '../helpers/services.js';

let env: Record<string, string>;
let container: Container;
let client: Client;
let receiver: Receiver;
const started: RunningProcess[] = [];

beforeAll(async () => {
  env = {
    ...(await freshVariables()),
    API_SECRET: 'a secret of the tests, long enough',
    WEBHOOK_PRIVATE_ADDRESSES: 'true',
    API_PORT: String(await freePort()),
  };
  container = createContainer({ config: loadConfig({ env }), logger });
  client = new Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  receiver = await startReceiver();
});

afterAll(async () => {
  for (const each of started) each.kill();
  await Promise.all(started);
  await client.end();
  await container.close();
  await receiver.close();
});

/** Returns a function that kills it. */
async function startApi(): Promise<() => Promise<void>> {
  const api = runScript('api', [], env);
  started.push(api);

  await waitForOutput(api, 'api started');
  return async () => {
    api.kill('SIGKILL');
    await api;
  };
}

const COUNT = 12;

test('a process that is killed while it sends leaves every message to the next one, with the same id', async () => {
  const orders = await Promise.all(
    Array.from({ length: COUNT }, () =>
      container.submitter.submit({ spec, apiKeyId: 'abcdefgh', delivery: 'link', webhookUrl: receiver.urlOf('/hook') }),
    ),
  );
  for (const { videoJob } of orders) {
    await container.videoJobs.finish(
      { videoJobId: videoJob.id, run: 1 },
      { status: 'COMPLETED', videoKey: 'video/aa.mp4' },
    );
  }
  const ids = orders.map(({ videoJob }) => `${videoJob.id}_1_greeting_completed`);

  // The receiver has these, and the process does not know yet.
  receiver.next('/hook', ...Array.from({ length: COUNT }, () => unanswered));
  const kill = await startApi();
  await expect.poll(() => receiver.messages.length, { timeout: 30_000 }).toBeGreaterThan(3);
  await kill();
  const before = receiver.messages.map(({ id }) => id);
  receiver.next('/hook');

  // As if the time had passed that the killed process had for them.
  await client.query(`UPDATE "WebhookDelivery" SET "heldUntil" = now() WHERE "heldUntil" IS NOT NULL`);
  await startApi();
  const open = `SELECT FROM "WebhookDelivery" WHERE "deliveredAt" IS NULL`;
  await expect.poll(async () => (await client.query(open)).rowCount, { timeout: 30_000 }).toBe(0);
  const after = receiver.messages.slice(before.length).map(({ id }) => id);
  expect(after.toSorted()).toEqual(ids.toSorted());
  expect(ids).toEqual(expect.arrayContaining(before));
});
