import type { Config } from '#root/config.js';
import { createAligner } from '#root/tts/align/aligner.js';
import { createEspeakReference } from '#root/tts/align/espeak-reference.js';
import { createSpeechChain } from '#root/tts/chain.js';
import { createEngineCall, type EngineCallDeps } from '#root/tts/engine-call.js';
import { createEspeakEngine } from '#root/tts/engines/espeak/engine.js';
import { createEngineInstances, type EngineInstances } from '#root/tts/engines/instances.js';
import { openEngines } from '#root/tts/engines/open-engines.js';
import { returnMemory } from '#root/tts/engines/return-memory.js';
import { createSpeaker, type Speaker } from '#root/tts/speaker.js';
import { createSpeechKeeper, type SpeechKeeperDeps } from '#root/tts/speech.js';
import type { Voice } from '#root/tts/speech-engine.js';

export interface SpeakerOptions extends SpeechKeeperDeps, EngineCallDeps {
  speech: Config['speech'];
  /** Proxies through which services are called. */
  proxies: Config['proxies'];
  /** Number of lines spoken at once. */
  threads: number;
  /** The caller's own, which other speakers may use too. By default new ones, as many as threads, but two at least. */
  instances?: EngineInstances;
}

/** State of an engine that TTS_ENGINES names. */
export interface EngineState {
  engine: string;
  /** Whether it is the first choice. */
  isFirst: boolean;
  /** Whether it failed lately, or lacks what it needs. */
  isOut: boolean;
}

export interface OpenSpeaker {
  speaker: Speaker;
  engines(): Promise<EngineState[]>;
  /** Returns the voices that the engines can speak with now. */
  voices(): Promise<Voice[]>;
  close(): Promise<void>;
}

/** Opens the engines that TTS_ENGINES names, and returns the speaker that uses them. */
export async function openSpeaker(options: SpeakerOptions): Promise<OpenSpeaker> {
  await returnMemory();
  // Two at least, because the aligner needs espeak-ng beside its own thread.
  const { instances = createEngineInstances(Math.max(options.threads, 2)) } = options;
  const opened = await openEngines({ ...options, instances });
  const calls = opened.map((engine) => createEngineCall(engine, options));
  // Neither takes memory before a sound comes without word times.
  const inChain = opened.find(({ name }) => name === 'espeak')?.engine;
  const espeak = inChain ?? createEspeakEngine({ instances });
  const aligner = createAligner({ instances, reference: createEspeakReference(espeak), logger: options.logger });
  const voices = async () => {
    const able = await Promise.all(opened.map(({ engine }) => engine.availability()));
    return able.flatMap((each) => each.voices);
  };
  const speaker = createSpeaker({
    chain: createSpeechChain(calls),
    voices,
    keep: createSpeechKeeper(options),
    aligner,
    store: options.store,
  });
  return {
    speaker,
    voices,
    engines: () =>
      Promise.all(
        calls.map(async ({ name, engine, isOut }, index) => {
          const { voices } = await engine.availability();
          return { engine: name, isFirst: index === 0, isOut: isOut() || voices.length === 0 };
        }),
      ),
    async close() {
      await aligner.close();
      const all = new Set([espeak, ...opened.map(({ engine }) => engine)]);
      await Promise.all(Array.from(all, (engine) => engine.close()));
    },
  };
}
