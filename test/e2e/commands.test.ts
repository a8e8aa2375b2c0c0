import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createContainer } from '#root/app/container.js';
import { createGreetCommand } from '#root/cli/greet.js';
import { loadConfig } from '#root/config.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { lastJson, runScript } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

const TOKEN = '123:secret';
const CHAT = '7';
let dir: string;
let server: BotApiServer;
let variables: Record<string, string>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  server = await startBotApiServer({ token: TOKEN, stateOf: (chatId) => (chatId === '404' ? 'unknown' : 'open') });
  variables = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: server.apiRoot,
  };
});

afterAll(async () => {
  await server.stop();
  await rm(dir, { recursive: true, force: true });
});

test.each([
  ['greet', ['--to', ''], 2, '--to'],
  ['greet', ['--to', 'Анна', '--say-as', '🎉'], 2, '--say-as'],
  ['worker', ['--queues=tts,nope'], 2, 'tts, montage, deliver, greeting'],
  ['job', ['show', 'nothing'], 2, 'nothing'],
  ['job', ['list', '--status', 'LOST'], 2, '--status'],
])('%s %j exits with %i and one line that names %s', async (script, args, exitCode, named) => {
  const result = await runScript(script, args, variables);
  expect(result.exitCode).toBe(exitCode);
  expect(result.stderr.trim().split('\n')).toHaveLength(1);
  expect(result.stderr).toContain(named);
});

// The process would say each as it says the options above.
test.each([
  ['chat', ['--chat', '404']],
  ['chat', []],
  ['key', ['--chat', CHAT, '--key', 'k'.repeat(5_000)]],
])('greet refuses the %s of %j', async (field, args) => {
  const container = createContainer({ config: loadConfig({ env: variables }), logger });
  onTestFinished(() => container.close());
  const greet = createGreetCommand((work) => work(container));
  await expect(greet.parseAsync(['--to', 'Анна', ...args], { from: 'user' })).rejects.toMatchObject({ field });
});

test.each([
  ['greet', ['--to', 'Анна', '--chat', CHAT], { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }, 'PostgreSQL'],
  ['worker', [], { REDIS_PORT: '1' }, 'Redis'],
  ['worker', ['--queues=montage'], { FFMPEG_PATH: '/nowhere/ffmpeg' }, 'ffmpeg'],
])('%s %j without its service exits with 3 and says how to start the service', async (script, args, missing, named) => {
  const result = await runScript(script, args, { ...variables, ...missing });
  expect(result.exitCode).toBe(3);
  expect(result.stderr).toMatch(new RegExp(`${named}.*npm run`));
});

test('greet with the same key returns the same greeting', async () => {
  const greet = () => runScript('greet', ['--to', 'Анна', '--chat', CHAT, '--key', 'k1', '--json'], variables);
  const [first, second] = await Promise.all([greet(), greet()]);
  expect(lastJson(first.stdout).id).toBe(lastJson(second.stdout).id);
});

test('a wrong configuration exits with 1 and names every bad variable', async () => {
  const result = await runScript('worker', [], { ...variables, REDIS_PORT: 'x', LOG_LEVEL: 'loud' });
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toMatch(/REDIS_PORT[\s\S]*LOG_LEVEL/);
});

test('a command takes the options of its sessions from DATABASE_URL, not from the variables of psql', async () => {
  const ofPsql = { PGOPTIONS: '-c search_path=other', PGSSLNEGOTIATION: 'direct', PGHOST: 'nowhere', PGUSER: 'other' };
  const list = await runScript('job', ['list'], { ...variables, ...ofPsql });
  expect(list.exitCode, list.stderr).toBe(0);
});
