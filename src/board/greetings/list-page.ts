import { html } from 'hono/html';
import { badge, type Markup, page } from '#root/board/greetings/layout.js';
import { type ListQuery, listUrl } from '#root/board/greetings/query.js';
import { age } from '#root/board/greetings/time.js';
import { videoJobStatuses } from '#root/greeting/video-job.js';
import type { ListedVideoJob } from '#root/greeting/video-job-lists.js';

export interface ListPage {
  videoJobs: ListedVideoJob[];
  hasNewer: boolean;
  hasOlder: boolean;
}

/** Returns the page that lists greetings. */
export function listPage(query: ListQuery, { videoJobs, hasNewer, hasOlder }: ListPage, now: Date): Markup {
  return page(
    { title: 'Greetings' },
    html`<h1>Greetings</h1>
<div class="tools">
${filters(query)}
<form class="search" role="search" action="/greetings">
${query.status === undefined ? '' : html`<input type="hidden" name="status" value="${query.status}">`}
<input type="search" name="q" value="${query.q}" placeholder="Search by id" aria-label="Search by id" maxlength="200" autocomplete="off" spellcheck="false">
<button>Search</button>
</form>
</div>
${videoJobs.length === 0 ? html`<p class="empty">No greeting here${query.q === '' ? '' : html` whose id begins with “${query.q}”`}.</p>` : table(videoJobs, now)}
${pager(query, videoJobs, { hasNewer, hasOlder })}`,
  );
}

function filters({ status: current, q }: ListQuery): Markup {
  const filter = (label: string, status?: ListQuery['status']) =>
    html`<a href="${listUrl({ status, q })}"${status === current ? html` aria-current="true"` : ''}>${label}</a>`;
  return html`<nav class="filters" aria-label="Status">${filter('all')}${videoJobStatuses.map((status) => filter(status.toLowerCase(), status))}</nav>`;
}

function table(videoJobs: ListedVideoJob[], now: Date): Markup {
  return html`<table>
<thead><tr><th>Status</th><th>Greeting</th><th>Step</th><th>Run</th><th>Age</th><th>Error</th></tr></thead>
<tbody>
${videoJobs.map((videoJob) => row(videoJob, now))}
</tbody>
</table>`;
}

function row({ id, status, step, run, createdAt, failedStep, errorCode, errorMessage }: ListedVideoJob, now: Date) {
  return html`<tr>
<td data-label="Status">${badge(status)}</td>
<td data-label="Greeting" class="id"><a href="/greetings/${id}">${id}</a></td>
<td data-label="Step">${step ?? html`<span class="none">none yet</span>`}</td>
<td data-label="Run" class="number">${run}</td>
<td data-label="Age" class="age">${age(createdAt, now)}</td>
<td data-label="Error" class="error">${errorCode === null ? '' : html`<code>${errorCode}</code> at ${failedStep}<span>${errorMessage}</span>`}</td>
</tr>
`;
}

function pager(
  { status, q }: ListQuery,
  videoJobs: ListedVideoJob[],
  { hasNewer, hasOlder }: Omit<ListPage, 'videoJobs'>,
) {
  const [first, last] = [videoJobs.at(0), videoJobs.at(-1)];
  const newer = hasNewer && first !== undefined ? listUrl({ status, q, newer: first.id }) : undefined;
  const older = hasOlder && last !== undefined ? listUrl({ status, q, older: last.id }) : undefined;
  return html`<nav class="pager" aria-label="Pages">
${hasNewer ? html`<a href="${listUrl({ status, q })}">Newest</a>` : ''}
${newer === undefined ? '' : html`<a rel="prev" href="${newer}">← Newer</a>`}
${older === undefined ? '' : html`<a rel="next" href="${older}">Older →</a>`}
</nav>`;
}
