// A process that runs one server for as long as its standard input stays open. When the process that started it closes
// the pipe or dies, the guard stops the server and removes the server's temporary directory.
// It is plain JavaScript without dependencies and starts in 50 ms. With TypeScript and zod it takes ten times as long.
import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';

const KILL_AFTER_MS = 5_000;

/**
 * Writes the id of the server's process to standard output, or the reason why there is none.
 * @param {import('./guarded-server.js').GuardOrder} order
 */
function run({ command, args, cwd, logPath, uid, gid, stopSignal, temporaryDir }) {
  const user = uid === undefined || gid === undefined ? {} : { uid, gid };
  const log = openSync(logPath, 'a');
  const server = spawn(command, args, { cwd, stdio: ['ignore', log, log], ...user });
  server.once('spawn', () => process.stdout.write(`${server.pid}\n`));
  server.once('error', fail);
  server.once('exit', () => void leave(temporaryDir));

  process.stdin.resume();
  process.stdin.once('close', () => stop(server, stopSignal));
  // Ctrl-C reaches the whole terminal session, but only the process that started the guard decides when to stop.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => stop(server, stopSignal));
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {NodeJS.Signals} signal
 */
function stop(server, signal) {
  server.kill(signal);
  setTimeout(() => server.kill('SIGKILL'), KILL_AFTER_MS).unref();
}

/** @param {string | undefined} temporaryDir */
async function leave(temporaryDir) {
  // If the pipe is still open, the server may be started again on the same directory.
  if (temporaryDir !== undefined && process.stdin.closed) {
    await rm(temporaryDir, { recursive: true, force: true });
    await rmdir(dirname(temporaryDir)).catch(() => {});
  }
  process.exit(0);
}

/** @param {unknown} error */
function fail(error) {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n`, () => process.exit(1));
}

const [order] = process.argv.slice(2);
try {
  if (order !== undefined) run(JSON.parse(order));
} catch (error) {
  fail(error);
}
