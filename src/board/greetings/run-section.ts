import { html } from 'hono/html';
import { flowUrl } from '#root/board/bull-board.js';
import { formatCount, formatDuration, formatTime } from '#root/board/greetings/format.js';
import { badge, type Markup } from '#root/board/greetings/layout.js';
import type { EarlierRun } from '#root/jobs/next-runs.js';
import type { Condition } from '#root/queue/runs/count-jobs.js';
import type { RunReport, StepReport, Waiting } from '#root/queue/runs/describe-run.js';

/** What Redis knows of a greeting's current run. */
export interface RunState extends RunReport {
  /** Condition of the queue in which the run waits. */
  condition: Condition | undefined;
}

/** Returns a sentence that says what an open greeting waits for. */
export function waitingFor({ waiting, condition }: RunState, now: Date): Markup | '' {
  if (waiting === undefined) return '';
  const [isAlarm, text] = explain(waiting, condition, now);
  return html`<p class="waiting${isAlarm ? ' alarm' : ''}">${text}</p>`;
}

function explain(waiting: Waiting, condition: Condition | undefined, now: Date): [isAlarm: boolean, text: string] {
  if (waiting.for === 'flow') return [false, 'Its jobs are not in Redis. They are added within a minute.'];
  const { step } = waiting;
  if (waiting.for === 'attempt') {
    const left = Math.max(0, waiting.at.getTime() - now.getTime());
    const reason =
      waiting.error === undefined ? 'a service is unavailable' : `the last attempt failed (${waiting.error})`;
    return [false, `Waits ${formatDuration(left)} to try ${step} again, because ${reason}.`];
  }
  const place = `It is number ${formatCount(waiting.place)} of ${formatCount(waiting.waiting)} in the queue.`;
  if (condition?.isPaused) return [true, `Waits because ${step} is paused. ${place}`];
  if (condition?.workers === 0) return [true, `Waits because ${step} has no worker. ${place}`];
  return [false, `Waits for a free worker of ${step}. ${place}`];
}

/** Returns the table of steps with their progress and durations. */
export function stepTable({ steps, addedAt }: RunState): Markup {
  const names = ['Step', 'Progress', 'Waited', 'Took'];
  return html`<table class="steps">
<thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${steps.map((report, index) => stepRow(report, index === 0 ? addedAt : steps[index - 1]?.finishedAt))}</tbody>
</table>`;
}

/** @param readyAt time from which on the step could run */
function stepRow({ step, progress, startedAt, finishedAt }: StepReport, readyAt: Date | undefined): Markup {
  const percent = Math.round(progress * 100);
  return html`<tr>
<th scope="row" id="step-${step}">${step}</th>
<td><progress max="100" value="${percent}" aria-labelledby="step-${step}"></progress><span>${percent}&nbsp;%</span></td>
<td>${between(readyAt, startedAt)}</td><td>${between(startedAt, finishedAt)}</td>
</tr>`;
}

function between(from: Date | undefined, to: Date | undefined): Markup | string {
  return from === undefined || to === undefined
    ? html`<span class="none">–</span>`
    : formatDuration(to.getTime() - from.getTime());
}

/** Returns the list of earlier runs, each with its end and its error. */
export function earlierRuns(runs: EarlierRun[]): Markup | '' {
  return runs.length === 0 ? '' : html`<h2>Earlier runs</h2><ol class="runs">${runs.map(earlierRun)}</ol>`;
}

function earlierRun(earlier: EarlierRun): Markup {
  const { videoJobId, run, status, step, failedStep, errorCode, errorMessage, startedAt, endedAt } = earlier;
  const isReplaced = status === 'QUEUED' || status === 'PROCESSING';
  const took = startedAt === null ? '' : ` after ${formatDuration(endedAt.getTime() - startedAt.getTime())}`;
  return html`<li><b><a href="${flowUrl({ videoJobId, run })}">Run ${run}</a></b> ${badge(status)}
<p>${isReplaced ? `Replaced${step === null ? '' : ` at ${step}`}` : 'Ended'}${took}, ${formatTime(endedAt)}</p>
${errorCode === null ? '' : html`<p><code>${errorCode}</code> at ${failedStep}: ${errorMessage}</p>`}</li>`;
}

/** Returns the link to the trace of the run, and the text to look for in the logs. */
export function traces(videoJobId: string, traceUrl: string | undefined): Markup {
  const filter = `"videoJobId":"${videoJobId}"`;
  return html`<dl class="traces">
<dt>Logs</dt><dd><code>${filter}</code> <button type="button" data-copy="${filter}" hidden>Copy</button></dd>
${traceUrl === undefined ? '' : html`<dt>Trace</dt><dd><a href="${traceUrl}" rel="noreferrer">Open the trace of this run</a></dd>`}
</dl>`;
}
