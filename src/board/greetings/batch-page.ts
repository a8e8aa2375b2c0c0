import { html } from 'hono/html';
import { type BatchAction, MAX_CHANGED, statusesOf } from '#root/board/greetings/batch.js';
import { formatCount } from '#root/board/greetings/format.js';
import { type Markup, page } from '#root/board/greetings/layout.js';
import { ages, type ListQuery, listUrl } from '#root/board/greetings/query.js';

export interface BatchQuestion {
  action: BatchAction;
  query: ListQuery;
  /** Name that was searched for. */
  name: string | undefined;
  /** Number of greetings that match. */
  matching: number;
  /** Whether more match than were counted. */
  hasMore: boolean;
  at: Date;
}

const effects: Record<BatchAction, string> = {
  retry: 'Each starts a new run, behind the greetings that wait now.',
  cancel: 'The work on them stops, no video is made, and their messages are removed from the chats.',
};

/** Returns the links that begin an action on all greetings of a filtered list. */
export function batchLinks(query: ListQuery): Markup {
  const link = (action: BatchAction, label: string) => {
    const [status, ...others] = statusesOf(action, query);
    if (status === undefined) return '';
    const which = others.length > 0 ? 'open' : status.toLowerCase();
    return html`<a href="${batchUrl(action, query)}">${label} all ${which}…</a>`;
  };
  return html`<nav class="batch" aria-label="Actions on all">${link('retry', 'Retry')}${link('cancel', 'Cancel')}</nav>`;
}

function batchUrl(action: BatchAction, { older: _older, newer: _newer, ...query }: ListQuery): string {
  const [, filters = ''] = listUrl(query).split('?');
  return `/greetings/batch?${new URLSearchParams({ action }).toString()}&${filters}`;
}

/** Returns the page that asks whether to change all greetings that match. */
export function batchPage(question: BatchQuestion): Markup {
  const { action, query, matching, hasMore } = question;
  const { older: _older, newer: _newer, ...filters } = query;
  const count = Math.min(matching, MAX_CHANGED);
  const greetings = `${formatCount(count)} ${count === 1 ? 'greeting' : 'greetings'}`;
  const verb = action === 'retry' ? 'Retry' : 'Cancel';
  return page(
    { title: `${verb} ${greetings}` },
    html`<p class="back"><a href="${listUrl(filters)}">← Back to the list</a></p>
<h1>${count === 0 ? `There is nothing to ${action}` : `${verb} ${greetings}?`}</h1>
<p>${describe(question)}</p>
${count === 0 ? '' : confirmation(question, filters, greetings)}
${matching > count ? html`<p>${hasMore ? 'More than ' : ''}${formatCount(matching)} match. The ${greetings} that were ordered first are changed now. Repeat it for the others.</p>` : ''}`,
  );
}

function confirmation({ action, matching, at }: BatchQuestion, filters: Partial<ListQuery>, greetings: string): Markup {
  const count = Math.min(matching, MAX_CHANGED);
  const fields = { ...filters, action, at: at.getTime(), count };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return html`<p>${effects[action]}${action === 'retry' && filters.status === 'COMPLETED' ? ' Their videos were already delivered and are delivered again.' : ''}</p>
<form class="actions" method="post" action="/greetings/batch">
${given.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="${action === 'cancel' ? 'danger' : 'primary'}">Yes, ${action} ${greetings}</button>
<a class="button" href="${listUrl(filters)}">No, leave them</a>
</form>`;
}

/** Returns the filter in words. */
function describe({ action, query, name }: BatchQuestion): string {
  const { step, error, age, q } = query;
  const words = [
    `status ${statusesOf(action, query).join(' or ').toLowerCase() || query.status?.toLowerCase()}`,
    ...(step === undefined ? [] : [`step ${step}`]),
    ...(error === undefined ? [] : [`error ${error}`]),
    ...(age === undefined ? [] : [ages[age].name]),
    ...(q === '' ? [] : [`“${q}”`]),
    ...(name === undefined ? [] : [`name “${name}”`]),
  ];
  return `Greetings with ${words.join(', ')}.`;
}
