import { type ChildProcess, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

/**
 * A process of its own that runs one server for as long as its standard input stays open. When the process that
 * started it closes the pipe, or dies in whatever way, the server is stopped and its temporary directory removed.
 */
const guardOrderSchema = z.object({
  command: z.string(),
  args: z.array(z.string()),
  cwd: z.string(),
  logPath: z.string(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  uid: z.number().optional(),
  gid: z.number().optional(),
  /** Removed at the end, and its parent with it if nothing else is in there. */
  temporaryDir: z.string().optional(),
});

export type GuardOrder = z.infer<typeof guardOrderSchema>;

const KILL_AFTER_MS = 5_000;

function guard({ command, args, cwd, logPath, uid, gid, stopSignal, temporaryDir }: GuardOrder): void {
  const log = openSync(logPath, 'a');
  const user = uid === undefined ? {} : { uid, gid };
  const server = spawn(command, args, { cwd, stdio: ['ignore', log, log], ...user });
  server.once('spawn', () => process.stdout.write(`${server.pid}\n`));
  server.once('error', () => process.exit(1));
  server.once('exit', () => void leave(temporaryDir));

  process.stdin.resume();
  process.stdin.once('close', () => stop(server, stopSignal));
  // The process that started it decides when to stop, not the terminal they share.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => stop(server, stopSignal));
}

function stop(server: ChildProcess, signal: NodeJS.Signals): void {
  server.kill(signal);
  setTimeout(() => server.kill('SIGKILL'), KILL_AFTER_MS).unref();
}

async function leave(temporaryDir: string | undefined): Promise<void> {
  // A server that was killed may be started again on the same directory: only an ended owner makes it rubbish.
  if (temporaryDir !== undefined && process.stdin.closed) {
    await rm(temporaryDir, { recursive: true, force: true });
    await rmdir(dirname(temporaryDir)).catch(() => {});
  }
  process.exit(0);
}

const [order] = process.argv.slice(2);
if (order !== undefined) guard(guardOrderSchema.parse(JSON.parse(order)));
