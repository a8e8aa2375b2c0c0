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

/** Returns a sentence for each queue that cannot move. */
export function queueAlarms(queues: QueueState[]): Markup | '' {
  const alarms = queues.flatMap(({ step, isPaused, workers, counts }) => [
    ...(workers === 0 ? [html`<li><b>${step}</b> has no worker. Greetings wait until one is started.</li>`] : []),
    ...(isPaused
      ? [
          html`<li><b>${step}</b> is paused${counts.active === 0 ? '' : ` and ${endings(counts.active)}`}. Greetings wait until you resume it.</li>`,
        ]
      : []),
  ]);
  return alarms.length === 0 ? '' : html`<ul class="alarms" role="alert">${alarms}</ul>`;
}

function endings(active: number): string {
  return active === 1 ? 'its last active job ends' : `its last ${active} active jobs end`;
}

/** Returns the table of queues. */
export function queueTable(queues: QueueState[]): Markup {
  const names = ['Queue', 'Workers', 'Waiting', 'Longest', 'Active', 'Delayed', 'Failed'];
  return html`<table>
<thead><tr>${names.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${queues.map(queueRow)}
</tbody>
</table>`;
}

function queueRow({ step, counts, oldestWaitingMs, isPaused, workers }: QueueState): Markup {
  return html`<tr>
<th scope="row"><a href="${QUEUES_PATH}/queue/${step}">${step}</a>${isPaused ? html` <b class="alarm">paused</b>` : ''}</th>
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
