import type { LimitFunction } from 'p-limit';
import { InputError } from '#root/errors.js';
import type { CheckedOrder } from '#root/greeting/check-order.js';
import { type Attachments, hasAttachments, type StoredFiles } from '#root/greeting/order.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { Ffmpeg } from '#root/media/ffmpeg.js';
import type { Store } from '#root/storage/store.js';

/** The means to take files in. Each is opened only if it is used. */
export interface TakeInDeps {
  store: () => Promise<Store>;
  ffmpeg: () => Promise<Ffmpeg>;
  /** Returns the path of a directory for temporary files. */
  workDir: () => Promise<string>;
  /** Lets one order decode its files at a time: a decoder may take most of a small machine's memory. */
  decoding: LimitFunction;
  /** Ends the decoding. */
  signal: AbortSignal;
}

/**
 * Takes an order's files, given by path, into storage. Returns the complete spec. Throws InputError (`photo` or
 * `recording`, MEDIA_…; `text`, TEXT_EMPTY, if a clip without sound has no words), SetupError, UnavailableError and AbortedError.
 */
export async function takeIn(
  { content, attachments, stored = { photos: [] } }: CheckedOrder<string>,
  deps: TakeInDeps,
): Promise<GreetingSpec> {
  if (!hasAttachments(attachments)) return { ...content, ...stored };
  const taken = await takeFiles(attachments, deps);
  const spec = { ...content, ...together(stored, taken) };
  if (spec.recording === undefined && spec.text === '') {
    throw new InputError('text', 'TEXT_EMPTY', 'the clip has no sound, so it needs words');
  }
  return spec;
}

/**
 * Takes files, given by path, into storage: all or none. Throws InputError (`photo` or `recording`, MEDIA_…), SetupError,
 * UnavailableError and AbortedError.
 */
export async function takeFiles(
  attachments: Attachments<string>,
  { store, ffmpeg, workDir, decoding, signal }: TakeInDeps,
): Promise<StoredFiles> {
  // Loaded only here: an order without files needs no picture decoder.
  const { takeMedia } = await import('#root/intake/take-media.js');
  const deps = { store: await store(), ffmpeg, workDir: await workDir(), signal };
  return decoding(() => takeMedia(attachments, deps));
}

function together(stored: StoredFiles, { photos, recording, clip }: StoredFiles): StoredFiles {
  const sound = recording === undefined && clip === undefined ? stored : { recording, clip };
  return { ...sound, photos: [...stored.photos, ...photos] };
}
