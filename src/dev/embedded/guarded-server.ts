import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { reasonIn } from '#root/dev/embedded/reason.js';
import { SetupError } from '#root/errors.js';

/** What the guard process runs. */
export interface GuardOrder {
  command: string;
  args: string[];
  cwd: string;
  logPath: string;
  stopSignal: 'SIGTERM' | 'SIGINT';
  uid?: number;
  gid?: number;
  /** Directory that is removed at the end, and its parent with it if that is empty then. */
  temporaryDir?: string;
}

/** A server that ends with this process, even if this process is killed. */
export interface GuardedServer {
  /** Process id of the server itself. */
  pid: number;
  /** Stops the server, waits until it has ended, and removes its directory if that is temporary. */
  stop(): Promise<void>;
  /** Resolves when the server has ended, by itself or by `stop()`. */
  ended: Promise<void>;
}

const GUARD = fileURLToPath(new URL('./guard.js', import.meta.url));
const START_TIMEOUT_MS = 30_000;
const POLL_MS = 25;

/**
 * Starts a server behind a guard process and waits until it answers. Throws `SetupError` (SERVER_NOT_STARTED) with the
 * reason in the server's log if it does not.
 */
export async function startGuarded(order: GuardOrder, isReady: () => Promise<boolean>): Promise<GuardedServer> {
  const guard = spawn(process.execPath, [GUARD, JSON.stringify(order)], {
    // In its own session: Ctrl-C in the terminal is only for the process that started it.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(guard, 'exit').then(() => undefined);
  // The guard must not keep this process alive. The pipe closes when this process ends.
  guard.unref();
  const stop = async () => {
    guard.ref();
    guard.stdin?.destroy();
    await ended;
  };
  try {
    const pid = await readPid(guard, order);
    await waitUntil(isReady, ended, order);
    return { pid, stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readPid(guard: ChildProcess, order: GuardOrder): Promise<number> {
  const lines = createInterface({ input: guard.stdout as NonNullable<typeof guard.stdout> });
  for await (const line of lines) {
    if (/^\d+$/.test(line)) return Number(line);
    throw notStarted(order, line);
  }
  throw notStarted(order, undefined);
}

async function waitUntil(isReady: () => Promise<boolean>, ended: Promise<void>, order: GuardOrder): Promise<void> {
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  for (const until = performance.now() + START_TIMEOUT_MS; performance.now() < until; await sleep(POLL_MS)) {
    if (hasEnded) break;
    if (await isReady()) return;
  }
  const log = await readFile(order.logPath, 'utf8').catch(() => '');
  throw notStarted(order, hasEnded ? reasonIn(log) : `it did not answer within ${START_TIMEOUT_MS / 1_000} s`);
}

function notStarted({ command }: GuardOrder, reason: string | undefined): SetupError {
  return new SetupError('SERVER_NOT_STARTED', `${basename(command)} did not start: ${reason ?? 'it gave no reason'}`);
}
