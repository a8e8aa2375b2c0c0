/** The package has types in comments only. This is a part of them: https://github.com/k2-fsa/sherpa-onnx. */
declare module 'sherpa-onnx-node' {
  interface Request {
    text: string;
    generationConfig: { sid: number; speed: number; extra: Record<string, string> };
    /** False copies the samples. */
    enableExternalBuffer: boolean;
  }

  export interface OfflineTts {
    generateAsync(request: Request): Promise<{ samples: Float32Array; sampleRate: number }>;
  }

  const sherpa: { OfflineTts: { createAsync(config: object): Promise<OfflineTts> } };
  export default sherpa;
}
