import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '#root/app/container.js';
import { makeSamples, type SampleDeps } from '#root/tts/samples.js';

// Greetings that wait when a worker starts come first.
const FIRST_MS = 60_000;
// Another engine may speak by then, and samples leave storage if nobody reads them.
const INTERVAL_MS = 12 * 3_600_000;

/** Starts to make the samples of the voices, which the bot and the page of the API play, and to keep them up to date. */
export function startVoiceSamples({ closers, logger, voiceSamples }: Container, deps: Omit<SampleDeps, 'save'>): void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const running = run();
  closers.add('voice samples', () => {
    stopping.abort();
    return running;
  });

  async function run(): Promise<void> {
    for (let pauseMs = FIRST_MS; !signal.aborted; pauseMs = INTERVAL_MS) {
      await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => {});
      if (signal.aborted) return;
      try {
        await makeSamples({ ...deps, save: voiceSamples.save }, { signal });
      } catch (error) {
        if (!signal.aborted) logger.warn('samples of the voices not made', { error });
      }
    }
  }
}
