import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';

describe('the entrypoint', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
    await mkdir(join(dir, 'secrets'));
    // Stands for node and prints its arguments and environment.
    await writeFile(join(dir, 'node'), '#!/bin/sh\necho "$@"\nenv\n');
    await chmod(join(dir, 'node'), 0o755);
  });

  afterEach(() => rm(dir, { recursive: true, force: true }));

  /** Returns the arguments and the environment of the started program, its errors and its exit code. */
  async function start(args: string[], env: Record<string, string> = {}) {
    const PATH = [dir, process.env.PATH].join(delimiter);
    const SECRETS_DIR = join(dir, 'secrets');
    const options = { env: { PATH, SECRETS_DIR, HEALTH_PORT: '9090', ...env }, extendEnv: false, reject: false };
    const { stdout, stderr, exitCode } = await execa('sh', ['deploy/entrypoint.sh', ...args], options);
    const [called, ...lines] = stdout.split('\n');
    return { called, lines, stderr, exitCode };
  }

  test.each([
    ['worker', '--max-old-space-size=128 --max-semi-space-size=4 src/worker.ts --queues=montage', '9090'],
    ['bot', 'src/bot.ts --queues=montage', '9090'],
    ['board', 'src/board.ts --queues=montage', '9090'],
    ['migrate', 'src/migrate.ts --queues=montage', ''],
    ['greet', 'src/cli.ts greet --queues=montage', ''],
    ['job', 'src/cli.ts job --queues=montage', ''],
  ])(
    'starts %s with its arguments, and with HEALTH_PORT if it is long-running',
    async (command, called, healthPort) => {
      const started = await start([command, '--queues=montage']);
      expect(started).toMatchObject({ called, exitCode: 0 });
      expect(started.lines).toContain(`HEALTH_PORT=${healthPort}`);
    },
  );

  test('reads secrets from files named after variables; the environment takes precedence', async () => {
    const files = { BOT_TOKEN: '1:stored', REDIS_PASSWORD: 'stored', pgpass: 'x', '..data': 'x' };
    for (const [name, value] of Object.entries(files)) await writeFile(join(dir, 'secrets', name), value);
    const { lines } = await start(['bot'], { REDIS_PASSWORD: 'given' });
    expect(lines).toEqual(expect.arrayContaining(['BOT_TOKEN=1:stored', 'REDIS_PASSWORD=given']));
    expect(lines.filter((line) => /^(pgpass|\.\.data)=/.test(line))).toEqual([]);
  });

  test.each([[[]], [['config']], [['nonsense', '--help']]])(
    'rejects the command %j and names the known ones',
    async (args) => {
      const { exitCode, called, stderr } = await start(args);
      expect([exitCode, called]).toEqual([2, '']);
      expect(stderr).toMatch(/^zdravitsa: .*worker, bot, board, api, migrate, greet, job.*$/);
    },
  );

  test('lists its commands with --help', async () => {
    expect(await start(['--help'])).toMatchObject({
      exitCode: 0,
      called: expect.stringContaining('worker, bot, board'),
    });
  });
});

describe('the health check', () => {
  async function check(HEALTH_PORT: number | ''): Promise<number | undefined> {
    const env = { HEALTH_PORT: String(HEALTH_PORT) };
    return (await execa(process.execPath, ['deploy/healthcheck.mjs'], { env, reject: false })).exitCode;
  }

  test.each([
    [200, 0],
    [503, 1],
  ])('turns the status %i of /live into the exit code %i', async (status, exitCode) => {
    const requested: (string | undefined)[] = [];
    const server = createServer(({ url }, answer) => {
      requested.push(url);
      answer.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    expect(await check((server.address() as AddressInfo).port)).toBe(exitCode);
    expect(requested).toEqual(['/live']);
  });

  test('fails if nothing answers, and passes without HEALTH_PORT', async () => {
    expect([await check(1), await check('')]).toEqual([1, 0]);
  });
});
