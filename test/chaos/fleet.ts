import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stepNames } from '#root/queue/definitions/index.js';
import type { Sharing } from './plan.js';

export interface Fleet {
  /** Kills a process with SIGKILL, or the next one that is running if it is down. */
  kill(index: number): void;
  /** Number of processes killed so far. */
  kills(): number;
  /** Suspends a process for a while. */
  freeze(index: number, ms: number): Promise<void>;
  /** Number of times that a process ended by itself, e.g. because a service was unavailable when it started. */
  exits(): number;
  /** Ends all processes with SIGTERM and waits for them. */
  stop(): Promise<void>;
}

interface Member {
  name: string;
  script: 'worker' | 'api';
  args: string[];
  variables?: NodeJS.ProcessEnv;
}

// As TypeScript or compiled, like this file.
const pathOf = (script: string) =>
  fileURLToPath(new URL(`../../src/${script}${extname(import.meta.url)}`, import.meta.url));
const PER_QUEUE = 2;
const RESTART_MS = 1_500;

/** Two worker processes for each queue, or for all queues together. */
export const workers = (sharing: Sharing): Member[] =>
  (sharing === 'separate' ? stepNames : [stepNames.join(',')]).flatMap((queues) =>
    Array.from({ length: PER_QUEUE }, (_, index) => ({
      name: `${queues}-${index}`,
      script: 'worker',
      args: [`--queues=${queues}`],
    })),
  );

/** One process of the HTTP API at each port. */
export const apis = (ports: readonly number[]): Member[] =>
  ports.map((port) => ({ name: `api-${port}`, script: 'api', args: [], variables: { API_PORT: String(port) } }));

/** Starts processes, and restarts each whenever it ends. */
export function startFleet(members: readonly Member[], env: NodeJS.ProcessEnv, logDir: string): Fleet {
  let isStopping = false;
  let exits = 0;
  let kills = 0;
  const running: ChildProcess[] = [];

  function launch(index: number): void {
    const { name, script, args, variables } = members[index] as Member;
    const log = openSync(join(logDir, `${name}.log`), 'a');
    const worker = spawn(process.execPath, [...process.execArgv, pathOf(script), ...args], {
      env: { ...env, ...variables },
      stdio: ['ignore', log, log],
    });
    running[index] = worker;
    worker.once('exit', async (code) => {
      if (code !== null) exits += 1;
      await sleep(RESTART_MS);
      if (!isStopping) launch(index);
    });
  }

  for (const index of members.keys()) launch(index);

  return {
    kill(index) {
      const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
      const next = [...running.slice(index), ...running.slice(0, index)].find(isRunning);
      if (next?.kill('SIGKILL')) kills += 1;
    },
    kills: () => kills,
    async freeze(index, ms) {
      const worker = running[index];
      worker?.kill('SIGSTOP');
      await sleep(ms);
      worker?.kill('SIGCONT');
    },
    exits: () => exits,
    async stop() {
      isStopping = true;
      await Promise.all(
        running.map(async (worker) => {
          if (worker.exitCode !== null || worker.signalCode !== null) return;
          const ended = once(worker, 'exit');
          worker.kill('SIGTERM');
          await ended;
        }),
      );
    },
  };
}
