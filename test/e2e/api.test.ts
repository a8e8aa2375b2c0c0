import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCollector } from '../helpers/collector.js';
import { freePort } from '../helpers/free-port.js';
import { type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';
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
  await Promise.all([start('worker', 'worker started'), start('api', 'api started')]);
});

afterAll(async () => {
  for (const process of running) process.kill('SIGTERM');
  await Promise.all(running);
  await collector.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Returns the examples of a document in a language that ask the server, made to ask this one. */
async function examplesOf(path: string, language: string, asks: string): Promise<string> {
  const document = await readFile(path, 'utf8');
  const described = await (await fetch(`${url}/v1/openapi.json`)).text();
  const routesIn = (text: string) => (text.match(/\/v1\/[^\s"?)]+/g) ?? []).map((path) => path.replace(ID, '{id}'));
  const isKnown = (text: string) => routesIn(text).every((route) => described.includes(`"${route}"`));
  const blocks = Array.from(document.matchAll(BLOCK), ([, found, text = '']) => (found === language ? text : ''));
  const chosen = blocks.filter((text) => text.includes(asks) && isKnown(text)).join('\n');
  return chosen.replaceAll('http://127.0.0.1:3080', url).replaceAll('npm run', `npm --prefix ${resolve('.')} run`);
}

const run = (command: string, script: string, more: Record<string, string> = {}) =>
  execa(command, { cwd: dir, env: { ...variables, ...more }, input: script, reject: false });

describe('the examples of the documents', () => {
  test('README.md: order a greeting', async () => {
    const script = await examplesOf('README.md', 'sh', '--json');
    const { exitCode, stdout, stderr } = await run('bash', `set -euo pipefail\n${script}`);
    expect(exitCode, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'QUEUED', to: 'Anna' });
  });

  test('docs/api.md: make a video by curl, then by Python (if it is installed)', async () => {
    const script = await examplesOf('docs/api.md', 'sh', 'curl');
    const photo = `cp ${resolve('deploy/greeting.jpg')} anna.jpg`;
    const shell = await run('bash', `set -euo pipefail\n${photo}\n${script}\necho; echo $KEY`);
    expect(shell.exitCode, shell.stderr).toBe(0);
    if (script.includes('anna.mp4')) {
      expect((await readFile(join(dir, 'anna.mp4'))).subarray(4, 8).toString()).toBe('ftyp');
    }
    const python = await examplesOf('docs/api.md', 'python', 'urllib');
    if (!hasPython || python === '') return;
    const env = { URL: url, KEY: shell.stdout.split('\n').at(-1) ?? '' };
    const { stdout, stderr } = await run('python3', python, env);
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
