import { fileURLToPath } from 'node:url';
import { AbortedError, StepError } from '#root/errors.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import type { EngineInstances } from '#root/tts/engines/instances.js';
import { createRhvoiceFinder, PREFIXES } from '#root/tts/engines/rhvoice/installation.js';
import { rhvoiceText } from '#root/tts/engines/rhvoice/spoken-text.js';
import { startSpeechProcess } from '#root/tts/engines/start-process.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';
import type { RhvoiceOrder, RhvoiceResult } from './synthesiser.js';

// A line of 1,000 characters takes three seconds. A call that takes longer than this limit hangs.
const TIMEOUT_MS = 60_000;
const ENGINE = 'rhvoice';
const FILE = fileURLToPath(new URL('./synthesiser.js', import.meta.url));
const MISSING = 'RHVoice is not installed: run npm run setup, or install librhvoice5 and rhvoice-russian';

const start = () => startSpeechProcess<RhvoiceOrder, RhvoiceResult>(FILE);

interface RhvoiceOptions {
  instances: EngineInstances;
  /** Folders that may contain `lib` and `share/RHVoice`, the first choice first. */
  prefixes?: readonly string[];
}

/** Creates an engine that runs RHVoice in processes of its own, one for each line that is spoken at once. */
export function createRhvoiceEngine({ instances, prefixes = PREFIXES }: RhvoiceOptions): SpeechEngine {
  const findRhvoice = createRhvoiceFinder(prefixes);

  return {
    async availability() {
      const voices = (await findRhvoice())?.voices ?? [];
      return { voices, missing: voices.length === 0 ? MISSING : undefined };
    },

    async speak({ text, voice: { id }, rate }, { signal }) {
      const spoken = rhvoiceText(text);
      if (spoken === undefined) return undefined;
      const rhvoice = await findRhvoice();
      const voice = rhvoice?.voices.find((each) => each.id === id);
      if (rhvoice === undefined || voice === undefined)
        throw new StepError('SPEECH_FAILED', 'The voice is no longer installed', { facts: { voice: id } });
      const { libraries, data } = rhvoice;
      const order = { libraries, data, profile: voice.profile, rate: voice.pace * rate, text: spoken.bytes };
      try {
        const limited = timeoutSignal(TIMEOUT_MS, signal);
        const kind = { engine: ENGINE, loaded: voice.revision, start };
        const sound = await instances.use(kind, (process) => process.speak(order, limited));
        if (sound.samples.length === 0) return undefined;
        const events = sound.words.map(({ position, startMs }) => ({ index: spoken.indexAt(position), startMs }));
        return { samples: sound.samples, sampleRate: sound.sampleRate, events };
      } catch (error) {
        if (signal.aborted) throw new AbortedError(signal.reason);
        throw new StepError('SPEECH_FAILED', 'RHVoice could not speak the line', { cause: error });
      }
    },

    close: () => instances.close(ENGINE),
  };
}
