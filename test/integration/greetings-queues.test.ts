import { readFile } from 'node:fs/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { startStepWorkers } from '#root/app/start-workers.js';
import { WAITING_TOO_LONG_MS } from '#root/queue/runs/count-jobs.js';
import { producerConnection, workerConnection } from '#root/redis/connection.js';
import { spec } from '../fixtures/spec.js';
import { login, startTestBoard, type TestBoard } from '../helpers/board.js';

let board: TestBoard;
let queue: Queue;

beforeAll(async () => {
  board = await startTestBoard({ DELIVERY: 'folder', DELIVERY_DIR: '/tmp' });
  const { redis, queues } = board.container.config;
  queue = new Queue('montage', { connection: producerConnection(redis), prefix: queues.prefix });
});

afterAll(async () => {
  await queue.close();
  await board.close();
});

async function overview(url = board.url): Promise<string> {
  const page = await (await fetch(`${url}/greetings`)).text();
  return /<section class="overview"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
}

const alarms = async (url?: string) =>
  Array.from(
    (await overview(url)).matchAll(/<li><b>([^<]*)<\/b>([^<]*)<\/li>/g),
    ([, what = '', text = '']) => what + text,
  );

/** Returns the cells of a queue in the overview. */
async function cellsOf(step: string, url?: string): Promise<string[]> {
  const row = new RegExp(`/queues/queue/${step}"[\\s\\S]*?</tr>`).exec(await overview(url))?.[0] ?? '';
  return Array.from(row.matchAll(/<td[^>]*>[^<]*<\/td>/g), ([cell]) => cell);
}

const idle = (steps: string) => `No worker for ${steps}. Greetings wait until one is started.`;
const paused = (how: string) => `Paused: montage. ${how} Greetings wait until you resume it.`;

describe('the overview', () => {
  test('says in red which step has no worker', async () => {
    expect(await alarms()).toEqual([idle('tts, montage, deliver, greeting')]);
    expect((await cellsOf('tts'))[0]).toBe('<td class="alarm">0</td>');

    await startStepWorkers(board.container, { deliver: 2, greeting: 1 });
    await expect.poll(alarms).toEqual([idle('tts, montage')]);
    expect((await cellsOf('deliver'))[0]).toBe('<td>1</td>');
  });

  test('says in red which step is paused', async () => {
    await queue.pause();
    expect(await alarms()).toContain(paused('It is drained: nothing runs.'));
    expect(await overview()).toContain('<b class="alarm">paused</b>');
    await queue.resume();
    expect(await overview()).not.toContain('>paused<');
  });

  test('shows in red that a job waits for longer than the alert allows', async () => {
    const rules = parse(await readFile('deploy/monitoring/rules.yml', 'utf8'));
    const { expr } = rules.groups
      .flatMap(({ rules }: { rules: { alert?: string; expr: string }[] }) => rules)
      .find(({ alert }: { alert?: string }) => alert === 'OldestWaitingTooOld');
    expect(expr).toBe(`max by (queue) (zdravitsa_queue_oldest_waiting_seconds) > ${WAITING_TOO_LONG_MS / 1_000}`);

    const addedAgo = async (ms: number) => {
      await queue.drain();
      await queue.add('montage', {}, { timestamp: Date.now() - ms });
      return (await cellsOf('montage'))[2];
    };
    expect(await addedAgo(WAITING_TOO_LONG_MS - 60_000)).toBe('<td>4 min</td>');
    expect(await addedAgo(WAITING_TOO_LONG_MS + 60_000)).toBe('<td class="alarm">6 min</td>');
    await queue.drain();
  });

  test('does not claim that there is no worker if it may not know', async () => {
    const { redisHost, redisPort } = inject('services');
    const admin = new Redis({ host: redisHost, port: Number(redisPort) });
    await admin.acl('SETUSER', 'lister', 'on', '>secret', '~*', '&*', '+@all', '-@dangerous', '+info');
    const restricted = await startTestBoard({ REDIS_USERNAME: 'lister', REDIS_PASSWORD: 'secret' });
    expect(await alarms(restricted.url)).toEqual([]);
    expect((await cellsOf('tts', restricted.url))[0]).toContain('>?</td>');

    await admin.acl('SETUSER', 'lister', '+client|list');
    await expect.poll(() => alarms(restricted.url)).toHaveLength(1);
    await restricted.close();
    await admin.acl('DELUSER', 'lister');
    await admin.quit();
  });
});

test('a paused step has no jobs for its workers, so that idle ones do not count as wedged', async () => {
  const { videoJob } = await board.container.submitter.submit({ spec });
  expect(await board.container.flows.waiting('tts')).toBeGreaterThan(0);
  const { redis, queues } = board.container.config;
  const tts = new Queue('tts', { connection: producerConnection(redis), prefix: queues.prefix });
  await tts.pause();
  expect(await board.container.flows.waiting('tts')).toBe(0);
  await tts.resume();
  expect(await board.container.flows.waiting('tts')).toBeGreaterThan(0);
  await tts.close();
  await board.container.submitter.cancel(videoJob.id);
});

describe('an operator', () => {
  const post = (path: string, headers: Record<string, string> = { origin: board.url }) =>
    fetch(board.url + path, { method: 'POST', redirect: 'manual', headers });

  test('pauses a step, which finishes what runs and takes nothing new, and resumes it', async () => {
    await queue.obliterate({ force: true });
    const { redis, queues } = board.container.config;
    const done: string[] = [];
    let finish = (): void => {};
    const worker = new Worker(
      'montage',
      async ({ name }) => {
        if (name === 'first') await new Promise<void>((resolve) => (finish = resolve));
        done.push(name);
      },
      { connection: workerConnection(redis), prefix: queues.prefix },
    );
    await queue.add('first', {});
    await expect.poll(async () => (await cellsOf('montage'))[3]).toBe('<td>1</td>');

    const answer = await post('/greetings/steps/montage/pause');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/greetings?done=pause-montage']);
    expect(await (await fetch(`${board.url}/greetings?done=pause-montage`)).text()).toContain('montage was paused.');
    expect(await alarms()).toContain(paused('Its last active job ends.'));
    await queue.add('second', {});
    finish();
    await expect.poll(alarms).toContain(paused('It is drained: nothing runs.'));
    expect([done, await queue.getWaitingCount()]).toEqual([['first'], 1]);

    expect((await post('/greetings/steps/montage/resume')).status).toBe(303);
    await expect.poll(() => done).toEqual(['first', 'second']);
    await worker.close();
  });

  test.each([{}, { origin: 'https://elsewhere.example' }])(
    'pauses nothing by a request from elsewhere: %o',
    async (headers: Record<string, string>) => {
      expect((await post('/greetings/steps/montage/pause', headers)).status).toBe(403);
      expect(await queue.isPaused()).toBe(false);
    },
  );

  test('pauses nothing without the login, nor an unknown step', async () => {
    const locked = await startTestBoard(login);
    const options = { method: 'POST', headers: { origin: locked.url } };
    expect((await fetch(`${locked.url}/greetings/steps/montage/pause`, options)).status).toBe(401);
    await locked.close();
    expect((await post('/greetings/steps/nothing/pause')).status).toBe(404);
    expect((await fetch(`${board.url}/greetings/steps/montage/pause`)).status).toBe(404);
  });
});
