import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
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
 * Starts a server behind a guard process and waits until it answers. Throws `SetupError` (SERVER_NOT_STARTED) that names
 * the server's log if it does not.
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
    const pid = await readPid(guard);
    await waitUntil(isReady, ended, order.logPath);
    return { pid, stop, ended };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readPid(guard: ChildProcess): Promise<number> {
  const lines = createInterface({ input: guard.stdout as NonNullable<typeof guard.stdout> });
  for await (const line of lines) return Number(line);
  throw new SetupError('SERVER_NOT_STARTED', 'A server could not be started');
}

async function waitUntil(isReady: () => Promise<boolean>, ended: Promise<void>, logPath: string): Promise<void> {
  const notStarted = () => new SetupError('SERVER_NOT_STARTED', `A server did not start; its log: ${logPath}`);
  let hasEnded = false;
  ended.then(() => {
    hasEnded = true;
  });
  for (const until = performance.now() + START_TIMEOUT_MS; performance.now() < until; await sleep(POLL_MS)) {
    if (hasEnded) break;
    if (await isReady()) return;
  }
  throw notStarted();
}
