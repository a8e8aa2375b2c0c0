import { html } from 'hono/html';
import { flowUrl } from '#root/board/bull-board.js';
import type { Markup } from '#root/board/greetings/layout.js';
import type { VideoJob, VideoJobStatus } from '#root/jobs/video-job.js';

/** Questions to confirm an action. A failed greeting is retried without one. */
const questions: Partial<Record<VideoJobStatus, string>> = {
  QUEUED: 'Cancel this greeting? No video is made, and its messages are removed from the chat.',
  PROCESSING: 'Cancel this greeting? The work on it stops, and its messages are removed from the chat.',
  COMPLETED: 'Retry this greeting? Its video was already delivered.',
  CANCELLED: 'Retry this greeting? It was cancelled. A retry delivers its video after all.',
};

/** Returns the buttons to retry or cancel a greeting, and the link to its flow. */
export function actions({ id, run, status, forgottenAt }: VideoJob, isOpen: boolean): Markup {
  const [name, label] = isOpen ? ['cancel', 'Cancel'] : ['retry', 'Retry'];
  const question = questions[status];
  const action = `/greetings/${id}/${name}`;
  const kind = isOpen ? 'danger' : 'primary';
  const link = html`<a class="button" href="${flowUrl({ videoJobId: id, run })}">Flow of run ${run}</a>`;
  // Nothing is left to make a video of.
  if (forgottenAt !== null) return link;
  return html`${
    question === undefined
      ? html`<form method="post" action="${action}"><button class="${kind}">${label}</button></form>`
      : html`<button popovertarget="question" class="${isOpen ? kind : ''}">${label}</button>
<div id="question" popover role="dialog" aria-labelledby="question-text">
<p id="question-text">${question}</p>
<form method="post" action="${action}">
<button class="${kind}">Yes, ${name} it</button>
<button type="button" popovertarget="question" popovertargetaction="hide" autofocus>No, leave it</button>
</form>
</div>`
  }
${link}`;
}
