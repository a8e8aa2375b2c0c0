import type { Speech, Video } from '#root/greeting/artifacts.js';
import type { Scene } from '#root/greeting/script.js';
import type { Format, Language } from '#root/greeting/spec.js';

/** A scene with its voice. */
export interface VoicedScene extends Pick<Scene, 'kind' | 'text'>, Partial<Pick<Scene, 'photos' | 'clipKey'>> {
  speech: Speech;
}

export interface MontageOrder {
  template: string;
  format: Format;
  language: Language;
  scenes: VoicedScene[];
}

export interface MontageOptions {
  signal: AbortSignal;
  /** Called with 0…1, as often as the renderer knows more. */
  onProgress?: (fraction: number) => void;
}

/**
 * Cuts the video, unless it is in storage already. Throws StepError where ffmpeg failed, SetupError where the template
 * cannot be used, UnavailableError where storage is away, AbortedError at the signal.
 */
export type Montage = (order: MontageOrder, options: MontageOptions) => Promise<Video>;
