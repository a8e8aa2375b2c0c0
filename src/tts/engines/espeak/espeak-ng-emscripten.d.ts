/** The package brings no types: what is used of its WebIDL, https://github.com/echogarden-project/espeak-ng. */
declare module '@echogarden/espeak-ng-emscripten' {
  interface EspeakEvent {
    type: string;
    /** From 1, in code points. */
    text_position: number;
    /** Milliseconds. */
    audio_position: number;
  }

  export interface EspeakWorker {
    rate: number;
    pitch: number;
    readonly samplerate: number;
    /** Returns 0 where the voice is there. */
    set_voice(name: string): number;
    synthesize(text: string, onChunk: (samples: Int16Array, events: EspeakEvent[]) => boolean): void;
  }

  export default function createEspeak(): Promise<{ eSpeakNGWorker: new () => EspeakWorker }>;
}
