import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { InputError, StepError } from '#root/errors.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import {
  CLIP_FRAMES_PER_SECOND,
  type ClipPictureFacts,
  clipFilter,
  parseClipPicture,
} from '#root/intake/clip-picture.js';
import { isHeard } from '#root/intake/heard.js';
import { assertSize, mediaLimits, notDecodable } from '#root/intake/limits.js';
import { toMono } from '#root/intake/mono.js';
import { toneMapCube } from '#root/intake/tone-map.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { DECODER_BYTES } from '#root/media/limit-memory.js';
import { BYTES_PER_SAMPLE, SAMPLE_RATE } from '#root/media/sound.js';
import { artifactKey } from '#root/storage/key.js';
import type { Store } from '#root/storage/store.js';

export interface RecordingIntakeDeps {
  store: Store;
  ffmpeg: Ffmpeg;
  /** Directory for temporary files. */
  workDir: string;
}

// Containers that hold the sound and pictures themselves. A playlist would refer to other files and hosts.
const CONTAINERS = 'mov,matroska,webm,ogg,mp3,wav,w64,flac,aac,amr,caf,aiff,avi,mpegts,mpeg,asf,flv,gif';
const SHORTEST_MS = 300;
const CUBE = 'sdr.cube';
// One second over the limit is enough to see that a recording is too long.
const SECONDS_TO_SEE = mediaLimits.seconds + 1;
const TIMEOUT_MS = 120_000;
const VERSION = 3;

/** A recording, or a clip without sound. */
export type TakenRecording = Pick<GreetingSpec, 'recording' | 'clip'>;

/** Runs ffmpeg on the file, and returns what it logged and how much it wrote. */
type Run = (args: string[]) => Promise<{ log: string; outMs: number }>;

/**
 * Takes in a user's voice recording or video clip: decodes it and stores its sound and, if it has one, its picture.
 * Throws InputError (`recording`, MEDIA_…) if it is not within the limits, AbortedError when the signal fires.
 * @param isCut whether one that is too long is cut instead
 */
export async function takeRecording(
  path: string,
  { store, ffmpeg, workDir }: RecordingIntakeDeps,
  { signal, isCut = false }: { signal: AbortSignal; isCut?: boolean | undefined },
): Promise<TakenRecording> {
  await assertSize('recording', path);
  const content = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const keep = async (kind: string, file: string) => {
    const key = artifactKey(kind, { version: VERSION, content }, extname(file).slice(1));
    await store.put(key, file, { signal });
    return key;
  };

  const dir = await mkdtemp(join(workDir, 'zdravitsa-recording-'));
  const run: Run = async (args) => {
    const written = { log: '', outMs: 0 };
    const watch = {
      onLog: (log: string) => Object.assign(written, { log }),
      onProgress: (outMs: number) => Object.assign(written, { outMs }),
    };
    const limits = { cwd: dir, signal, timeoutMs: TIMEOUT_MS, memoryBytes: DECODER_BYTES };
    await decoded(ffmpeg([...input(path), ...args], { ...limits, ...watch, tolerant: true }));
    return written;
  };
  try {
    const streams = await streamsOf(run, join(dir, 'streams.txt'));
    const length = isCut ? mediaLimits.seconds : SECONDS_TO_SEE;
    const sound = streams.hasSound ? await decodeSound(run, dir, { ...streams, length }) : undefined;
    const picture = streams.picture && (await decodePicture(run, dir, { facts: streams.picture, length }));
    if (sound === undefined && picture === undefined) {
      throw new InputError('recording', 'MEDIA_NO_SOUND', 'there is nothing to hear in the recording');
    }
    const clipKey = picture && (await keep('clip', picture.path));
    if (sound === undefined) return { clip: { key: clipKey as string, durationMs: picture?.durationMs ?? 0 } };
    const recording = { soundKey: await keep('recording', sound.path), durationMs: sound.durationMs };
    return {
      recording: clipKey === undefined ? recording : { ...recording, clipKey, clipDurationMs: picture?.durationMs },
    };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function input(path: string): string[] {
  const allowed = ['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS];
  // The size of a picture may change within the file, so the decoder checks it as well. Each thread has own pictures.
  const limits = ['-max_pixels', String(mediaLimits.pixels), '-threads', '1'];
  return ['-filter_threads', '1', ...allowed, ...limits, '-i', `file:${resolve(path)}`];
}

interface Streams {
  hasSound: boolean;
  /** Unset if the file has no picture but a cover. */
  picture: ClipPictureFacts | undefined;
}

/**
 * Returns which streams the file has. Throws InputError (MEDIA_TOO_MANY_PIXELS). Nothing is decoded: framecrc writes the
 * facts of each stream, and the log what the picture is. `V` leaves out the cover in a sound file, which is not a clip.
 */
async function streamsOf(run: Run, path: string): Promise<Streams> {
  const first = ['-map', '0:V:0?', '-map', '0:a:0?', '-c', 'copy', '-frames', '1'];
  const { log } = await run(['-loglevel', 'info', ...first, '-f', 'framecrc', '-y', path]);
  const facts = await readFile(path, 'utf8');
  const [, width = 0, height = 0] = /^#dimensions \d+: (\d+)x(\d+)$/m.exec(facts)?.map(Number) ?? [];
  if (width * height > mediaLimits.pixels) {
    throw new InputError('recording', 'MEDIA_TOO_MANY_PIXELS', 'the picture of the clip is larger than 4096 × 2304');
  }
  const picture = width * height > 0 ? parseClipPicture(log) : undefined;
  return { hasSound: /^#media_type \d+: audio$/m.test(facts), picture };
}

interface Decoded {
  path: string;
  durationMs: number;
}

// Raw samples have no time stamps. Silence keeps sound that starts late, or has a gap, in step with the picture.
const IN_STEP = 'aresample=async=1:first_pts=0:min_hard_comp=0.04';

/** Returns the sound, or undefined if there is nothing to hear. */
async function decodeSound(
  run: Run,
  dir: string,
  { picture, length: seconds }: Streams & { length: number },
): Promise<Decoded | undefined> {
  const stereo = join(dir, 'stereo.pcm');
  const filters = picture === undefined ? [] : ['-af', IN_STEP];
  const format = ['-ac', '2', '-ar', String(SAMPLE_RATE), '-f', 's16le'];
  await run(['-map', '0:a:0', '-t', String(seconds), ...filters, ...format, '-y', stereo]);
  const { buffer, byteOffset, length } = await readFile(stereo);
  if (length === 0 && picture === undefined) throw notDecodable('recording', undefined);
  const samples = toMono(new Int16Array(buffer, byteOffset, Math.floor(length / BYTES_PER_SAMPLE)));
  const durationMs = (samples.length / SAMPLE_RATE) * 1_000;
  assertLength(durationMs);
  if (durationMs < SHORTEST_MS || !isHeard(samples)) return undefined;
  const path = join(dir, 'sound.pcm');
  await writeFile(path, samples);
  return { path, durationMs };
}

async function decodePicture(
  run: Run,
  dir: string,
  { facts, length: seconds }: { facts: ClipPictureFacts; length: number },
): Promise<Decoded> {
  if (facts.transfer !== undefined) await writeFile(join(dir, CUBE), toneMapCube(facts.transfer));
  const path = join(dir, 'clip.mp4');
  // Without lookahead the encoder keeps 30 pictures fewer in memory.
  const frugal = ['-rc-lookahead', '0', '-bf', '0', '-threads', '1'];
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '18', ...frugal];
  const filter = clipFilter(facts, { cube: CUBE });
  const { outMs } = await run(['-map', '0:V:0', '-t', String(seconds), '-vf', filter, ...encoder, '-y', path]);
  // ffmpeg reports the start of the last picture.
  const durationMs = outMs + 1_000 / CLIP_FRAMES_PER_SECOND;
  assertLength(durationMs);
  return { path, durationMs };
}

function assertLength(durationMs: number): void {
  // The duration of a picture is a sum of fractions.
  if (Math.floor(durationMs) > mediaLimits.seconds * 1_000) {
    throw new InputError('recording', 'MEDIA_TOO_LONG', `the recording is longer than ${mediaLimits.seconds} s`);
  }
}

async function decoded(run: Promise<unknown>): Promise<void> {
  try {
    await run;
  } catch (error) {
    throw error instanceof StepError ? notDecodable('recording', error) : error;
  }
}
