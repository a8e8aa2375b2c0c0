import { html } from 'hono/html';
import { flowUrl } from '#root/board/bull-board.js';
import type { Markup } from '#root/board/greetings/layout.js';
import type { VideoJob, VideoJobStatus } from '#root/jobs/video-job.js';

/** What is asked before it is done; a greeting that failed is retried at once. */
const questions: Partial<Record<VideoJobStatus, string>> = {
  QUEUED: 'Cancel this greeting? It will not be made, and its chat is cleared of it.',
  PROCESSING: 'Cancel this greeting? Its work is stopped, and its chat is cleared of it.',
  COMPLETED: 'Retry this greeting? Its video was delivered already.',
  CANCELLED: 'Retry this greeting? It was cancelled; now its video would be delivered after all.',
};

/** Returns what the operator can do with a greeting. */
export function actions({ id, run, status }: VideoJob, isOpen: boolean): Markup {
  const [name, label] = isOpen ? ['cancel', 'Cancel'] : ['retry', 'Retry'];
  const question = questions[status];
  const action = `/greetings/${id}/${name}`;
  const kind = isOpen ? 'danger' : 'primary';
  return html`${
    question === undefined
      ? html`<form method="post" action="${action}"><button class="${kind}">${label}</button></form>`
      : html`<button popovertarget="question" class="${isOpen ? kind : ''}">${label}</button>
<div id="question" popover role="dialog" aria-labelledby="asked">
<p id="asked">${question}</p>
<form method="post" action="${action}">
<button class="${kind}">Yes, ${name} it</button>
<button type="button" popovertarget="question" popovertargetaction="hide" autofocus>No, leave it</button>
</form>
</div>`
  }
<a class="button" href="${flowUrl({ videoJobId: id, run })}">Flow of run ${run}</a>`;
}
