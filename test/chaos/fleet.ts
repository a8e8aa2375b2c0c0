import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stepNames } from '#root/queue/definitions/index.js';

export interface Fleet {
  /** Ends a worker as the kernel would; where it is down already, the next one that is up. */
  kill(index: number): void;
  /** How many were ended so. */
  kills(): number;
  /** Stops a worker without ending it, and lets it go on after a while. */
  freeze(index: number, ms: number): Promise<void>;
  /** How often workers ended by themselves, e.g. because a service was away when they started. */
  exits(): number;
  /** Ends all workers as an operator would, and waits for them. */
  stop(): Promise<void>;
}

const PER_QUEUE = 2;
const RESTART_MS = 500;

/** Starts two workers a queue, each a process of its own, and starts each again whenever it ends. */
export function startFleet(env: NodeJS.ProcessEnv, logDir: string): Fleet {
  let isStopping = false;
  let exits = 0;
  let kills = 0;
  const members = stepNames.flatMap((queue) =>
    Array.from({ length: PER_QUEUE }, (_, index) => ({ queue, name: `${queue}-${index}` })),
  );
  const running: ChildProcess[] = [];

  function launch(index: number): void {
    const { queue, name } = members[index] as (typeof members)[number];
    const log = openSync(join(logDir, `${name}.log`), 'a');
    const worker = spawn(process.execPath, ['--import', 'tsx', 'src/worker.ts', `--queues=${queue}`], {
      env,
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
      const isUp = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null;
      const next = [...running.slice(index), ...running.slice(0, index)].find(isUp);
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
