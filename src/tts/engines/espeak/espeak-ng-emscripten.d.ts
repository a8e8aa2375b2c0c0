/** The package has no types. This is a part of its WebIDL: https://github.com/echogarden-project/espeak-ng. */
declare module '@echogarden/espeak-ng-emscripten' {
  interface EspeakEvent {
    type: string;
    /** Position in the text, in code points, starting at 1. */
    text_position: number;
    /** Position in the sound, in milliseconds. */
    audio_position: number;
  }

  export interface EspeakWorker {
    rate: number;
    pitch: number;
    readonly samplerate: number;
    /** Returns 0 if the voice exists. */
    set_voice(name: string): number;
    synthesize(text: string, onChunk: (samples: Int16Array, events: EspeakEvent[]) => boolean): void;
  }

  /** `getPreloadedPackage` returns the content of espeak-ng.data. */
  export default function createEspeak(options: {
    getPreloadedPackage: () => ArrayBufferLike;
  }): Promise<{ eSpeakNGWorker: new () => EspeakWorker }>;
}
