import { html } from 'hono/html';
import { QUEUES_PATH } from '#root/board/bull-board.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';

/** Markup of a page or of a part of a page. */
export type Markup = ReturnType<typeof html>;

export interface PageOptions {
  title: string;
  /** Item of the navigation that is shown. */
  current?: 'greetings' | 'actions';
  /** Additional content of the `head` element. */
  head?: Markup | '' | undefined;
}

const here = html` aria-current="page"`;

/** Returns a complete page with the board's header. */
export function page({ title, current = 'greetings', head = '' }: PageOptions, content: Markup): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} · Zdravitsa</title>
<link rel="icon" href="/greetings/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/greetings/style.css">
<script type="module" src="/greetings/live.js"></script>
${head}
</head>
<body>
<header class="top">
<a class="brand" href="/greetings"><img src="/greetings/icon.svg" alt="" width="24" height="24">Zdravitsa</a>
<nav aria-label="Main"><a href="/greetings"${current === 'greetings' ? here : ''}>Greetings</a><a href="${QUEUES_PATH}">Queues</a><a href="/greetings/audit"${current === 'actions' ? here : ''}>Actions</a></nav>
</header>
<main>
${content}
</main>
</body>
</html>`;
}

/** Returns a coloured label for a status. */
export function badge(status: VideoJobStatus): Markup {
  return html`<span class="badge ${status.toLowerCase()}">${status.toLowerCase()}</span>`;
}
