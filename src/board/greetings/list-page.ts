import { html } from 'hono/html';
import { batchLinks } from '#root/board/greetings/batch-page.js';
import { formatAge, formatTime } from '#root/board/greetings/format.js';
import { badge, type Markup, page } from '#root/board/greetings/layout.js';
import { type Overview, overviewSection } from '#root/board/greetings/overview.js';
import { ages, isUnfiltered, type ListQuery, listUrl } from '#root/board/greetings/query.js';
import { videoJobStatuses } from '#root/jobs/video-job.js';
import type { ListedVideoJob } from '#root/jobs/video-job-lists.js';
import type { FailureCount } from '#root/jobs/video-job-overview.js';
import { stepNames } from '#root/queue/definitions/index.js';

// The overview counts all greetings of a day each time.
const LIVE_MS = 10_000;

export interface ListPage {
  videoJobs: ListedVideoJob[];
  hasNewer: boolean;
  hasOlder: boolean;
  /** Name that was searched for. */
  name: string | undefined;
  /** Sentence that confirms the last action. */
  notice: string | undefined;
  /** Number of failures in the last 24 hours, by error code. */
  failures: FailureCount[];
  /** Undefined if the list is filtered. */
  overview: Overview | undefined;
}

/** Returns the page that lists greetings. */
export function listPage(query: ListQuery, content: ListPage, now: Date): Markup {
  const { videoJobs, name, notice, failures, overview } = content;
  return page(
    { title: 'Greetings' },
    html`<div class="title"><h1>Greetings</h1></div>
${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`}
<p class="failure" id="stale" role="alert" data-every-ms="${LIVE_MS}" hidden>The board does not answer. What you see is as old as the time below says.</p>
${overview === undefined ? '' : overviewSection(overview, failures, now)}
<div class="tools">
${statuses(query)}
${filters(query, name, failures)}
</div>
<div data-live="list" tabindex="-1">
<div class="above">${isUnfiltered(query) || videoJobs.length === 0 ? '' : batchLinks(query)}<p class="as-of">As of ${formatTime(now)}</p></div>
${videoJobs.length === 0 ? empty(query, name) : table(videoJobs, now)}
${pager(query, content)}
</div>`,
  );
}

function statuses({ status: current, older: _older, newer: _newer, ...others }: ListQuery): Markup {
  const filter = (label: string, status?: ListQuery['status']) =>
    html`<a href="${listUrl({ ...others, status })}"${status === current ? html` aria-current="true"` : ''}>${label}</a>`;
  return html`<nav class="filters" aria-label="Status">${filter('all')}${videoJobStatuses.map((status) => filter(status.toLowerCase(), status))}</nav>`;
}

function filters(
  { status, step, error, age, q }: ListQuery,
  name: string | undefined,
  failures: FailureCount[],
): Markup {
  const option = (value: string, name: string, current: string | undefined) =>
    html`<option value="${value}"${value === current ? html` selected` : ''}>${name}</option>`;
  return html`<form class="search" role="search" method="post" action="/greetings/search">
${status === undefined ? '' : html`<input type="hidden" name="status" value="${status}">`}
<input type="search" name="q" value="${name ?? q}" placeholder="Name, id, or chat 42" aria-label="Search by name, id or chat" maxlength="200" autocomplete="off" spellcheck="false">
<select name="step" aria-label="Step"><option value="">any step</option>${stepNames.map((name) => option(name, name, step))}</select>
<select name="age" aria-label="Age"><option value="">any age</option>${Object.entries(ages).map(([key, { name }]) => option(key, name, age))}</select>
<input name="error" value="${error ?? ''}" list="codes" placeholder="Error code" aria-label="Error code" maxlength="64" autocomplete="off" spellcheck="false">
<datalist id="codes">${failures.map(({ code }) => html`<option value="${code}"></option>`)}</datalist>
<button>Search</button>
</form>`;
}

function empty(query: ListQuery, name: string | undefined): Markup {
  if (isUnfiltered(query)) {
    return html`<p class="empty">No greetings yet. Write to the bot, or run <code>npm run greet -- --to Anna --text "Happy birthday!"</code></p>`;
  }
  const message = emptyMessage(query, name);
  return html`<p class="empty">${message} <a href="/greetings">Show all</a></p>`;
}

function emptyMessage({ q, name: sealed }: ListQuery, name: string | undefined): string {
  if (name !== undefined) return `No matching greeting is for “${name}”.`;
  if (sealed !== undefined) return 'This search has expired. Please search again.';
  if (q === '') return 'No greeting matches.';
  return `No matching greeting has an id that begins with “${q}”, or is for this chat.`;
}

function table(videoJobs: ListedVideoJob[], now: Date): Markup {
  return html`<table class="greetings">
<thead><tr>${['Status', 'Greeting', 'Step', 'Run', 'Age', 'Error'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${videoJobs.map((videoJob) => row(videoJob, now))}
</tbody>
</table>`;
}

function row(videoJob: ListedVideoJob, now: Date) {
  const { id, status, spec, chatId, step, run, createdAt, failedStep, errorCode, errorMessage, forgottenAt } = videoJob;
  return html`<tr>
<td>${badge(status)}</td>
<td class="whose">${poster(videoJob)}<div><a href="/greetings/${id}">${spec?.to ?? (forgottenAt === null ? 'Unreadable' : 'Deleted')}</a><span>${spec === null ? '' : `${spec.template} · `}${chatId === null ? 'folder' : `chat ${chatId}`}</span><span class="id">${id}</span></div></td>
<td>${failedStep ?? step ?? html`<span class="none">none yet</span>`}</td>
<td class="run">${run}</td>
<td class="age">${formatAge(createdAt, now)}</td>
<td class="error">${errorCode === null ? '' : html`<code>${errorCode}</code><span title="${errorMessage ?? ''}">${errorMessage}</span>`}</td>
</tr>
`;
}

function poster({ id, posterKey }: ListedVideoJob): Markup {
  if (posterKey === null) return html`<span class="poster"></span>`;
  return html`<img class="poster" src="/greetings/${id}/poster?${encodeURIComponent(posterKey)}" alt="" loading="lazy">`;
}

function pager({ older: _older, newer: _newer, ...query }: ListQuery, { videoJobs, hasNewer, hasOlder }: ListPage) {
  const [first, last] = [videoJobs.at(0), videoJobs.at(-1)];
  const newer = hasNewer && first !== undefined ? listUrl({ ...query, newer: first.id }) : undefined;
  const older = hasOlder && last !== undefined ? listUrl({ ...query, older: last.id }) : undefined;
  return html`<nav class="pager" aria-label="Pages">
${hasNewer ? html`<a href="${listUrl(query)}">Newest</a>` : ''}
${newer === undefined ? '' : html`<a rel="prev" href="${newer}">← Newer</a>`}
${older === undefined ? '' : html`<a rel="next" href="${older}">Older →</a>`}
</nav>`;
}
