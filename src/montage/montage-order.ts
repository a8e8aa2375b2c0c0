import type { Speech, Video } from '#root/greeting/artifacts.js';
import type { Scene } from '#root/greeting/script.js';
import type { Format, Language } from '#root/greeting/spec.js';

/** A scene with its voice. */
export interface VoicedScene
  extends Pick<Scene, 'kind' | 'text'>,
    Partial<Pick<Scene, 'voice' | 'photos' | 'clipKey' | 'clipDurationMs'>> {
  speech: Speech;
}

export interface MontageOrder {
  template: string;
  format: Format;
  /** Name of the template whose music plays, or `none`. Absent: that of the template. */
  music?: string | undefined;
  language: Language;
  scenes: VoicedScene[];
}

export interface MontageOptions {
  signal: AbortSignal;
  /** Called with the share of the work that is done, 0…1. */
  onProgress?: (fraction: number) => void;
  /** Called with the keys of all that will be in storage, before any of it is made. */
  onPlanned?: (keys: string[]) => Promise<void>;
}

/**
 * Makes the video, unless it is in storage already. Throws StepError if ffmpeg fails, SetupError if the template cannot
 * be used, InputError if a photo or a clip is lost, UnavailableError if storage is unavailable, AbortedError at the
 * signal.
 */
export type Montage = (order: MontageOrder, options: MontageOptions) => Promise<Video>;
