import { createRequire } from 'node:module';
import { Piscina } from 'piscina';
import { z } from 'zod';
import { AbortedError, SetupError, StepError, UnavailableError } from '#root/errors.js';
import { proxyFor } from '#root/process/proxy-agent.js';
import { timeoutSignal } from '#root/process/timeout-signal.js';
import { edgeVoices } from '#root/tts/engines/edge/voices.js';
import { escapeXml } from '#root/tts/engines/escape-xml.js';
import { jsonObjects } from '#root/tts/engines/json-objects.js';
import { SERVICE_TIMEOUT_MS, type ServiceDeps } from '#root/tts/engines/service-call.js';
import { assertLength } from '#root/tts/engines/service-errors.js';
import { createSoundDecoder, type SoundDeps } from '#root/tts/engines/service-sound.js';
import { serviceVoice } from '#root/tts/engines/service-voices.js';
import { type TimedText, wordTimes } from '#root/tts/engines/word-times.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';
import type { EdgeAnswer, EdgeOrder, EdgeResult } from './thread.js';

export interface EdgeDeps extends ServiceDeps, SoundDeps {
  /** Number of lines spoken at once. */
  threads: number;
  /** Address of another server than Microsoft's. */
  url?: string;
}

const NAME = 'the read-aloud service of Edge';
const SERVER = 'https://speech.platform.bing.com';
const IDLE_MS = 60_000;
// Edge itself sends parts of at most 4,096 bytes.
const LONGEST_TEXT = 2_000;
const TICKS_PER_MS = 10_000;

const metadataSchema = z.object({
  Metadata: z.array(
    z.object({
      Type: z.string(),
      Data: z
        .object({ Offset: z.number(), text: z.object({ Text: z.string() }) })
        .optional()
        .catch(undefined),
    }),
  ),
});

/**
 * Creates an engine that asks the service with which Edge reads pages aloud. It needs no key and is not meant for others,
 * so it may refuse them at any time. It reports when each word is heard.
 */
export function createEdgeEngine({
  threads,
  url,
  proxies,
  timeoutMs = SERVICE_TIMEOUT_MS,
  ...deps
}: EdgeDeps): SpeechEngine {
  const pool = new Piscina<EdgeOrder, EdgeAnswer>({
    filename: new URL('./thread.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    execArgv: [],
  });
  const missing = isInstalled() ? undefined : 'the npm package msedge-tts';
  const proxy = url === undefined ? proxyFor(SERVER, proxies) : undefined;
  const connection = { ...(proxy === undefined ? {} : { proxy }), ...(url === undefined ? {} : { url }) };
  const decode = createSoundDecoder(NAME, deps);

  async function ask(order: EdgeOrder, signal: AbortSignal): Promise<EdgeResult> {
    if (signal.aborted) throw new AbortedError(signal.reason);
    const limited = timeoutSignal(timeoutMs, signal);
    try {
      const answer = await pool.run(order, { name: 'synthesise', signal: limited });
      if ('refusedWith' in answer) throw refusal(answer.refusedWith);
      return answer;
    } catch (error) {
      if (signal.aborted) throw new AbortedError(signal.reason);
      if (error instanceof SetupError || error instanceof UnavailableError) throw error;
      const message = limited.aborted ? `has not answered within ${timeoutMs} ms` : 'cannot be reached, or broke off';
      throw new UnavailableError('SPEECH_UNAVAILABLE', `${NAME} ${message}`, { cause: error });
    }
  }

  return {
    availability: async () => (missing === undefined ? { voices: edgeVoices } : { voices: [], missing }),

    async speak({ text, voice, rate }, { signal }) {
      assertLength(NAME, text, LONGEST_TEXT);
      const { name } = serviceVoice(edgeVoices, voice);
      const order = { ssml: escapeXml(text), voice: name, rate: percent(rate), ...connection };
      const { sound, metadata } = await ask(order, signal);
      if (sound.length === 0) throw new StepError('SPEECH_FAILED', `${NAME} sends no sound`);
      const decoded = await decode(Buffer.from(sound), { signal });
      return { ...decoded, events: wordTimes(text, wordsOf(metadata)) };
    },

    close: () => pool.destroy(),
  };
}

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve('msedge-tts');
    return true;
  } catch {
    return false;
  }
}

function refusal(status: number): Error {
  const facts = { status };
  if (status === 401 || status === 403) {
    const message = `${NAME} refuses access (${status}): correct the clock, update msedge-tts, or leave edge out`;
    return new SetupError('SPEECH_UNAUTHORISED', message, { facts });
  }
  if (status === 429) return new UnavailableError('SPEECH_LIMITED', `${NAME} allows no more requests now`, { facts });
  return new UnavailableError('SPEECH_UNAVAILABLE', `${NAME} is out of order (${status})`, { facts });
}

function percent(rate: number): string {
  const change = Math.round((rate - 1) * 100);
  return `${change < 0 ? '' : '+'}${change}%`;
}

/** Returns the words with their times. There are none if the metadata is not what it used to be. */
function wordsOf(metadata: string): TimedText[] {
  try {
    const parts = z.array(metadataSchema).parse(jsonObjects(metadata));
    return parts.flatMap((part) =>
      part.Metadata.flatMap(({ Type, Data }) =>
        Type === 'WordBoundary' && Data !== undefined
          ? [{ text: Data.text.Text, startMs: Data.Offset / TICKS_PER_MS }]
          : [],
      ),
    );
  } catch {
    return [];
  }
}
