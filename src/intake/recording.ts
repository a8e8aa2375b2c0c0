import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, StepError } from '#root/errors.js';
import type { Recording } from '#root/greeting/spec.js';
import { type ClipPictureFacts, clipFilter, parseClipPicture } from '#root/intake/clip-picture.js';
import { assertSize, mediaLimits, notDecodable } from '#root/intake/limits.js';
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
const TIMEOUT_MS = 120_000;
const VERSION = 2;

/**
 * Takes in a user's voice recording or video clip: decodes it and stores its sound and, if it has one, its picture.
 * Throws InputError (`recording`, MEDIA_…) if it is not within the limits, AbortedError when the signal fires.
 */
export async function takeRecording(
  path: string,
  { store, ffmpeg, workDir }: RecordingIntakeDeps,
  { signal }: { signal: AbortSignal },
): Promise<Recording> {
  await assertSize('recording', path);
  const content = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  const keyOf = (kind: string, extension: string) => artifactKey(kind, { version: VERSION, content }, extension);
  const [soundKey, clipKey] = [keyOf('recording', 'pcm'), keyOf('clip', 'mp4')];

  const dir = await mkdtemp(join(workDir, 'zdravitsa-recording-'));
  let log = '';
  const onLog = (text: string) => {
    log = text;
  };
  const run = (args: string[]) =>
    ffmpeg([...input(path), ...args], {
      cwd: dir,
      signal,
      timeoutMs: TIMEOUT_MS,
      onLog,
      tolerant: true,
      memoryBytes: DECODER_BYTES,
    });
  try {
    const pixels = await pixelsOf(run, join(dir, 'streams.txt'));
    if (pixels > mediaLimits.pixels) {
      throw new InputError('recording', 'MEDIA_TOO_MANY_PIXELS', 'the picture of the clip is larger than 4096 × 2304');
    }
    const hasPicture = pixels > 0;
    await decoded(run(soundArgs('sound.pcm', { hasPicture })));
    const durationMs = await durationOf(join(dir, 'sound.pcm'));
    await store.put(soundKey, join(dir, 'sound.pcm'), { signal });
    if (!hasPicture) return { soundKey, durationMs };
    await decoded(run(describePictureArgs));
    const picture = parseClipPicture(log);
    if (picture === undefined) return { soundKey, durationMs };

    if (picture.transfer !== undefined) await writeFile(join(dir, CUBE), toneMapCube(picture.transfer));
    await decoded(run(clipArgs(picture, 'clip.mp4')));
    await store.put(clipKey, join(dir, 'clip.mp4'), { signal });
    return { soundKey, durationMs, clipKey };
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

/**
 * Returns the number of pixels of the clip's picture, or 0 if there is none. Nothing is decoded: framecrc writes the
 * facts of each stream. `V` leaves out the cover in a sound file, which is not a clip.
 */
async function pixelsOf(run: (args: string[]) => Promise<void>, path: string): Promise<number> {
  const args = ['-map', '0:V:0?', '-map', '0:a:0?', '-c', 'copy', '-frames', '1', '-f', 'framecrc', '-y', path];
  await decoded(run(args));
  const [, width, height] = /^#dimensions \d+: (\d+)x(\d+)$/m.exec(await readFile(path, 'utf8')) ?? [];
  return Number(width ?? 0) * Number(height ?? 0);
}

// One second over the limit is enough to see that a recording is too long.
const untilLimit = ['-t', String(mediaLimits.seconds + 1)];
// Raw samples have no time stamps. Silence keeps sound that starts late, or has a gap, in step with the picture.
const IN_STEP = 'aresample=async=1:first_pts=0:min_hard_comp=0.04';

function soundArgs(output: string, { hasPicture }: { hasPicture: boolean }): string[] {
  const filters = hasPicture ? ['-af', IN_STEP] : [];
  const format = ['-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le'];
  return ['-map', '0:a:0', ...untilLimit, ...filters, ...format, '-y', output];
}

// Logs what the picture is.
const describePictureArgs = ['-loglevel', 'info', '-map', '0:V:0', '-c', 'copy', '-frames:v', '1', '-f', 'null', '-'];

function clipArgs(picture: ClipPictureFacts, output: string): string[] {
  // Without lookahead the encoder keeps 30 pictures fewer in memory.
  const encoder = ['-c:v', 'libx264', '-preset', 'veryfast', '-rc-lookahead', '0', '-crf', '18', '-threads', '1'];
  return ['-map', '0:V:0', ...untilLimit, '-vf', clipFilter(picture, { cube: CUBE }), ...encoder, '-y', output];
}

async function decoded(run: Promise<void>): Promise<void> {
  try {
    await run;
  } catch (error) {
    throw error instanceof StepError ? notDecodable('recording', error) : error;
  }
}

async function durationOf(pcm: string): Promise<number> {
  const { size } = await stat(pcm);
  if (size === 0) throw notDecodable('recording', undefined);
  const durationMs = (size / BYTES_PER_SAMPLE / SAMPLE_RATE) * 1_000;
  if (durationMs < SHORTEST_MS) throw new InputError('recording', 'MEDIA_NO_SOUND', 'there is no sound in the file');
  if (durationMs > mediaLimits.seconds * 1_000) {
    throw new InputError('recording', 'MEDIA_TOO_LONG', `the recording is longer than ${mediaLimits.seconds} s`);
  }
  return durationMs;
}
