import type { GreetingSpec } from '#root/greeting/spec.js';

/** Files of an order. `Source` is where a file comes from: a path, or an id in a chat. */
export interface Attachments<Source> {
  /** Photos in the order in which they are shown. */
  photos: readonly Source[];
  /** A voice recording or a video clip, instead of the synthetic voice. */
  recording?: Source | undefined;
  /** Whether only the beginning of the recording is taken, as much as fits. By default one that is too long is refused. */
  isRecordingCut?: boolean | undefined;
}

/** Files that storage has, because an earlier greeting took them in. */
export type StoredFiles = Pick<GreetingSpec, 'photos' | 'recording' | 'clip'>;

/** What a person asks for: words, choices and files, as they arrived. */
export interface Order<Source = never> {
  to: string;
  /** How the name is pronounced: "А́ня", or "+Аня" with a plus before the stressed vowel. Default: as it is written. */
  sayAs?: string | undefined;
  /** The words to speak. Default: good wishes. */
  text?: string | undefined;
  template?: string | undefined;
  format?: string | undefined;
  voice?: string | undefined;
  /** Name of the template whose music plays, or `none`. Default: that of the template. */
  music?: string | undefined;
  /** Whether a chat shows the video as a round video message. It must be square. */
  isVideoNote?: boolean | undefined;
  attachments?: Attachments<Source> | undefined;
  /** Shown before the photos of the attachments. A recording of the attachments takes the place of a stored one. */
  stored?: StoredFiles | undefined;
}

export function hasAttachments({ photos, recording }: Attachments<unknown>): boolean {
  return photos.length > 0 || recording !== undefined;
}
