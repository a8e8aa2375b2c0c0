import { type StatusLine, statusScreen } from '#root/bot/screens/status.js';
import type { StatusContent, StatusFacts } from '#root/bot/status/content.js';
import type { ChatStatus, Pace, StatusOrder } from '#root/jobs/chat-status.js';
import { stepNames } from '#root/queue/definitions/index.js';

const SLOW_MS = 120_000;
/** So long a cancelled greeting can be brought back by a button, in milliseconds. */
const UNDO_MS = 300_000;

/** Returns the status message of the greetings that were ordered one by one: those that are open, or were cancelled just now. */
export function ordersContent(
  { language, now }: Pick<ChatStatus, 'language' | 'now'>,
  orders: readonly StatusOrder[],
  facts: StatusFacts,
): StatusContent {
  const open = orders.filter(({ status }) => status === 'QUEUED' || status === 'PROCESSING');
  const shown = orders.filter((order) => open.includes(order) || isCancelledSince(order, now.getTime() - UNDO_MS));
  if (shown.length === 0) return { screen: undefined };
  const isClosed = open.some((order) => stepsOf(order).some((step) => facts.closed.has(step)));
  const isSlow = open.some(({ statusAt }) => now.getTime() - statusAt.getTime() >= SLOW_MS);
  const notice = isClosed ? 'closed' : isSlow ? 'slow' : undefined;
  return {
    screen: statusScreen({ language, lines: shown.map((order) => lineOf(order, facts)), notice }),
    againAt: [
      ...open.map(({ statusAt }) => statusAt.getTime() + SLOW_MS),
      ...shown.flatMap(({ status, finishedAt }) =>
        status === 'CANCELLED' && finishedAt !== null ? [finishedAt.getTime() + UNDO_MS] : [],
      ),
    ],
  };
}

function isCancelledSince({ status, finishedAt }: StatusOrder, since: number): boolean {
  return status === 'CANCELLED' && finishedAt !== null && finishedAt.getTime() > since;
}

/** Returns the steps that must have workers so that the greeting goes on: its own and the next one. */
function stepsOf({ status, step }: StatusOrder): string[] {
  const at = status === 'QUEUED' ? -1 : stepNames.map(String).indexOf(step ?? '');
  return stepNames.slice(Math.max(at, 0), at + 2);
}

function lineOf(order: StatusOrder, facts: StatusFacts): StatusLine {
  const { id, name } = order;
  return { id, name, state: stateOf(order, facts) };
}

function stateOf(order: StatusOrder, { percents, pace }: StatusFacts): StatusLine['state'] {
  const { id, status, step, place } = order;
  if (status === 'CANCELLED') return { is: 'cancelled' };
  if (status === 'QUEUED' || step === null)
    return { is: 'waiting', place: place ?? undefined, seconds: secondsLeft(place, pace) };
  if (step === 'tts') return { is: 'speaking' };
  return step === 'montage' ? { is: 'drawing', percent: percents.get(id) } : { is: 'sending' };
}

function secondsLeft(place: number | null, pace: Pace | undefined): number | undefined {
  if (place === null || pace === undefined) return undefined;
  const { durationMs, intervalMs } = pace;
  // While few were ordered, the time between two ends says nothing.
  return ((place - 1) * Math.min(intervalMs, durationMs) + durationMs) / 1_000;
}
