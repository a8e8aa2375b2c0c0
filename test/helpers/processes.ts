import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';
import { inject } from 'vitest';

export type RunningProcess = ReturnType<typeof start>;

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };

/** Starts one of the project's commands with `npm run`, as an operator would. */
export function npmRun(script: string, args: string[], env: Record<string, string>) {
  return start('npm', ['run', '--silent', script, '--', ...args], env);
}

/** Starts the same command as `npmRun`, but bundled, and without npm: it takes a quarter of the CPU time to start. */
export function runScript(script: string, args: string[], env: Record<string, string>) {
  return start('sh', ['-c', `${bundledCommand(script)} "$@"`, script, ...args], env);
}

// Nothing here runs long enough to repay the optimisation of WebAssembly, which costs a third of the time of a start.
const LAZY = '--liftoff-only --wasm-lazy-compilation';

const CODE_CACHE = `--require '${resolve('test/helpers/code-cache.cjs')}'`;

/** Returns the shell command that `runScript` runs. */
export function bundledCommand(script: string): string | undefined {
  return scripts[script]?.replace(/--import \S+ (\S+)\.ts/, `${LAZY} ${CODE_CACHE} ${inject('bundles')}/$1.cjs`);
}

function start(command: string, args: string[], env: Record<string, string>) {
  return execa(command, args, { env, reject: false, forceKillAfterDelay: 20_000 });
}

/** Resolves when the process writes this text after the call; rejects if the process ends before. */
export function waitForOutput(
  running: RunningProcess,
  text: string,
  stream: 'stdout' | 'stderr' = 'stderr',
): Promise<void> {
  return waitFor(running, stream, `"${text}"`, (written) => written.includes(text));
}

/** Resolves when the process logs a line with these facts after the call; rejects if the process ends before. */
export function waitForLog(running: RunningProcess, facts: Record<string, unknown>): Promise<void> {
  const isLine = (line: string) => isDeepStrictEqual({ ...JSON.parse(line), ...facts }, JSON.parse(line));
  return waitFor(running, 'stderr', JSON.stringify(facts), (written) => {
    const completeLines = written.split('\n').slice(0, -1);
    return completeLines.some((line) => line.startsWith('{') && isLine(line));
  });
}

function waitFor(
  running: RunningProcess,
  stream: 'stdout' | 'stderr',
  expected: string,
  isFound: (written: string) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let written = '';
    running[stream].on('data', (chunk: Buffer) => {
      written += chunk.toString();
      if (isFound(written)) resolve();
    });
    running.then(({ stderr }) => reject(new Error(`The process ended without writing ${expected}: ${stderr}`)));
  });
}

/** Returns the JSON object in the last line of standard output. */
export function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
