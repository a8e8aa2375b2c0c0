import pTimeout from 'p-timeout';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ScenesMade } from '#root/montage/scenes.js';
import type { GreetingEnd } from '#root/queue/processors/greeting.js';
import type { StepEnd } from '#root/queue/worker/step-worker.js';
import type { CallEnd } from '#root/telegram/calls.js';
import type { SpeechTry } from '#root/tts/engine-call.js';
import type { EngineState } from '#root/tts/open-speaker.js';

// Prometheus waits 10 s. If a service hangs, Prometheus still gets the metrics that are known after READ_MS.
const READ_MS = 4_000;
const STEP_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160];
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const UPDATE_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const GREETING_SECONDS = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600];

interface UpdateEnd {
  outcome: string;
  /** Since the update was stored. */
  seconds: number;
  /** Since its handling began. */
  handlingSeconds: number;
}

/**
 * Creates the metrics of this process. Its methods are passed as callbacks to the parts that do the work. `onScrape`
 * adds metrics that are read from elsewhere.
 */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const readers: (() => Promise<void>)[] = [];

  const steps = new Histogram({
    name: 'zdravitsa_step_duration_seconds',
    help: 'Processing time of steps, by step and outcome.',
    labelNames: ['step', 'outcome'],
    buckets: STEP_SECONDS,
    registers,
  });
  const greetings = new Counter({
    name: 'zdravitsa_greetings_total',
    help: 'Greetings that ended, by final status and error code.',
    labelNames: ['status', 'code'],
    registers,
  });
  const latency = new Histogram({
    name: 'zdravitsa_greeting_latency_seconds',
    help: 'Time from the order to the delivered video of completed greetings. Retries count from the first order.',
    buckets: GREETING_SECONDS,
    registers,
  });
  const scenes = new Counter({
    name: 'zdravitsa_scenes_total',
    help: 'Scenes of videos, by whether they were rendered or reused.',
    labelNames: ['source'],
    registers,
  });
  const lines = new Counter({
    name: 'zdravitsa_speech_tries_total',
    help: 'Tries to speak a line, by engine and outcome: ok, or the error code.',
    labelNames: ['engine', 'outcome'],
    registers,
  });
  const enginesOut = new Gauge({
    name: 'zdravitsa_speech_engine_out',
    help: 'Whether a speech engine failed lately or lacks what it needs, and whether it is the first choice.',
    labelNames: ['engine', 'first'],
    registers,
  });
  const telegramCalls = new Counter({
    name: 'zdravitsa_telegram_calls_total',
    help: 'Calls of the Bot API by method and answer: ok, the error code, unreachable, or aborted by this process.',
    labelNames: ['method', 'answer'],
    registers,
  });

  const updates = new Histogram({
    name: 'zdravitsa_update_latency_seconds',
    help: 'Time from the storing of an update to the end of its handling, by outcome. Albums wait until they are complete.',
    labelNames: ['outcome'],
    buckets: UPDATE_SECONDS,
    registers,
  });

  const handlings = new Histogram({
    name: 'zdravitsa_update_handling_seconds',
    help: 'Time from the beginning of the handling of an update to its end, by outcome.',
    labelNames: ['outcome'],
    buckets: UPDATE_SECONDS,
    registers,
  });

  const requests = new Histogram({
    name: 'zdravitsa_api_request_seconds',
    help: 'Time to answer requests of the HTTP API, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers,
  });

  const webhooks = new Counter({
    name: 'zdravitsa_webhook_attempts_total',
    help: 'Attempts to notify programs, by outcome: delivered, failed (tried again later), given_up.',
    labelNames: ['outcome'],
    registers,
  });

  return {
    registry,

    stepEnded({ step, outcome, seconds }: StepEnd): void {
      steps.observe({ step, outcome }, seconds);
    },

    greetingEnded({ status, code, seconds }: GreetingEnd): void {
      greetings.inc({ status, code });
      if (status === 'COMPLETED') latency.observe(seconds);
    },

    scenesMade({ reused, rendered }: ScenesMade): void {
      scenes.inc({ source: 'reused' }, reused);
      scenes.inc({ source: 'rendered' }, rendered);
    },

    lineSpoken({ engine, outcome }: SpeechTry): void {
      lines.inc({ engine, outcome });
    },

    enginesSeen(engines: readonly EngineState[]): void {
      for (const { engine, isFirst, isOut } of engines) {
        enginesOut.set({ engine, first: String(isFirst) }, Number(isOut));
      }
    },

    updateEnded({ outcome, seconds, handlingSeconds }: UpdateEnd): void {
      updates.observe({ outcome }, seconds);
      handlings.observe({ outcome }, handlingSeconds);
    },

    requestEnded({
      method,
      route,
      status,
      seconds,
    }: {
      method: string;
      route: string;
      status: number;
      seconds: number;
    }): void {
      requests.observe({ method, route, status }, seconds);
    },

    webhookTried({ outcome }: { outcome: string }): void {
      webhooks.inc({ outcome });
    },

    telegramCalled({ method, answer }: CallEnd): void {
      telegramCalls.inc({ method, answer });
    },

    /** Adds a function that updates metrics before each scrape. While it runs it is not called again. */
    onScrape(read: () => Promise<void>): void {
      let pending: Promise<void> | undefined;
      readers.push(() => {
        pending ??= read().finally(() => {
          pending = undefined;
        });
        return pending;
      });
    },

    /** Adds metrics of the process itself: CPU, memory, event loop. */
    watchProcess(): void {
      collectDefaultMetrics({ register: registry });
    },

    /** Returns all metrics in Prometheus' text format. */
    async text(): Promise<string> {
      const all = Promise.all(readers.map((read) => read()));
      await pTimeout(all, { milliseconds: READ_MS, fallback: () => {} });
      return registry.metrics();
    },
  };
}
