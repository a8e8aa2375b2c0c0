import { html } from 'hono/html';
import { type Markup, page } from '#root/board/greetings/layout.js';

/** Returns a page with a message that explains why a request failed. @param id of the greeting to link back to */
export function errorPage(title: string, message: string, id?: string): Markup {
  const back =
    id === undefined
      ? html`<a href="/greetings">← All greetings</a>`
      : html`<a href="/greetings/${id}">← Back to the greeting</a>`;
  return page(
    { title },
    html`<p class="back">${back}</p>
<h1>${title}</h1>
<p>${message}</p>`,
  );
}
