import pTimeout from 'p-timeout';
import type { StatusFacts } from '#root/bot/status/content.js';
import { createStatusDisplay, HOLD_MS, type ShowStatusDeps } from '#root/bot/status/show-status.js';
import { createWorkshop } from '#root/bot/status/workshop.js';
import type { Pace, StatusOrder } from '#root/jobs/chat-status.js';
import type { ChatStatuses } from '#root/jobs/chat-statuses.js';
import { pause } from '#root/process/pause.js';
import { tick } from '#root/process/tick.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export type StatusUpdates = ReturnType<typeof createStatusUpdates>;

export interface StatusUpdatesDeps extends ShowStatusDeps {
  statuses: ChatStatuses;
  flows: Pick<RunGateway, 'condition' | 'progressOf'>;
  /** Telegram's id of the bot. */
  botId: string;
}

const MAX_AT_ONCE = 50;
// A pass reads all that may have changed, so people who order at the same time share it.
const REST_MS = 100;
const PACE_MS = 10_000;
// Longer than the time between two edits.
const WATCH_MS = 90_000;
// Without an answer of Redis the step alone is shown.
const PROGRESS_MS = 500;

/**
 * Shows how far the greetings of chats are, in one message a chat. Once a second it asks the database which of them are to be
 * shown. Several bots share the work.
 */
export function createStatusUpdates({ botId, statuses, flows, ...deps }: StatusUpdatesDeps) {
  const { logger } = deps;
  const show = createStatusDisplay({ statuses, ...deps });
  const workshop = createWorkshop({ flows });
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let woken: () => void = () => {};
  let isWoken = false;
  let watchUntil = 0;
  let pace: { at: number; value: Pace | undefined } | undefined;

  async function readPace(): Promise<Pace | undefined> {
    if (pace === undefined || performance.now() - pace.at > PACE_MS) {
      pace = { at: performance.now(), value: await statuses.pace() };
    }
    return pace.value;
  }

  async function readPercents(orders: StatusOrder[]): Promise<Map<string, number>> {
    const drawn = orders.filter(({ status, step }) => status === 'PROCESSING' && step === 'montage');
    if (drawn.length === 0) return new Map();
    const runs = drawn.map(({ id, run }) => ({ videoJobId: id, run }));
    const reading = flows.progressOf('montage', runs).catch(() => []);
    const fractions = await pTimeout(reading, { milliseconds: PROGRESS_MS, fallback: () => [] });
    const percents = fractions.map((fraction, index) => [drawn[index]?.id ?? '', Math.round(fraction * 100)] as const);
    return new Map(percents.filter(([, percent]) => percent > 0));
  }

  async function pass(): Promise<void> {
    const claimed = await statuses.claim(botId, MAX_AT_ONCE - running.size, HOLD_MS);
    if (claimed.length > 0) watchUntil = performance.now() + WATCH_MS;
    if (performance.now() < watchUntil) workshop.check().catch(() => {});
    if (claimed.length === 0) return;
    const orders = await statuses.ordersOf(claimed.map(({ id }) => id));
    const [percents, pace] = await Promise.all([readPercents(orders), readPace()]);
    const facts: StatusFacts = { percents, pace, closed: workshop.closed() };
    for (const status of claimed) {
      const own = orders.filter(({ statusId }) => statusId === status.id);
      const showing: Promise<void> = show(status, own, facts)
        .catch((error: unknown) => {
          logger.warn('status message not stored', { error });
        })
        .finally(() => {
          running.delete(showing);
          // It may have been asked for while it was being shown.
          if (isWoken) woken();
        });
      running.add(showing);
    }
  }

  function run(): Promise<void> {
    return tick(
      async () => {
        isWoken = false;
        if (running.size < MAX_AT_ONCE) await pass();
      },
      {
        signal: stopping.signal,
        onFailure: (error) => logger.warn('status messages not read', { error }),
        wait: untilWoken,
      },
    );
  }

  async function untilWoken(ms: number): Promise<void> {
    await pause(Math.min(REST_MS, ms), stopping.signal);
    if (isWoken) return;
    const waking = new AbortController();
    woken = () => waking.abort();
    await pause(ms, AbortSignal.any([waking.signal, stopping.signal]));
    woken = () => {};
  }

  return {
    /** Looks at once for what a person has done. */
    wake(): void {
      isWoken = true;
      woken();
    },

    /** Begins. Returns the function that stops it and waits, at most this long, for what is being shown. */
    start(): (limitMs: number) => Promise<void> {
      const ended = run();
      return async (limitMs) => {
        stopping.abort();
        const all = ended.then(() => Promise.all(running));
        await pTimeout(all, { milliseconds: limitMs, fallback: () => [] });
      };
    },
  };
}
