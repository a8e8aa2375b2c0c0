import { resolve } from 'node:path';
import { InputError, StepError } from '#root/errors.js';
import { readStart } from '#root/intake/file-kind.js';
import { notDecodable } from '#root/intake/limits.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { DECODER_BYTES } from '#root/media/limit-memory.js';

const TIMEOUT_MS = 60_000;
// A bitmap may be compressed, so a small file may have many pixels. ffmpeg takes about six bytes for each.
const MAX_PIXELS = 50_000_000;
// https://learn.microsoft.com/en-us/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader
const WIDTH_AT = 18;
const HEIGHT_AT = 22;
const OLD_HEADER_BYTES = 12;

/**
 * Turns a Windows bitmap, which the decoder of photos cannot read, into a PNG. Throws InputError (`photo`, MEDIA_…) if it
 * cannot be decoded or has too many pixels, AbortedError when the signal fires.
 */
export async function bitmapToPng(
  path: string,
  png: string,
  { ffmpeg, signal }: { ffmpeg: Ffmpeg; signal: AbortSignal },
): Promise<void> {
  if (pixelsOf(await readStart(path)) > MAX_PIXELS) {
    throw new InputError('photo', 'MEDIA_TOO_MANY_PIXELS', 'the photo has too many pixels to decode');
  }
  const input = ['-protocol_whitelist', 'file', '-f', 'bmp_pipe', '-i', `file:${resolve(path)}`];
  // The fourth byte of a pixel is usually unused, so it is no transparency.
  const output = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-compression_level', '1', '-f', 'image2', '-update', '1'];
  try {
    const limits = { signal, timeoutMs: TIMEOUT_MS, memoryBytes: DECODER_BYTES };
    await ffmpeg(['-threads', '1', ...input, ...output, '-y', png], { ...limits, tolerant: true });
  } catch (error) {
    throw error instanceof StepError ? notDecodable('photo', error) : error;
  }
}

function pixelsOf(start: Buffer): number {
  if (start.length < HEIGHT_AT + 4) return 0;
  if (start[14] === OLD_HEADER_BYTES) return start.readUInt16LE(WIDTH_AT) * start.readUInt16LE(WIDTH_AT + 2);
  // The height is negative if the rows begin at the top.
  return Math.abs(start.readInt32LE(WIDTH_AT) * start.readInt32LE(HEIGHT_AT));
}
