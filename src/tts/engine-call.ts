import { setTimeout as sleep } from 'node:timers/promises';
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  ExponentialBackoff,
  handleWhen,
  noJitterGenerator,
} from 'cockatiel';
import { AbortedError, SetupError, UnavailableError, ZdravitsaError } from '#root/errors.js';
import type { Logger } from '#root/logger.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { checkSound } from '#root/tts/check-sound.js';
import type { OpenEngine } from '#root/tts/engines/open-engines.js';
import type { EngineSpeech, SpeechOrder } from '#root/tts/speech-engine.js';

/** End of one try to speak a line. */
export interface SpeechTry {
  engine: string;
  /** `ok`, or the error code. */
  outcome: string;
}

export interface EngineCallDeps {
  logger: Logger;
  /** Waits until the service may be called again. */
  limit: (engine: string, signal: AbortSignal) => Promise<void>;
  onTry?: ((end: SpeechTry) => void) | undefined;
}

/** An engine did not speak a line, so another one should. `cause` is its own error. */
export class EngineFailure extends Error {
  override readonly name = 'EngineFailure';
}

export interface EngineCall extends OpenEngine {
  /** Returns whether the engine failed lately, and has not spoken since. */
  isOut(): boolean;
  /** Returns the checked sound, or undefined if the voice cannot pronounce the text. Throws EngineFailure, AbortedError. */
  speak(order: SpeechOrder, options: { signal: AbortSignal }): Promise<EngineSpeech | undefined>;
}

// A line takes a second or two. An engine that takes longer is left.
const SLOW_MS = 30_000;
// Longest time to try a limited service before another engine speaks, and the first pause if it names none.
const PATIENCE_MS = 5_000;
const PAUSE_MS = 500;
const FAILURES_IN_A_ROW = 3;
const RECOVERY = { initialDelay: 5_000, maxDelay: 60_000, generator: noJitterGenerator };

/** Returns the engine with a circuit breaker, patience for a limited service, and a check of what it spoke. */
export function createEngineCall({ name, engine }: OpenEngine, { logger, limit, onTry }: EngineCallDeps): EngineCall {
  const breaker = circuitBreaker(
    handleWhen((error) => !(error instanceof AbortedError)),
    { halfOpenAfter: new ExponentialBackoff(RECOVERY), breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) },
  );
  breaker.onBreak(() => logger.warn('speech engine left alone', { engine: name }));
  breaker.onReset(() => logger.info('speech engine works again', { engine: name }));

  async function speakOnce(order: SpeechOrder, signal: AbortSignal): Promise<EngineSpeech | undefined> {
    await limit(name, signal);
    const limited = timeoutSignal(SLOW_MS, signal);
    try {
      const sound = await engine.speak(order, { signal: limited });
      if (sound !== undefined) checkSound(sound, order.text);
      onTry?.({ engine: name, outcome: 'ok' });
      return sound;
    } catch (thrown) {
      if (signal.aborted) throw new AbortedError(signal.reason);
      const slow = () => new UnavailableError('SPEECH_SLOW', `${name} did not speak the line within ${SLOW_MS} ms`);
      const error = limited.aborted ? slow() : thrown;
      onTry?.({ engine: name, outcome: error instanceof ZdravitsaError ? error.code : 'UNEXPECTED' });
      throw error;
    }
  }

  async function speakPatiently(order: SpeechOrder, signal: AbortSignal): Promise<EngineSpeech | undefined> {
    const startedAt = performance.now();
    for (let pauseMs = PAUSE_MS; ; pauseMs *= 2) {
      try {
        return await speakOnce(order, signal);
      } catch (error) {
        if (!(error instanceof UnavailableError)) throw error;
        const waitMs = error.retryAfterMs ?? pauseMs;
        if (performance.now() - startedAt + waitMs > PATIENCE_MS) throw error;
        await sleep(waitMs, undefined, { signal }).catch(() => {
          throw new AbortedError(signal.reason);
        });
      }
    }
  }

  return {
    name,
    engine,
    isOut: () => breaker.state !== CircuitState.Closed,
    async speak(order, { signal }) {
      try {
        return await breaker.execute(() => speakPatiently(order, signal));
      } catch (error) {
        if (error instanceof AbortedError) throw error;
        if (!(error instanceof BrokenCircuitError)) {
          // Wrong keys need somebody to correct them.
          const level = error instanceof SetupError ? 'error' : 'warn';
          logger.log(level, 'speech engine failed', { engine: name, voice: order.voice.id, error });
        }
        throw new EngineFailure(`${name} did not speak the line`, { cause: error });
      }
    },
  };
}
