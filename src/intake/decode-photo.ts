import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { AbortedError, InputError, SetupError } from '#root/errors.js';
import { notDecodable } from '#root/intake/limits.js';
import { DECODER_BYTES, limitMemory } from '#root/media/limit-memory.js';

const outcomeSchema = z.enum(['decoded', 'too large', 'not decodable']);

/** What came of a photo. */
export type PhotoOutcome = z.infer<typeof outcomeSchema>;

const DECODER = fileURLToPath(new URL('./photo-decoder.js', import.meta.url));
const TIMEOUT_MS = 60_000;

/**
 * Decodes a photo in a process with a memory limit, and writes it as a JPEG. Throws InputError (`photo`, MEDIA_…) if it
 * cannot be decoded or takes too much memory or time, SetupError if the decoder does not start, AbortedError at the
 * signal.
 */
export async function decodePhoto(input: string, output: string, { signal }: { signal: AbortSignal }): Promise<void> {
  const bytes = DECODER_BYTES + (await reservedBytes());
  const command = limitMemory(process.execPath, [DECODER, resolve(input), output], bytes);
  const result = await execa(...command, {
    stdin: 'ignore',
    reject: false,
    timeout: TIMEOUT_MS,
    cancelSignal: signal,
    maxBuffer: 100_000,
  });
  if (signal.aborted) throw new AbortedError(signal.reason);
  // A library that gets no memory may end the process.
  if (result.timedOut || result.signal !== undefined) throw tooLarge(result);
  const outcome = outcomeSchema.safeParse(result.stdout).data;
  if (outcome === undefined) throw new SetupError('DECODER_FAILED', 'The photo decoder failed', { cause: result });
  if (outcome === 'decoded') return;
  if (outcome === 'too large') throw tooLarge(undefined);
  throw notDecodable('photo', new Error(result.stderr));
}

const READ_STATUS = "process.stdout.write(require('fs').readFileSync('/proc/self/status'))";
let reserved: Promise<number> | undefined;

/**
 * Returns what an idle Node has reserved and does not use, in bytes, which the limit counts: V8 of Node 24 reserves half a
 * gigabyte for compiled code. Measured once.
 */
function reservedBytes(): Promise<number> {
  reserved ??= execa(process.execPath, ['-e', READ_STATUS], { reject: false }).then(({ stdout = '' }) => {
    const [data, used] = ['VmData', 'VmRSS'].map((name) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(stdout)?.[1]),
    );
    return Math.max(((data ?? 0) - (used ?? 0)) * 1_024 || 0, 0);
  });
  return reserved;
}

function tooLarge(cause: unknown): InputError {
  return new InputError('photo', 'MEDIA_TOO_MANY_PIXELS', 'the photo has too many pixels to decode', { cause });
}
