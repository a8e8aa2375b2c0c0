import { html } from 'hono/html';
import { actions } from '#root/board/greetings/actions.js';
import { deeds } from '#root/board/greetings/audit-page.js';
import { formatDuration, formatTime } from '#root/board/greetings/format.js';
import { badge, type Markup, page } from '#root/board/greetings/layout.js';
import { earlierRuns, type RunState, stepTable, traces, waitingFor } from '#root/board/greetings/run-section.js';
import type { GreetingSpec } from '#root/greeting/spec.js';
import type { AuditEntry } from '#root/jobs/audit.js';
import type { EarlierRun } from '#root/jobs/next-runs.js';
import { hasEnded, type VideoJob } from '#root/jobs/video-job.js';

const LIVE_MS = 2_000;
// The moment of the poster, which is as small as Telegram's thumbnails: POSTER_AT_SECONDS in src/montage.
const POSTER_AT_S = 1.2;
// Interval for browsers without scripts.
const REFRESH_AFTER_S = 10;

export interface ShowOptions {
  /** Sentence that confirms the last action. */
  notice?: string | undefined;
  /** What Redis knows of the current run. Undefined if it does not answer. */
  state: RunState | undefined;
  earlier: EarlierRun[];
  /** What operators did to the greeting. */
  entries: AuditEntry[];
  /** Address of the trace of the current run. */
  traceUrl: string | undefined;
  now: Date;
}

/** Returns the page of one greeting. While the greeting is open, live.js updates the parts marked `data-live`. */
export function showPage(videoJob: VideoJob, { notice, state, earlier, entries, traceUrl, now }: ShowOptions): Markup {
  const { id, status } = videoJob;
  const isOpen = !hasEnded(videoJob);
  return page(
    { title: `Greeting ${id}`, head: isOpen ? refreshHead(videoJob) : '' },
    html`<p class="back"><a href="/greetings">← All greetings</a></p>
${notice === undefined ? '' : html`<p class="notice" role="status">${notice}</p>`}
${isOpen ? html`<p class="failure" id="stale" role="alert" data-every-ms="${LIVE_MS}" hidden>The board does not answer. This page may be out of date.</p>` : ''}
<div class="title"><h1>${videoJob.spec === null ? 'Greeting' : `For ${videoJob.spec.to}`}</h1><span data-live="status" aria-live="polite">${badge(status)}</span></div>
<p class="id">${id}</p>
<div class="actions" data-live="actions" tabindex="-1">${actions(videoJob, isOpen)}</div>
<div data-live="failure" aria-live="assertive">${failure(videoJob)}</div>
<div class="columns">
<section data-live="media" tabindex="-1" aria-label="Video">${media(videoJob, isOpen)}</section>
<section>
<div data-live="timeline">
<h2>Timeline</h2>
${timeline(videoJob, now)}
${steps(videoJob, state, now)}
${earlierRuns(earlier)}
${deeds(entries)}
</div>
<h2>Content</h2>
${content(videoJob)}
<h2>Logs and traces</h2>
${traces(id, traceUrl)}
</section>
</div>`,
  );
}

function refreshHead({ videoKey }: VideoJob): Markup | '' {
  // Does not reload a page with a video, because the video may be playing.
  return videoKey === null ? html`<noscript><meta http-equiv="refresh" content="${REFRESH_AFTER_S}"></noscript>` : '';
}

function steps(videoJob: VideoJob, state: RunState | undefined, now: Date): Markup | '' {
  const isOpen = !hasEnded(videoJob);
  if (state !== undefined) {
    // Redis forgets a finished run after a day.
    const isKnown = isOpen || state.addedAt !== undefined;
    return html`${isOpen ? waitingFor(state, now) : ''}${isKnown ? stepTable(state) : ''}`;
  }
  if (!isOpen) return '';
  return html`<p class="unavailable">Redis does not answer. The greeting continues when Redis is back.</p>`;
}

function failure({ failedStep, errorCode, errorMessage }: VideoJob): Markup | '' {
  if (errorCode === null) return '';
  return html`<div class="failure"><strong><code>${errorCode}</code>${failedStep === null ? '' : ` at ${failedStep}`}</strong><p>${errorMessage}</p></div>`;
}

function media({ id, videoKey, posterKey, spec }: VideoJob, isOpen: boolean): Markup {
  if (videoKey === null) {
    return html`<div class="no-video">${isOpen ? 'The video is not ready yet.' : 'There is no video.'}</div>`;
  }
  // A new run may make another video, so the address contains its key.
  const version = encodeURIComponent(videoKey);
  const poster =
    posterKey === null
      ? ''
      : html` poster="/greetings/${id}/poster?${encodeURIComponent(posterKey)}" data-poster-at="${POSTER_AT_S}"`;
  return html`<video class="${spec?.format ?? 'portrait'}" controls preload="metadata" playsinline src="/greetings/${id}/video?${version}"${poster}></video>
<p class="download"><a href="/greetings/${id}/video?${version}" download="greeting-${id}.mp4">Download</a></p>`;
}

function timeline(videoJob: VideoJob, now: Date): Markup {
  const { createdAt, startedAt, finishedAt, cancelRequestedAt, status, step, run, durationMs } = videoJob;
  const moment = (name: string, at: Date | null, from: Date, cls = '') =>
    at === null
      ? html`<li class="ahead"><b>${name}</b></li>`
      : html`<li class="${cls}"><b>${name}</b> ${formatTime(at)}${at === from ? '' : html` <span>+${formatDuration(at.getTime() - from.getTime())}</span>`}</li>`;
  return html`<ol class="timeline">
${moment('Created', createdAt, createdAt)}
${moment('Started', startedAt, createdAt)}
${cancelRequestedAt === null ? '' : moment('Cancel requested', cancelRequestedAt, startedAt ?? createdAt)}
${moment('Finished', finishedAt, startedAt ?? createdAt, status.toLowerCase())}
</ol>
<dl>
<dt>Age</dt><dd>${formatDuration(now.getTime() - createdAt.getTime())}</dd>
<dt>Step</dt><dd>${step ?? 'none yet'}</dd>
<dt>Run</dt><dd>${run}</dd>
${durationMs === null ? '' : html`<dt>Video</dt><dd>${formatDuration(durationMs)}</dd>`}
</dl>`;
}

function content({ spec, speechVoice, requestKey, chatId, forgottenAt }: VideoJob): Markup {
  return html`<dl>
${spec === null ? html`<dt>Content</dt><dd>${unreadable(forgottenAt)}</dd>` : choices(spec)}
${speechVoice === null ? '' : html`<dt>Spoken by</dt><dd>${speechVoice}</dd>`}
<dt>Destination</dt><dd>${chatId === null ? 'folder' : html`chat ${chatId}`}</dd>
${requestKey === null ? '' : html`<dt>Request key</dt><dd>${requestKey}</dd>`}
</dl>
${spec === null || spec.text === '' ? '' : html`<blockquote lang="${spec.language}">${spec.text}</blockquote>`}`;
}

function unreadable(forgottenAt: Date | null): Markup | string {
  if (forgottenAt === null) return 'This version cannot read it.';
  return html`Deleted at the request of the person who ordered, ${formatTime(forgottenAt)}`;
}

function choices({ template, format, voice, music, photos, recording }: GreetingSpec): Markup {
  return html`<dt>Template</dt><dd>${template}, ${format}</dd>
<dt>Voice</dt><dd>${recording === undefined ? voice : 'a recording'}</dd>
${music === undefined ? '' : html`<dt>Music</dt><dd>${music}</dd>`}
${photos.length === 0 ? '' : html`<dt>Photos</dt><dd>${photos.length}</dd>`}`;
}
