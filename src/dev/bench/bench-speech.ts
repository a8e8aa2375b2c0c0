import { tmpdir } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import pLimit from 'p-limit';
import type { Config } from '#root/config.js';
import { compareTimes, type SpokenLine, type TimeFigures } from '#root/dev/bench/compare-times.js';
import { speechLines } from '#root/dev/bench/speech-lines.js';
import { cpuSeconds } from '#root/dev/bench/usage.js';
import type { Logger } from '#root/logger.js';
import { openFfmpeg } from '#root/media/open-ffmpeg.js';
import { nearestVoice, wishOf } from '#root/tts/catalogue.js';
import { createEngineInstances } from '#root/tts/engines/instances.js';
import { openEngines } from '#root/tts/engines/open-engines.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';

export interface SpeechFigures extends TimeFigures {
  /** Name of the engine that was measured. Its own word times are taken for the true ones. */
  engine: string;
  linesPerSecond: number;
  /** CPU seconds per second of sound, without the start of the engine. */
  cpuPerSecond: number;
  /** How late timers of the main thread were while lines were spoken. */
  eventLoopDelayP99Ms: number;
}

export interface SpeechBenchOptions {
  config: Config;
  logger: Logger;
  /** Number of lines spoken at once. */
  parallel: number;
  /** By default those of a Russian greeting. */
  lines?: readonly string[];
}

interface Chosen {
  name: string;
  engine: SpeechEngine;
  voices: readonly Voice[];
}

const WISHES = ['ru-female', 'ru-male'];
// Not the speed of the aligner's reference: espeak-ng would be compared with itself.
const RATE = 0.9;
const signal = new AbortController().signal;

/**
 * Measures the first engine of TTS_ENGINES that speaks Russian and reports its words. Also measures how far from these
 * the words are that the aligner finds in the same sound, and those that are spread over it.
 */
export async function benchSpeech(options: SpeechBenchOptions): Promise<SpeechFigures> {
  const { config, logger, parallel } = options;
  const { speech, proxies } = config;
  const ffmpeg = await openFfmpeg(config, { logger });
  const engines = await openEngines({
    speech,
    proxies,
    threads: parallel,
    instances: createEngineInstances(parallel),
    ffmpeg,
    workDir: tmpdir(),
    logger,
  });
  try {
    const chosen = await choose(engines);
    const { lines, ...figures } = await speakAll(chosen, options);
    return { engine: chosen.name, ...figures, ...(await compareTimes(lines, { logger })) };
  } finally {
    await Promise.all(engines.map(({ engine }) => engine.close()));
  }
}

/** Returns the engine to measure, and its voices. It has spoken one line, so it is started. */
async function choose(engines: readonly { name: string; engine: SpeechEngine }[]): Promise<Chosen> {
  for (const { name, engine } of engines) {
    const { voices: all } = await engine.availability();
    const nearest = WISHES.map((name) => wishOf(name)).map((wish) => wish && nearestVoice(all, wish));
    const voices = nearest.filter((voice) => voice !== undefined);
    const [voice] = voices;
    if (voice !== undefined && (await speak(engine, voice, speechLines[0] ?? '')) !== undefined)
      return { name, engine, voices };
  }
  throw new RangeError('no engine of TTS_ENGINES speaks Russian and reports its words');
}

async function speakAll({ engine, voices }: Chosen, { parallel, lines: texts = speechLines }: SpeechBenchOptions) {
  const atOnce = pLimit(parallel);
  // The interval is part of the delay that Node measures, so it is the shortest one.
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const cpuBefore = cpuSeconds();
  const orders = voices.flatMap((voice) => texts.map((text) => ({ voice, text })));
  const spoken = await Promise.all(orders.map(({ voice, text }) => atOnce(() => speak(engine, voice, text))));
  const cpu = cpuSeconds() - cpuBefore;
  const seconds = (performance.now() - startedAt) / 1_000;
  delay.disable();
  const lines = spoken.filter((line) => line !== undefined);
  const soundSeconds = lines.reduce((sum, { samples, sampleRate }) => sum + samples.length / sampleRate, 0);
  return {
    lines,
    linesPerSecond: lines.length / seconds,
    cpuPerSecond: cpu / soundSeconds,
    eventLoopDelayP99Ms: delay.percentile(99) / 1e6,
  };
}

/** Returns undefined if the engine does not report the words. */
async function speak(engine: SpeechEngine, voice: Voice, text: string): Promise<SpokenLine | undefined> {
  const sound = await engine.speak({ text, voice, rate: RATE, languages: {} }, { signal });
  return sound?.events === undefined ? undefined : { text, ...sound, events: sound.events };
}
