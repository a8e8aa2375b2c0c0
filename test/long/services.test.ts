import { existsSync } from 'node:fs';
import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { npmRun, type RunningProcess, runScript, waitForOutput } from '../helpers/processes.js';

/** Waits until the services are ready. Returns the lines that they print. */
async function linesOf(services: RunningProcess): Promise<string[]> {
  let written = '';
  services.stdout.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  await waitForOutput(services, 'ready\n', 'stdout');
  return written.trim().split('\n');
}

/** Returns the processes of the services that print these lines, found by the port in their arguments. */
async function processesOn(lines: string[]): Promise<string[]> {
  const port = /REDIS_PORT=(\d+)/.exec(lines.join('\n'))?.[1];
  const { stdout } = await execa('ps', ['-eo', 'pid,args']);
  return stdout.split('\n').filter((line) => line.includes(`127.0.0.1:${port}`));
}

/** Returns the directory of the services that print these lines. It contains that of their PostgreSQL. */
async function dirOf(lines: string[]): Promise<string> {
  const { port } = new URL(/DATABASE_URL=(.*)/.exec(lines.join('\n'))?.[1] ?? '');
  const { stdout } = await execa('ps', ['-eo', 'args']);
  const postgres = stdout.split('\n').find((line) => line.includes(`-p ${port} `)) ?? '';
  // The path may contain spaces.
  return /-D (.+)\/postgres\/data -p /.exec(postgres)?.[1] ?? '';
}

describe('the services', () => {
  test('print the variables to export, then ready, and end with 0', async () => {
    const services = npmRun('services', [], {});
    const lines = await linesOf(services);
    expect(lines).toEqual([
      'REDIS_HOST=127.0.0.1',
      expect.stringMatching(/^REDIS_PORT=\d+$/),
      expect.stringMatching(/^DATABASE_URL=postgresql:\/\//),
      'ready',
    ]);
    services.kill('SIGTERM');
    expect((await services).exitCode).toBe(0);
    expect(await processesOn(lines)).toEqual([]);
  });

  test('end and leave no directory after a kill -9', async () => {
    const lines = await linesOf(runScript('services', [], {}));
    const dir = await dirOf(lines);
    expect(existsSync(dir)).toBe(true);
    const port = /REDIS_PORT=(\d+)/.exec(lines.join('\n'))?.[1];
    const { stdout } = await execa('ps', ['-eo', 'pid,ppid,args']);
    const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/));
    const server = rows.find((row) => row.join(' ').includes(`redis-server 127.0.0.1:${port}`));
    const guard = rows.find(([pid]) => pid === server?.[1]);
    process.kill(Number(guard?.[1]), 'SIGKILL');
    await expect.poll(() => processesOn(lines)).toEqual([]);
    await expect.poll(() => existsSync(dir)).toBe(false);
  });
});
