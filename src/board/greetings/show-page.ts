import { html } from 'hono/html';
import { flowUrl } from '#root/board/bull-board.js';
import { badge, type Markup, page } from '#root/board/greetings/layout.js';
import { duration } from '#root/board/greetings/time.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { VideoJob } from '#root/greeting/video-job.js';

// Where a greeting is under way its page keeps up with it.
const REFRESH_AFTER_S = 3;

export interface ShowOptions {
  /** What was just done, in a sentence. */
  notice?: string | undefined;
  now: Date;
}

/** Returns the page of one greeting. */
export function showPage(videoJob: VideoJob, { notice, now }: ShowOptions): Markup {
  const { id, run, status } = videoJob;
  const isOpen = status === 'QUEUED' || status === 'PROCESSING';
  return page(
    { title: `Greeting ${id}`, refreshAfterS: isOpen ? REFRESH_AFTER_S : undefined },
    html`<p class="back"><a href="/greetings">← All greetings</a></p>
${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`}
<div class="title"><h1>For ${videoJob.spec?.to ?? 'nobody knows whom'}</h1>${badge(status)}</div>
<p class="id">${id}</p>
<div class="actions">
<form method="post" action="/greetings/${id}/${isOpen ? 'cancel' : 'retry'}">
${isOpen ? html`<button class="danger">Cancel</button>` : html`<button${status === 'COMPLETED' ? '' : html` class="primary"`}>Retry</button>`}
</form>
<a class="button" href="${flowUrl({ videoJobId: id, run })}">Flow of run ${run}</a>
</div>
${failure(videoJob)}
<div class="columns">
<section>${media(videoJob, isOpen)}</section>
<section>
<h2>Timeline</h2>
${timeline(videoJob, now)}
<h2>Content</h2>
${content(videoJob)}
</section>
</div>`,
  );
}

function failure({ failedStep, errorCode, errorMessage }: VideoJob): Markup | '' {
  if (errorCode === null) return '';
  return html`<div class="failure" role="alert"><strong><code>${errorCode}</code> at ${failedStep}</strong><p>${errorMessage}</p></div>`;
}

function media({ id, videoKey, posterKey, spec }: VideoJob, isOpen: boolean): Markup {
  if (videoKey === null) {
    return html`<div class="no-video">${isOpen ? 'The video is not made yet.' : 'There is no video.'}</div>`;
  }
  // A new run may make another video: its address tells them apart.
  const version = encodeURIComponent(videoKey);
  const poster = posterKey === null ? '' : html` poster="/greetings/${id}/poster?${encodeURIComponent(posterKey)}"`;
  return html`<video class="${spec?.format ?? 'portrait'}" controls preload="metadata" playsinline src="/greetings/${id}/video?${version}"${poster}></video>
<p class="download"><a href="/greetings/${id}/video?${version}" download="greeting-${id}.mp4">Download</a></p>`;
}

function timeline(videoJob: VideoJob, now: Date): Markup {
  const { createdAt, startedAt, finishedAt, cancelRequestedAt, status, step, run, durationMs } = videoJob;
  const moment = (name: string, at: Date | null, from: Date, cls = '') =>
    at === null
      ? html`<li class="ahead"><b>${name}</b></li>`
      : html`<li class="${cls}"><b>${name}</b> <time datetime="${at.toISOString()}">${readable(at)}</time>${at === from ? '' : html` <span>+${duration(at.getTime() - from.getTime())}</span>`}</li>`;
  return html`<ol class="timeline">
${moment('Created', createdAt, createdAt)}
${moment('Started', startedAt, createdAt)}
${cancelRequestedAt === null ? '' : moment('Cancel requested', cancelRequestedAt, startedAt ?? createdAt)}
${moment('Finished', finishedAt, startedAt ?? createdAt, status.toLowerCase())}
</ol>
<dl>
<dt>Age</dt><dd>${duration(now.getTime() - createdAt.getTime())}</dd>
<dt>Step</dt><dd>${step ?? 'none yet'}</dd>
<dt>Run</dt><dd>${run}</dd>
${durationMs === null ? '' : html`<dt>Video</dt><dd>${duration(durationMs)}</dd>`}
</dl>`;
}

function content({ spec, requestKey, chatId }: VideoJob): Markup {
  return html`<dl>
${spec === null ? html`<dt>Asks for</dt><dd>what this version cannot read</dd>` : choices(spec)}
<dt>Goes to</dt><dd>${chatId === null ? 'the folder' : html`chat ${chatId}`}</dd>
${requestKey === null ? '' : html`<dt>Request</dt><dd>${requestKey}</dd>`}
</dl>
${spec === null || spec.text === '' ? '' : html`<blockquote lang="${spec.language}">${spec.text}</blockquote>`}`;
}

function choices({ template, format, voice, photos, recording }: GreetingSpec): Markup {
  return html`<dt>Template</dt><dd>${template}, ${format}</dd>
<dt>Voice</dt><dd>${recording === undefined ? voice : 'a recording'}</dd>
${photos.length === 0 ? '' : html`<dt>Photos</dt><dd>${photos.length}</dd>`}`;
}

function readable(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
