import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { AbortedError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import type { EngineInstances } from '#root/tts/engines/instances.js';
import { createInstalledVoices } from '#root/tts/engines/sherpa/installed.js';
import { startSpeechProcess } from '#root/tts/engines/start-process.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';
import type { SherpaOrder, SherpaResult } from './synthesiser.js';

interface SherpaOptions {
  /** Folder of the models. */
  dir: string;
  instances: EngineInstances;
}

// A model speaks several times faster than a person. A call that takes longer than this limit hangs.
const TIMEOUT_MS = 120_000;
const ENGINE = 'sherpa';
const FILE = fileURLToPath(new URL('./synthesiser.js', import.meta.url));
const NO_PROGRAM = 'sherpa-onnx-node has no program for this machine';
const NO_VOICE = 'No voice is installed in VOICES_DIR: npm run voices -- install NAME';

const start = () => startSpeechProcess<SherpaOrder, SherpaResult>(FILE);

/** Creates an engine that runs the neural models in a folder, in processes of its own. */
export function createSherpaEngine({ dir, instances }: SherpaOptions): SpeechEngine {
  const installed = createInstalledVoices(dir);
  const canRun = hasProgram();

  return {
    async availability() {
      if (!canRun) return { voices: [], missing: NO_PROGRAM };
      const { voices, broken } = await installed();
      if (broken.length > 0) return { voices, missing: `Incomplete models in VOICES_DIR: ${broken.join(', ')}` };
      return { voices, missing: voices.length === 0 ? NO_VOICE : undefined };
    },

    async speak({ text, voice: { id }, rate }, { signal }) {
      const spoken = sherpaText(text);
      if (spoken === undefined) return undefined;
      const voice = (await installed()).voices.find((each) => each.id === id);
      if (voice === undefined)
        throw new StepError('SPEECH_FAILED', 'The voice is no longer installed', { facts: { voice: id } });
      const { files, speaker, language, revision } = voice;
      const order = { model: files, text: spoken, speaker, speed: rate, language };
      try {
        // A process has loaded one model, whose voices share its revision.
        const kind = { engine: ENGINE, loaded: `${voice.model}/${revision}`, start };
        const limited = timeoutSignal(TIMEOUT_MS, signal);
        const spoke = await instances.use(kind, (process) => process.speak(order, limited));
        const { samples, sampleRate, error } = spoke;
        if (samples === undefined || sampleRate === undefined) throw new Error(error);
        return { samples, sampleRate };
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'sherpa-onnx could not speak the line', { cause: error });
      }
    },

    close: () => instances.close(ENGINE),
  };
}

/** Returns the text without emoji, or undefined if nothing is left to say: models make a sound all the same. */
function sherpaText(text: string): string | undefined {
  const spoken = text.replace(/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u200D|\uFE0F/gu, ' ').trim();
  return /[\p{L}\p{Nd}]/u.test(spoken) ? spoken : undefined;
}

/** Returns whether the package of this platform is installed. npm leaves it out on others. */
function hasProgram(): boolean {
  const { resolve } = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  try {
    resolve('sherpa-onnx-node');
    resolve(`sherpa-onnx-${platform}-${process.arch}/sherpa-onnx.node`);
    return true;
  } catch {
    return false;
  }
}
