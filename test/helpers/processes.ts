import { isDeepStrictEqual } from 'node:util';
import { execa } from 'execa';

export type RunningProcess = ReturnType<typeof npmRun>;

/** Starts one of the project's commands as an operator would, and returns it running. */
export function npmRun(script: string, args: string[], env: Record<string, string>) {
  return execa('npm', ['run', '--silent', script, '--', ...args], { env, reject: false, forceKillAfterDelay: 20_000 });
}

/** Resolves once the process writes this from now on; rejects where it ends before. */
export function untilWritten(
  running: RunningProcess,
  text: string,
  stream: 'stdout' | 'stderr' = 'stderr',
): Promise<void> {
  return until(running, stream, `"${text}"`, (written) => written.includes(text));
}

/** Resolves once the process logs a line that says all of this from now on; rejects where it ends before. */
export function untilLogged(running: RunningProcess, facts: Record<string, unknown>): Promise<void> {
  const isLine = (line: string) => isDeepStrictEqual({ ...JSON.parse(line), ...facts }, JSON.parse(line));
  return until(running, 'stderr', JSON.stringify(facts), (written) => {
    const whole = written.split('\n').slice(0, -1);
    return whole.some((line) => line.startsWith('{') && isLine(line));
  });
}

function until(
  running: RunningProcess,
  stream: 'stdout' | 'stderr',
  what: string,
  isThere: (written: string) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let written = '';
    running[stream].on('data', (chunk: Buffer) => {
      written += chunk.toString();
      if (isThere(written)) resolve();
    });
    running.then(({ stderr }) => reject(new Error(`The process ended without writing ${what}: ${stderr}`)));
  });
}

/** Returns the object in the last line of standard output. */
export function lastJson(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
