import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepNames } from '#root/queue/definitions/index.js';
import { workerConnection } from '#root/redis/connection.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { lastJson, npmRun, type RunningProcess, untilWritten } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
const CHAT = '7';
let dir: string;
let server: BotApiServer;
let variables: Record<string, string>;
const running = new Map<string, RunningProcess>();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  server = await startBotApiServer({ token: TOKEN, stateOf: (chatId) => (chatId === '404' ? 'unknown' : 'open') });
  variables = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
  };
  await Promise.all(stepNames.map((name) => startWorker(name)));
});

afterAll(async () => {
  for (const process of running.values()) process.kill('SIGTERM');
  await Promise.all(running.values());
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

async function startWorker(queue: string): Promise<void> {
  const worker = npmRun('worker', [`--queues=${queue}`], variables);
  running.set(queue, worker);
  await untilWritten(worker, 'worker started');
}

async function end(name: string): Promise<unknown> {
  const process = running.get(name);
  running.delete(name);
  process?.kill('SIGTERM');
  return (await process)?.exitCode;
}

const videos = () => server.ledger.messages(CHAT).filter(({ video }) => video !== undefined);

describe('four workers, each a process of its own', () => {
  test('carry a greeting from the command line to the chat', async () => {
    const greet = await npmRun(
      'greet',
      ['--to', 'Анна', '--text', 'С днём рождения!', '--format', 'square', '--chat', CHAT, '--wait', '--json'],
      variables,
    );
    expect(greet.exitCode, greet.stderr).toBe(0);
    expect(lastJson(greet.stdout)).toMatchObject({
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

  test.each(['tts', 'montage', 'deliver', 'greeting'])(
    'the worker of %s ends with 0 in the middle of work and loses nothing',
    async (name) => {
      const greet = npmRun(
        'greet',
        [
          '--to',
          `Борис ${name}`,
          '--text',
          `Всего хорошего, ${name}!`,
          '--format',
          'square',
          '--chat',
          CHAT,
          '--wait',
          '--json',
        ],
        variables,
      );
      const worker = running.get(name) as RunningProcess;
      if (name === 'montage') await untilWritten(worker, 'step taken');
      expect(await end(name)).toBe(0);
      await startWorker(name);
      const { stdout, exitCode } = await greet;
      expect(lastJson(stdout)).toMatchObject({ status: 'COMPLETED', run: 1, errorCode: null });
      expect(exitCode).toBe(0);
    },
  );

  test('bring a greeting ordered in the chat back to it, and remove the progress message', async () => {
    const bot = npmRun('bot', [], variables);
    running.set('bot', bot);
    await untilWritten(bot, 'bot started');
    const before = videos().length;
    const asked = server.say(CHAT, 'Вера: С днём рождения!');
    await expect.poll(() => videos().length, { timeout: 50_000, interval: 100 }).toBe(before + 1);
    await expect.poll(() => server.ledger.messages(CHAT).filter(({ messageId }) => messageId > asked).length).toBe(1);
    expect(await end('bot')).toBe(0);
  });

  test('log JSON with the ids of the step, and neither names, texts, chats nor the token', async () => {
    const worker = running.get('deliver') as RunningProcess;
    running.delete('deliver');
    worker.kill('SIGTERM');
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
    expect(stderr).not.toMatch(/Анна|Вера|рождения|123:secret/);
  });
});

describe('commands', () => {
  test.each([
    ['greet', ['--to', ''], 2, '--to'],
    ['greet', ['--to', 'Анна', '--chat', '404'], 2, '--chat'],
    ['greet', ['--to', 'Анна'], 2, '--chat'],
    ['greet', ['--to', 'Анна', '--format', 'round'], 2, '--format'],
    ['greet', ['--to', 'Анна', '--chat', CHAT, '--key', ''], 2, '--key'],
    ['greet', ['--to', 'Анна', '--chat', CHAT, '--key', 'k'.repeat(5_000)], 2, '--key'],
    ['worker', ['--queues=tts,nope'], 2, 'tts, montage, deliver, greeting'],
    ['job', ['show', 'nothing'], 2, 'nothing'],
    ['job', ['list', '--status', 'LOST'], 2, '--status'],
  ])('%s %j exits with %i and one line that names %s', async (script, args, exitCode, named) => {
    const result = await npmRun(script, args, variables);
    expect(result.exitCode).toBe(exitCode);
    expect(result.stderr.trim().split('\n')).toHaveLength(1);
    expect(result.stderr).toContain(named);
  });

  test.each([
    ['greet', ['--to', 'Анна', '--chat', CHAT], { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }, 'PostgreSQL'],
    ['worker', [], { REDIS_PORT: '1' }, 'Redis'],
    ['worker', ['--queues=montage'], { FFMPEG_PATH: '/nowhere/ffmpeg' }, 'ffmpeg'],
  ])('%s %j without its service exits with 3 and says how to start it', async (script, args, missing, named) => {
    const result = await npmRun(script, args, { ...variables, ...missing });
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toMatch(new RegExp(`${named}.*npm run`));
  });

  test('greet with the same key returns the same greeting', async () => {
    const greet = () => npmRun('greet', ['--to', 'Анна', '--chat', CHAT, '--key', 'k1', '--json'], variables);
    const [first, second] = await Promise.all([greet(), greet()]);
    expect(lastJson(first.stdout).id).toBe(lastJson(second.stdout).id);
  });

  test('a wrong configuration exits with 1 and names every bad variable', async () => {
    const result = await npmRun('worker', [], { ...variables, REDIS_PORT: 'x', LOG_LEVEL: 'loud' });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toMatch(/REDIS_PORT[\s\S]*LOG_LEVEL/);
  });
});

test('the demo makes a video from nothing', async () => {
  const out = join(dir, 'out');
  const demo = await npmRun('demo', ['--to', 'Анна', '--text', 'Ура!', '--format', 'square', '--out', out, '--json'], {
    STORAGE_DIR: join(dir, 'demo'),
  });
  expect(demo.exitCode, demo.stderr).toBe(0);
  const result = lastJson(demo.stdout);
  expect(result).toMatchObject({ status: 'COMPLETED', video: expect.stringContaining(out) });
  expect((await readFile(String(result.video))).subarray(4, 8).toString()).toBe('ftyp');
});
