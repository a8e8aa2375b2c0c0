import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StepError } from '#root/errors.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import { DECODER_BYTES } from '#root/media/limit-memory.js';
import { SAMPLE_RATE } from '#root/media/sound.js';
import type { ServiceAnswer } from '#root/tts/engines/service-call.js';
import { type Confidential, reasonOf, refused } from '#root/tts/engines/service-errors.js';
import { isWav, readWav, samplesOf } from '#root/tts/engines/wav.js';
import type { Sound } from '#root/tts/speech-engine.js';

/** What decodes the sound of services. */
export interface SoundDeps {
  ffmpeg: Ffmpeg;
  /** Folder for temporary files. */
  workDir: string;
}

/** Returns the sound in these bytes. Throws `StepError` (SPEECH_FAILED) if there is none. */
export type DecodeSound = (bytes: Buffer, options: { signal: AbortSignal }) => Promise<Sound>;

// MP3 with and without tags, AAC, Ogg, FLAC, Matroska, WAV, MP4.
const ENCODED = /^(ID3|\xff[\xe0-\xff]|OggS|fLaC|.E\xdf\xa3|RIFF....WAVE|....ftyp)/s;
// Containers that hold the sound themselves. A playlist would refer to other files and hosts.
const CONTAINERS = 'mp3,aac,ogg,flac,matroska,wav,mov';
const LONGEST_SECONDS = '600';
const TIMEOUT_MS = 30_000;

/** Throws `StepError` (SPEECH_FAILED) if a successful answer says by its type that it is no sound. */
export function assertSound(name: string, { type, body }: ServiceAnswer, confidential: Confidential): void {
  if (type === '' || /^(audio|video)\/|^(application|binary)\/(octet-stream|ogg|x-)/.test(type)) return;
  throw refused(name, reasonOf(body).reason ?? `${type} instead of sound`, confidential, { type });
}

export function createSoundDecoder(name: string, { ffmpeg, workDir }: SoundDeps): DecodeSound {
  const broken = (cause?: unknown) =>
    new StepError('SPEECH_FAILED', `what ${name} sends is not sound, or is cut off`, { cause });

  async function convert(bytes: Buffer, signal: AbortSignal): Promise<Sound> {
    const dir = await mkdtemp(join(workDir, 'zdravitsa-service-'));
    try {
      const [encoded, decoded] = [join(dir, 'sound'), join(dir, 'sound.pcm')];
      await writeFile(encoded, bytes);
      const input = ['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS, '-i', `file:${encoded}`];
      const output = ['-map', '0:a:0', '-t', LONGEST_SECONDS, '-ac', '1', '-ar', String(SAMPLE_RATE), '-f', 's16le'];
      const limits = { cwd: dir, signal, timeoutMs: TIMEOUT_MS, memoryBytes: DECODER_BYTES };
      await ffmpeg([...input, ...output, '-y', decoded], limits);
      return { samples: samplesOf(await readFile(decoded)), sampleRate: SAMPLE_RATE };
    } catch (error) {
      throw error instanceof StepError ? broken(error) : error;
    } finally {
      await rm(dir, { recursive: true, force: true });
    }
  }

  function read(bytes: Buffer): Sound | undefined {
    try {
      return readWav(bytes);
    } catch (error) {
      throw broken(error);
    }
  }

  return async (bytes, { signal }) => {
    if (!ENCODED.test(bytes.toString('latin1', 0, 12))) throw broken();
    const sound = (isWav(bytes) ? read(bytes) : undefined) ?? (await convert(bytes, signal));
    if (sound.samples.length === 0) throw broken();
    return sound;
  };
}
