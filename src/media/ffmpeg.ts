import { statfs } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { ExecaError, execa } from 'execa';
import { AbortedError, SetupError, StepError, UnavailableError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { limitMemory } from '#root/media/limit-memory.js';
import { parseProgressLine } from '#root/media/progress.js';

interface FfmpegRun {
  signal: AbortSignal;
  /** Wall-time limit, in milliseconds. ffmpeg gets SIGTERM after it, and SIGKILL a second later. */
  timeoutMs: number;
  /** Working directory, against which relative names in the arguments are resolved. */
  cwd?: string;
  /**
   * Whether errors in the input are passed over, so that the output holds what can be decoded. By default the first
   * error ends the run.
   */
  tolerant?: boolean;
  /** Limit of ffmpeg's memory, in bytes. By default there is none. */
  memoryBytes?: number;
  /** Content of standard input. */
  input?: Uint8Array;
  /** Called with the length of the output written so far, in milliseconds. */
  onProgress?: (outTimeMs: number) => void;
  /** Called with standard error when ffmpeg has succeeded. It has warnings only, unless `-loglevel` asks for more. */
  onLog?: (log: string) => void;
}

/**
 * Runs ffmpeg once. Rejects with `AbortedError` if aborted, `StepError` (FFMPEG_FAILED or FFMPEG_TIMEOUT, with the exit
 * code and the end of standard error) if ffmpeg fails, `UnavailableError` (DISK_FULL) if the disk of `cwd` is full, or
 * `SetupError` if ffmpeg cannot be started.
 */
export type Ffmpeg = (args: readonly string[], run: FfmpegRun) => Promise<void>;

// Without -xerror ffmpeg 5 exits with 0 if the disk fills up at the very end, and leaves an unplayable file.
const STRICT = ['-xerror'];
const TOLERANT = ['-max_error_rate', '1'];
const ALWAYS = ['-hide_banner', '-nostdin', '-loglevel', 'warning', '-progress', 'pipe:1'];
const STDERR_TAIL_LINES = 20;
const KILL_AFTER_MS = 1_000;
// Encoding takes seconds. On a shared machine it gives way to processes that answer people.
const NICENESS = 10;
// Free space below which a disk counts as full, in bytes. A failed write may leave some blocks free.
const FULL_BELOW_BYTES = 1_000_000;

export function createFfmpeg({ path, logger }: { path: string; logger: Logger }): Ffmpeg {
  return async (args, { signal, timeoutMs, cwd, input, onProgress, onLog, tolerant = false, memoryBytes }) => {
    if (signal.aborted) throw new AbortedError(signal.reason);
    const fullArgs = [...ALWAYS, ...(tolerant ? TOLERANT : STRICT), ...args];
    const command = input === undefined ? fullArgs : fullArgs.filter((arg) => arg !== '-nostdin');
    logger.debug('ffmpeg starts', { path, args: command });
    try {
      const [program, programArgs] =
        memoryBytes === undefined ? [path, command] : limitMemory(path, command, memoryBytes);
      const child = execa(program, programArgs, {
        stdin: input === undefined ? 'ignore' : 'pipe',
        ...(input === undefined ? {} : { input }),
        ...(cwd === undefined ? {} : { cwd }),
        timeout: timeoutMs,
        cancelSignal: signal,
        forceKillAfterDelay: KILL_AFTER_MS,
        buffer: { stdout: false },
        maxBuffer: { stderr: 1_000_000 },
      });
      if (child.pid !== undefined) setPriority(child.pid, NICENESS);
      for await (const line of child.iterable({ from: 'stdout' })) {
        const outTimeMs = parseProgressLine(line);
        if (outTimeMs !== undefined) onProgress?.(outTimeMs);
      }
      const { stderr } = await child;
      // A tolerant run passes over a failed write too.
      if (tolerant && !(await hasRoom(cwd))) throw new StepError('FFMPEG_FAILED', 'the output may be incomplete');
      onLog?.(stderr);
    } catch (error) {
      const translated = translate(error, signal, timeoutMs);
      // ffmpeg reports a full disk only in the text of standard error.
      if (!(translated instanceof StepError) || (await hasRoom(cwd))) throw translated;
      throw new UnavailableError('DISK_FULL', 'There is no room left for temporary files', { cause: translated });
    }
  };
}

async function hasRoom(dir: string | undefined): Promise<boolean> {
  if (dir === undefined) return true;
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize > FULL_BELOW_BYTES;
}

function translate(error: unknown, signal: AbortSignal, timeoutMs: number): unknown {
  if (signal.aborted) return new AbortedError(signal.reason);
  if (!(error instanceof ExecaError)) return error;
  if (error.code === 'ENOENT' || error.code === 'EACCES') {
    return new SetupError('FFMPEG_MISSING', 'ffmpeg could not be started', { cause: error });
  }
  const stderrTail = String(error.stderr ?? '')
    .split('\n')
    .slice(-STDERR_TAIL_LINES);
  if (error.timedOut) {
    return new StepError('FFMPEG_TIMEOUT', `ffmpeg took longer than ${timeoutMs} ms`, { facts: { stderrTail } });
  }
  const last = stderrTail.findLast((line) => line.trim() !== '') ?? error.signal ?? 'no message';
  const { exitCode, signal: killedBy } = error;
  return new StepError('FFMPEG_FAILED', `ffmpeg ended with ${exitCode ?? killedBy}: ${last}`, {
    facts: { exitCode, killedBy, stderrTail },
  });
}
