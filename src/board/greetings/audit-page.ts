import { html } from 'hono/html';
import { formatCount, formatTime } from '#root/board/greetings/format.js';
import { type Markup, page } from '#root/board/greetings/layout.js';
import type { AuditEntry } from '#root/jobs/audit.js';

/** Returns the page that lists what operators did. */
export function auditPage(entries: AuditEntry[], { hasOlder }: { hasOlder: boolean }): Markup {
  const last = entries.at(-1);
  return page(
    { title: 'Actions', current: 'actions' },
    html`<h1>Actions of operators</h1>
${entries.length === 0 ? html`<p class="empty">Nobody has done anything yet.</p>` : table(entries)}
<nav class="pager" aria-label="Pages">${hasOlder && last !== undefined ? html`<a rel="next" href="/greetings/audit?older=${last.id}">Older →</a>` : ''}</nav>`,
  );
}

function table(entries: AuditEntry[]): Markup {
  return html`<table class="audit">
<thead><tr>${['When', 'Who', 'Action', 'On'].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${entries.map(row)}</tbody>
</table>`;
}

function row(entry: AuditEntry): Markup {
  const { at, who, action } = entry;
  return html`<tr><td>${formatTime(at)}</td><td>${who}</td><td>${action}</td><td>${subject(entry)}</td></tr>
`;
}

function subject({ videoJobId, run, step, count, about }: AuditEntry): Markup | string {
  if (videoJobId !== null) return html`<a href="/greetings/${videoJobId}" class="id">${videoJobId}</a> run ${run}`;
  if (about !== null) return about;
  return count === null ? `step ${step}` : `${formatCount(count)} ${count === 1 ? 'greeting' : 'greetings'}`;
}

/** Returns the section of a greeting's page that lists what operators did to it. */
export function deeds(entries: AuditEntry[]): Markup | '' {
  if (entries.length === 0) return '';
  return html`<h2>Actions of operators</h2>
<ol class="runs">${entries.map(
    ({ who, action, run, at, batchId }) =>
      html`<li><b>${who}</b>: ${action} run ${run}${batchId === null ? '' : ', with others'} ${formatTime(at)}</li>`,
  )}</ol>`;
}
