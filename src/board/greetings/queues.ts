import { html } from 'hono/html';
import { QUEUES_PATH } from '#root/board/bull-board.js';
import { formatCount, formatDuration } from '#root/board/greetings/format.js';
import type { Markup } from '#root/board/greetings/layout.js';
import { type StepName, stepNames } from '#root/queue/definitions/index.js';
import { type Backlog, type Condition, WAITING_TOO_LONG_MS } from '#root/queue/runs/count-jobs.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

/** Queue of a step. */
export interface QueueState extends Backlog, Condition {
  step: StepName;
}

/** Reads the queues of all steps. Throws `UnavailableError` if Redis does not answer. */
export async function readQueues(flows: Pick<RunGateway, 'backlog' | 'condition'>): Promise<QueueState[]> {
  return Promise.all(
    stepNames.map(async (step) => {
      const [backlog, condition] = await Promise.all([flows.backlog(step), flows.condition(step)]);
      return { step, ...backlog, ...condition };
    }),
  );
}

/** Returns sentences that name the queues which cannot move. */
export function queueAlarms(queues: QueueState[]): Markup | '' {
  const idle = queues.filter(({ workers }) => workers === 0).map(({ step }) => step);
  const paused = queues.filter(({ isPaused }) => isPaused);
  if (idle.length === 0 && paused.length === 0) return '';
  return html`<ul class="alarms">
${idle.length === 0 ? '' : html`<li><b>No worker</b> for ${idle.join(', ')}. Greetings wait until one is started.</li>`}
${paused.map((queue) => html`<li><b>Paused:</b> ${queue.step}. ${drainText(queue)} Greetings wait until you resume it.</li>`)}
</ul>`;
}

function drainText({ counts: { active } }: QueueState): string {
  if (active === 0) return 'It is drained: nothing runs.';
  return active === 1 ? 'Its last active job ends.' : `Its last ${active} active jobs end.`;
}

/** Returns the table of queues. */
export function queueTable(queues: QueueState[]): Markup {
  const names = ['Workers', 'Waiting', 'Longest', 'Active', 'Delayed', 'Failed'];
  return html`<table>
<thead><tr><th scope="col">Queue</th><td></td>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${queues.map(queueRow)}
</tbody>
</table>`;
}

function queueRow({ step, counts, oldestWaitingMs, isPaused, workers }: QueueState): Markup {
  return html`<tr>
<th scope="row"><a href="${QUEUES_PATH}/queue/${step}">${step}</a>${isPaused ? html` <b class="alarm">paused</b>` : ''}</th><td>${stepButton(step, isPaused)}</td>
${workersCell(workers)}${countCell(counts.waiting)}${oldestCell(counts.waiting, oldestWaitingMs)}${countCell(counts.active)}${countCell(counts.delayed)}${countCell(counts.failed)}
</tr>`;
}

function workersCell(workers: number | undefined): Markup {
  if (workers === undefined) return html`<td class="none" title="The user of Redis may not list clients">?</td>`;
  return workers === 0 ? html`<td class="alarm">0</td>` : html`<td>${formatCount(workers)}</td>`;
}

function oldestCell(waiting: number, oldestWaitingMs: number): Markup {
  if (waiting === 0) return html`<td class="none">–</td>`;
  const isTooLong = oldestWaitingMs > WAITING_TOO_LONG_MS;
  return html`<td${isTooLong ? html` class="alarm"` : ''}>${formatDuration(oldestWaitingMs)}</td>`;
}

function countCell(count: number): Markup {
  return html`<td${count === 0 ? html` class="none"` : ''}>${formatCount(count)}</td>`;
}

function stepButton(step: StepName, isPaused: boolean): Markup {
  const action = `/greetings/steps/${step}`;
  if (isPaused) {
    return html`<form method="post" action="${action}/resume"><button aria-label="Resume ${step}">Resume</button></form>`;
  }
  return html`<button popovertarget="pause-${step}" aria-label="Pause ${step}">Pause</button>
<div id="pause-${step}" popover role="dialog" aria-labelledby="pause-${step}-text">
<p id="pause-${step}-text">Pause ${step}? This drains the step: its workers finish what they are doing and take nothing new. Greetings wait, and none is lost. It stays paused, also for workers that start later, until you resume it.</p>
<form method="post" action="${action}/pause">
<button class="danger">Yes, pause it</button>
<button type="button" popovertarget="pause-${step}" popovertargetaction="hide" autofocus>No, leave it</button>
</form>
</div>`;
}
