import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { Container } from '#root/app/container.js';
import { createGreetCommand } from '#root/cli/greet.js';
import { type BotApiServer, startBotApiServer } from '../helpers/bot-api/server.js';
import { containerOf } from '../helpers/make-greeting.js';
import { runScript } from '../helpers/processes.js';
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

function openContainer(): Container {
  const container = containerOf(variables);
  onTestFinished(() => container.close());
  return container;
}

/** Runs the command in this process. */
const greet = (container: Container, args: string[]) =>
  createGreetCommand((work) => work(container)).parseAsync(['--to', 'Анна', ...args], { from: 'user' });

test.each([
  ['greet', ['--to', ''], 2, '--to'],
  ['worker', ['--queues=tts,nope'], 2, 'tts, montage, deliver, greeting'],
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
  ['sayAs', ['--say-as', '🎉']],
])('greet refuses the %s of %j', async (field, args) => {
  const container = openContainer();
  await expect(greet(container, args)).rejects.toMatchObject({ field });
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
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  onTestFinished(() => written.mockRestore());
  const order = ['--chat', CHAT, '--key', 'k1', '--json'];
  await Promise.all([greet(openContainer(), order), greet(openContainer(), order)]);
  const [first, second] = written.mock.calls.map(([line]) => JSON.parse(String(line)).id);
  expect(first).toEqual(expect.any(String));
  expect(second).toBe(first);
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
