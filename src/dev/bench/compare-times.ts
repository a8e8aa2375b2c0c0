import { median, percentile } from '#root/dev/bench/statistics.js';
import type { WordTime } from '#root/greeting/artifacts.js';
import type { Logger } from '#root/logger.js';
import { createAligner } from '#root/tts/align/aligner.js';
import { createEspeakReference } from '#root/tts/align/espeak-reference.js';
import { alignWords, spreadWords } from '#root/tts/align/words.js';
import { createEspeakEngine } from '#root/tts/engines/espeak/engine.js';
import { createEngineInstances } from '#root/tts/engines/instances.js';
import type { SpeechEvent } from '#root/tts/speech-engine.js';

/** A line with the word times of the engine that spoke it. */
export interface SpokenLine {
  text: string;
  samples: Int16Array;
  sampleRate: number;
  events: readonly SpeechEvent[];
}

export interface TimeFigures {
  /** Number of words. */
  alignWords: number;
  /** Constant by which the words of the engine begin earlier than those of the aligner. Taken out of the distances. */
  alignBiasMs: number;
  /** Distances of words by the aligner from those of the engine. Words that it does not find are spread. */
  alignMedianMs: number;
  alignP90Ms: number;
  /** Distances of words that are spread. */
  spreadMedianMs: number;
  spreadP90Ms: number;
}

const signal = new AbortController().signal;

/** Compares the word times of engines with those that are found without them. */
export async function compareTimes(lines: readonly SpokenLine[], { logger }: { logger: Logger }): Promise<TimeFigures> {
  const instances = createEngineInstances(2);
  const espeak = createEspeakEngine({ instances });
  const aligner = createAligner({ instances, reference: createEspeakReference(espeak), logger });
  try {
    const aligned: number[] = [];
    const spread: number[] = [];
    for (const { text, events, ...sound } of lines) {
      const endMs = (sound.samples.length / sound.sampleRate) * 1_000;
      const truth = alignWords(text, events, endMs);
      const spreading = spreadWords(text, sound.samples, sound.sampleRate);
      const found = await aligner.align(sound, text, { languages: {}, signal });
      spread.push(...differences(spreading, truth));
      aligned.push(...differences(found === undefined ? spreading : alignWords(text, found, endMs), truth));
    }
    const [alignedAway, spreadAway] = [aligned, spread].map(distances);
    return {
      alignWords: aligned.length,
      alignBiasMs: median(aligned),
      alignMedianMs: percentile(alignedAway ?? [], 0.5),
      alignP90Ms: percentile(alignedAway ?? [], 0.9),
      spreadMedianMs: percentile(spreadAway ?? [], 0.5),
      spreadP90Ms: percentile(spreadAway ?? [], 0.9),
    };
  } finally {
    await aligner.close();
    await espeak.close();
  }
}

function differences(words: readonly WordTime[], truth: readonly WordTime[]): number[] {
  return words.map(({ startMs }, index) => startMs - (truth[index]?.startMs ?? 0));
}

/** Returns how far each difference is from the usual one. */
function distances(differences: readonly number[]): number[] {
  const usual = median(differences);
  return differences.map((difference) => Math.abs(difference - usual));
}
