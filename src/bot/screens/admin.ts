import type { InlineKeyboardButton } from 'grammy/types';
import { compose, type Screen } from '#root/bot/screens/screen.js';
import { hasEnded } from '#root/jobs/video-job.js';
import type { ListedVideoJob } from '#root/jobs/video-job-lists.js';
import type { FailureCount } from '#root/jobs/video-job-overview.js';
import { encodeCallback } from '#root/telegram/callback-data.js';
import type { Texts } from '#root/telegram/texts.js';

/** State of the queue of a step. */
export interface QueueState {
  step: string;
  waiting: number;
  oldestWaitingMs: number;
  /** Undefined if Redis does not say. */
  workers: number | undefined;
}

export interface Stats {
  completed: number;
  failed: number;
  failures: readonly FailureCount[];
  p95Seconds: number | undefined;
  /** Undefined if Redis does not answer. */
  queues: readonly QueueState[] | undefined;
}

/** Returns how the last 24 hours went, and what waits now. */
export function statsText(texts: Texts, { completed, failed, failures, p95Seconds, queues }: Stats): string {
  const codes = failures.map(({ code, count }) => `${code} ${count}`).join(', ');
  const day = [
    texts('stats-completed', { completed }),
    texts('stats-failed', { failed }) + (codes === '' ? '' : ` (${codes})`),
    ...(p95Seconds === undefined ? [] : [texts('stats-p95', { seconds: Math.round(p95Seconds) })]),
  ];
  const waiting = queues?.filter((queue) => queue.waiting > 0).map((queue) => waitingText(texts, queue));
  const workers = queues?.map(({ step, workers }) => `${step} ${workers ?? '?'}`).join(' ');
  return [
    day.join(' · '),
    ...(waiting === undefined ? [texts('stats-no-redis')] : waiting.length === 0 ? [texts('stats-idle')] : waiting),
    ...(workers === undefined ? [] : [texts('stats-workers', { workers })]),
  ].join('\n');
}

function waitingText(texts: Texts, { step, waiting, oldestWaitingMs }: QueueState): string {
  return texts('stats-waiting', { step, waiting, seconds: Math.round(oldestWaitingMs / 1_000) });
}

/** Shows greetings with their states, without names and words, and buttons to retry or cancel each. */
export function foundScreen(texts: Texts, videoJobs: readonly ListedVideoJob[]): Screen {
  if (videoJobs.length === 0) return { ...compose([texts('found-none')]), keyboard: [] };
  return {
    ...compose(
      videoJobs.flatMap((videoJob, index) => [...(index === 0 ? [] : ['']), ...describe(videoJob, index + 1)]),
    ),
    keyboard: videoJobs.map((videoJob, index) => [actionOn(videoJob, index + 1)]),
  };
}

function describe(videoJob: ListedVideoJob, place: number): string[] {
  const { id, status, step, failedStep, errorCode, run, createdAt, chatId } = videoJob;
  const state = [status, failedStep ?? step, errorCode].filter((part) => part !== null).join(' · ');
  const ordered = createdAt.toISOString().slice(0, 19).replace('T', ' ');
  return [`${place}. ${state}`, `run ${run} · ${ordered} UTC · chat ${chatId ?? '–'}`, id];
}

function actionOn(videoJob: ListedVideoJob, place: number): InlineKeyboardButton {
  const action = hasEnded(videoJob) ? 'r' : 'x';
  const data = encodeCallback({ kind: 'admin', id: videoJob.id, action });
  return { text: `${action === 'r' ? '🔁' : '✖️'} ${place}`, callback_data: data };
}
