import type { Speech, Video } from '#root/greeting/artifacts.js';
import type { Scene } from '#root/greeting/script.js';
import type { Format } from '#root/greeting/spec.js';

/** A scene with its voice. */
export interface VoicedScene extends Scene {
  speech: Speech;
}

export interface MontageOrder {
  template: string;
  format: Format;
  language: 'ru' | 'en';
  scenes: VoicedScene[];
}

export interface MontageOptions {
  signal: AbortSignal;
  /** Called with 0…1, as often as the renderer knows more. */
  onProgress?: (fraction: number) => void;
}

export type Montage = (order: MontageOrder, options: MontageOptions) => Promise<Video>;
