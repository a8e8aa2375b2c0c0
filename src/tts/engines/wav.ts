import { BYTES_PER_SAMPLE } from '#root/media/sound.js';
import type { Sound } from '#root/tts/speech-engine.js';

interface Format {
  channels: number;
  sampleRate: number;
}

const RIFF_BYTES = 12;
const CHUNK_BYTES = 8;
const PCM = 1;
const EXTENSIBLE = 0xfffe;
// A server that streams does not know the size yet. It writes 0, or a size that no line has.
const LARGEST_SIZE = 100_000_000;
// Less is missing if a server wrongly counts the header in.
const MISSING_MS = 100;

export function isWav(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, RIFF_BYTES) === 'WAVE';
}

/**
 * Returns the sound of a WAV file, or of several in a row, as servers make them that speak sentence by sentence. Returns
 * undefined if the samples are not integers of 16 bits. Throws `RangeError` if the file is cut off or has no sound.
 */
export function readWav(bytes: Buffer): Sound | undefined {
  const parts: Buffer[] = [];
  let format: Format | undefined;
  let at = RIFF_BYTES;
  while (at + CHUNK_BYTES <= bytes.length) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const content = bytes.subarray(at + CHUNK_BYTES);
    if (id === 'RIFF') {
      at += RIFF_BYTES;
      continue;
    }
    if (id === 'fmt ') {
      const next = formatOf(content);
      if (next === undefined || (format !== undefined && next.sampleRate !== format.sampleRate)) return undefined;
      format = next;
    }
    const taken = id === 'data' && format !== undefined ? dataSize(content, size, format) : size;
    if (id === 'data') parts.push(content.subarray(0, taken));
    at += CHUNK_BYTES + taken + (taken % 2);
  }
  if (format === undefined || parts.length === 0) throw new RangeError('a WAV file without sound');
  return { samples: toMono(Buffer.concat(parts), format.channels), sampleRate: format.sampleRate };
}

function formatOf(content: Buffer): Format | undefined {
  if (content.length < 16) return undefined;
  const [code, channels, sampleRate, bits] = [
    content.readUInt16LE(0),
    content.readUInt16LE(2),
    content.readUInt32LE(4),
    content.readUInt16LE(14),
  ];
  const isPcm = code === PCM || (code === EXTENSIBLE && content.length >= 26 && content.readUInt16LE(24) === PCM);
  return isPcm && bits === 8 * BYTES_PER_SAMPLE && channels > 0 && sampleRate > 0
    ? { channels, sampleRate }
    : undefined;
}

/** Returns how many bytes of the rest of the file are sound. */
function dataSize(rest: Buffer, size: number, { channels, sampleRate }: Format): number {
  if (size === 0 || size > LARGEST_SIZE) return untilNextFile(rest);
  const missing = size - rest.length;
  const bytesPerMs = (sampleRate * channels * BYTES_PER_SAMPLE) / 1_000;
  if (missing > MISSING_MS * bytesPerMs) throw new RangeError('a WAV file that is cut off');
  // A size that is too small ends amid samples, where no chunk begins.
  const next = rest.subarray(size + (size % 2));
  return missing >= 0 || (next.length >= CHUNK_BYTES && !isChunk(next)) ? rest.length : size;
}

/** Returns how many bytes come before the next WAV file. */
function untilNextFile(rest: Buffer): number {
  const at = rest.indexOf('WAVEfmt ') - 8;
  return at >= 0 && rest.toString('latin1', at, at + 4) === 'RIFF' ? at : rest.length;
}

function isChunk(bytes: Buffer): boolean {
  return /^[\w ]{4}$/.test(bytes.toString('latin1', 0, 4));
}

/** Returns the mean of the channels. */
function toMono(bytes: Buffer, channels: number): Int16Array {
  const samples = samplesOf(bytes);
  if (channels === 1) return samples;
  const mono = new Int16Array(Math.floor(samples.length / channels));
  for (let frame = 0; frame < mono.length; frame += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += samples[frame * channels + channel] as number;
    mono[frame] = sum / channels;
  }
  return mono;
}

/** Returns the samples in these bytes, two for each. */
export function samplesOf(bytes: Buffer): Int16Array {
  // The bytes may begin at an odd address.
  const even = Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % BYTES_PER_SAMPLE)));
  return new Int16Array(even.buffer);
}
