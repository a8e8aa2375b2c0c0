/**
 * Memory that a process which decodes a file of a stranger may take, in bytes. A process with 512 MB stays within its
 * limit beside it. On a system that does not enforce RLIMIT_DATA, such as macOS, the decoder is not limited.
 */
export const DECODER_BYTES = 350_000_000;

// Threads reserve their stacks, and reserved memory counts. Neither V8 nor ffmpeg needs more than 1 MB.
const SCRIPT = 'ulimit -s 1024; ulimit -d "$0"; exec "$@"';

/**
 * Returns the command that runs a program with at most that much memory. The shell is replaced by the program, so
 * signals reach it. RLIMIT_DATA is used because Node reserves a gigabyte of addresses, which RLIMIT_AS would count:
 * https://man7.org/linux/man-pages/man2/setrlimit.2.html.
 */
export function limitMemory(program: string, args: readonly string[], bytes: number): [string, string[]] {
  return ['/bin/sh', ['-c', SCRIPT, String(Math.floor(bytes / 1_024)), program, ...args]];
}
