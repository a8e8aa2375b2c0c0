import { html } from 'hono/html';
import { endedChart } from '#root/board/greetings/ended-chart.js';
import { formatCount, formatDuration } from '#root/board/greetings/format.js';
import { badge, type Markup } from '#root/board/greetings/layout.js';
import { listUrl } from '#root/board/greetings/query.js';
import { type QueueState, queueAlarms, queueTable, readQueues } from '#root/board/greetings/queues.js';
import { ifAvailable } from '#root/http/if-available.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import type { EndedCount, FailureCount, OpenCount } from '#root/jobs/video-job-overview.js';
import type { VideoJobs } from '#root/jobs/video-jobs.js';
import type { RunGateway } from '#root/queue/runs/run-gateway.js';

export interface Overview {
  open: OpenCount[];
  ended: EndedCount[];
  /** Queue of each step. Undefined if Redis does not answer. */
  queues: QueueState[] | undefined;
}

export interface OverviewDeps {
  videoJobs: Pick<VideoJobs, 'countOpen' | 'countEnded'>;
  flows: Pick<RunGateway, 'backlog' | 'condition'>;
}

/** Period that the overview covers, in milliseconds. */
export const OVERVIEW_MS = 24 * 3_600_000;

/** Reads the status overview. Throws `UnavailableError` if the database is unavailable. */
export async function readOverview({ videoJobs, flows }: OverviewDeps, now: Date): Promise<Overview> {
  const [open, ended, queues] = await Promise.all([
    videoJobs.countOpen(),
    videoJobs.countEnded({ since: new Date(now.getTime() - OVERVIEW_MS), now }),
    ifAvailable(readQueues(flows)),
  ]);
  return { open, ended, queues };
}

/**
 * Returns the section above the list: what stands still, open and ended greetings, failures, queues. Its parts are live
 * one by one. So the cards stay where a phone was swiped to, and a screen reader reads an alarm once.
 */
export function overviewSection({ open, ended, queues }: Overview, failures: FailureCount[], now: Date): Markup {
  return html`<section class="overview" aria-label="Overview">
<div data-live="alarms" role="alert">${queues === undefined ? '' : queueAlarms(queues)}</div>
<div class="cards" data-live="cards" tabindex="-1">
<div>
<h2>In progress</h2>
<dl>${openCount('QUEUED', open, now)}${openCount('PROCESSING', open, now)}</dl>
<h2>Ended in the last 24 hours</h2>
${endedChart(ended, now)}
</div>
<div class="queues">
<h2>Queues</h2>
${queues === undefined ? html`<p class="unavailable">Redis does not answer. Greetings are still accepted, and continue when Redis is back.</p>` : queueTable(queues)}
</div>
<div>
<h2>Failed in the last 24 hours</h2>
${failures.length === 0 ? html`<p class="none">None.</p>` : html`<ul>${failures.map(failureCount)}</ul>`}
</div>
</div>
</section>`;
}

function openCount(status: VideoJobStatus, open: OpenCount[], now: Date): Markup {
  const found = open.find((count) => count.status === status);
  const oldest =
    found === undefined
      ? html`<span class="none">none</span>`
      : html`${formatCount(found.count)} <a class="oldest" href="/greetings/${found.oldestId}">oldest ${formatDuration(now.getTime() - found.oldestAt.getTime())}</a>`;
  return html`<dt>${badge(status)}</dt><dd>${oldest}</dd>`;
}

function failureCount({ code, count }: FailureCount): Markup {
  return html`<li><a href="${listUrl({ error: code, age: '24h' })}"><code>${code}</code></a> ${formatCount(count)}</li>`;
}
