import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Container, createContainer } from '#root/app/container.js';
import { loadConfig } from '#root/config.js';
import { startCollector } from '../helpers/collector.js';
import { freePort } from '../helpers/free-port.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { bundledCommand, type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
import { freshVariables } from '../helpers/services.js';

// How the examples write the id of a greeting.
const ID = /\$ID|\{greeting\['id'\]\}/;
const BLOCK = /^```(\w+)\n(.*?)^```$/gms;
const hasPython = await execa('python3', ['--version']).then(
  () => true,
  () => false,
);

let dir: string;
let url: string;
let variables: Record<string, string>;
let container: Container;
let collector: Awaited<ReturnType<typeof startCollector>>;
const running: RunningProcess[] = [];

async function start(script: string, started: string): Promise<void> {
  const process = runScript(script, [], variables);
  running.push(process);
  await waitForOutput(process, started);
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  collector = await startCollector();
  const port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
  variables = {
    ...(await freshVariables()),
    STORAGE_DIR: join(dir, 'storage'),
    API_PORT: port,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    LOG_LEVEL: 'info',
  };
  container = createContainer({ config: loadConfig({ env: variables }), logger });
  await start('api', 'api started');
});

afterAll(async () => {
  for (const process of running) process.kill('SIGTERM');
  await Promise.all(running);
  await container.close();
  await collector.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Starts the worker, which makes only what is ordered from now on. */
async function startWorker(): Promise<void> {
  for (const { id } of await container.videoJobs.list({ limit: 100 })) await container.submitter.cancel(id);
  await start('worker', 'worker started');
}

/** Returns the examples of a document in a language that ask the server, made to ask this one by bundled commands. */
async function examplesOf(path: string, language: string, asks: string): Promise<string[]> {
  const document = await readFile(path, 'utf8');
  const described = await (await fetch(`${url}/v1/openapi.json`)).text();
  const routesIn = (text: string) => (text.match(/\/v1\/[^\s"?)]+/g) ?? []).map((path) => path.replace(ID, '{id}'));
  const isKnown = (text: string) => routesIn(text).every((route) => described.includes(`"${route}"`));
  const blocks = Array.from(document.matchAll(BLOCK), ([, found, text = '']) => (found === language ? text : ''));
  return blocks
    .filter((text) => text.includes(asks) && isKnown(text))
    .map((text) => text.replaceAll('http://127.0.0.1:3080', url))
    .map((text) => text.replace(/npm run --silent (\S+) --/g, (_, script) => bundledCommand(script) ?? script));
}

const run = (command: string, script: string, more: Record<string, string> = {}) =>
  execa(command, { cwd: dir, env: { ...variables, ...more }, input: script, reject: false });

/** Runs shell commands that all have to succeed. Returns what the last of them writes. */
async function runShell(commands: string[], more: Record<string, string> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await run('bash', ['set -euo pipefail', ...commands].join('\n'), more);
  expect(exitCode, stderr).toBe(0);
  return stdout.split('\n').at(-1) ?? '';
}

describe('the examples of the documents', () => {
  test('README.md: order a greeting', async () => {
    const answer = await runShell(await examplesOf('README.md', 'sh', '--json'));
    expect(JSON.parse(answer)).toMatchObject({ status: 'QUEUED', to: 'Anna' });
  });

  test('docs/api.md: make a video by curl, then by Python (if it is installed)', async () => {
    const examples = await examplesOf('docs/api.md', 'sh', 'curl');
    const waiting = examples.filter((text) => text.includes('until '));
    const ordering = examples.filter((text) => !waiting.includes(text));
    const photo = `cp '${resolve('deploy/greeting.jpg')}' anna.jpg`;
    const KEY = await runShell([photo, ...ordering, 'echo; echo $KEY']);
    const env = { URL: url, KEY };
    await startWorker();
    await runShell(waiting, env);
    expect((await readFile(join(dir, 'anna.mp4'))).subarray(4, 8).toString()).toBe('ftyp');
    const python = await examplesOf('docs/api.md', 'python', 'urllib');
    if (!hasPython || python.length === 0) return;
    const { stdout, stderr } = await run('python3', python.join('\n'), env);
    expect(stdout, stderr).toBe('COMPLETED');
    expect((await stat(join(dir, 'greeting.mp4'))).size).toBeGreaterThan(1_000);
  });
});

test('one trace leads from the request through every step to the video', async () => {
  const requests = () => collector.spans.filter(({ name }) => name === 'POST api').map(({ traceId }) => traceId);
  const ends = () => collector.spans.filter(({ name }) => name === 'process greeting').map(({ traceId }) => traceId);
  await expect.poll(() => ends().filter((traceId) => requests().includes(traceId)).length).toBeGreaterThan(0);
  expect(JSON.stringify(collector.spans)).not.toMatch(/Anna|zdr_/);
});
