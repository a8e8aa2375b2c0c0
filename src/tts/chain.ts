import { StepError, UnavailableError } from '#root/errors.js';
import type { SpeechVoice } from '#root/jobs/video-job.js';
import { nearestVoice, type VoiceWish } from '#root/tts/catalogue.js';
import { type EngineCall, EngineFailure } from '#root/tts/engine-call.js';
import type { Voice } from '#root/tts/speech-engine.js';

/** An engine, and the voice of it that is to speak. */
interface Candidate {
  call: EngineCall;
  voice: Voice;
}

export interface ChainOptions {
  /** Voice that speaks the other lines of the greeting, if one was chosen. */
  chosen?: SpeechVoice | undefined;
}

/**
 * Lets the engines try one after the other until one speaks. The engine of the chosen voice comes first, else that of
 * the voice that the greeting names, then those of TTS_ENGINES in their order. Each speaks in its voice nearest to the
 * wish.
 */
export type SpeechChain = <Result>(
  wish: VoiceWish,
  speak: (candidate: Candidate) => Promise<Result>,
  options: ChainOptions,
) => Promise<{ result: Result; voice: Voice } | undefined>;

/**
 * Creates a chain of the engines, the first choice first. It returns what `speak` returned and the voice, or undefined if
 * no engine has a voice of the language. Throws the errors of `speak` other than EngineFailure as they are,
 * UnavailableError if no engine can speak now, StepError if none of them can speak this line.
 */
export function createSpeechChain(calls: readonly EngineCall[]): SpeechChain {
  async function candidates(wish: VoiceWish, chosen: SpeechVoice | undefined): Promise<Candidate[]> {
    const order = startingAt(calls, chosen?.engine ?? wish.voice?.engine);
    const found = await Promise.all(
      order.map(async (call) => {
        const { voices } = await call.engine.availability();
        const own = voices.find(({ id }) => id === chosen?.id);
        return { call, voice: own ?? nearestVoice(voices, wish), isAble: voices.length > 0 };
      }),
    );
    if (!found.some(({ isAble }) => isAble)) {
      const message = 'No speech engine has what it needs: the log of the start says what is missing';
      throw new UnavailableError('SPEECH_UNAVAILABLE', message);
    }
    return found.flatMap(({ call, voice }) => (voice === undefined ? [] : [{ call, voice }]));
  }

  return async (wish, speak, { chosen }) => {
    const failures: unknown[] = [];
    for (const candidate of await candidates(wish, chosen)) {
      try {
        return { result: await speak(candidate), voice: candidate.voice };
      } catch (error) {
        if (!(error instanceof EngineFailure)) throw error;
        failures.push(error.cause);
      }
    }
    if (failures.length === 0) return undefined;
    throw everyOne(failures);
  };
}

/** Returns the engines with the named one first, then those after it, then those before it. */
function startingAt(calls: readonly EngineCall[], name: string | undefined): EngineCall[] {
  const at = Math.max(
    calls.findIndex((call) => call.name === name),
    0,
  );
  return [...calls.slice(at), ...calls.slice(0, at)];
}

/** Returns the error if every engine failed: a step waits unless the line itself is the cause. */
function everyOne(failures: readonly unknown[]): unknown {
  const byLine = failures.filter((failure) => failure instanceof StepError);
  if (byLine.length === failures.length) return byLine[0];
  const pauses = failures.flatMap((failure) =>
    failure instanceof UnavailableError ? (failure.retryAfterMs ?? []) : [],
  );
  const retryAfterMs = pauses.length === 0 ? {} : { retryAfterMs: Math.min(...pauses) };
  return new UnavailableError('SPEECH_UNAVAILABLE', 'No speech engine can speak now', {
    cause: failures[0],
    ...retryAfterMs,
  });
}
