import { html } from 'hono/html';
import type { Markup } from '#root/board/greetings/layout.js';
import { counted } from '#root/board/greetings/time.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import type { EndedCount } from '#root/jobs/video-job-overview.js';

const HOURS = 24;
const HEIGHT = 60;
const STEP = 10;
const WIDTH = 8;
// A single failure among thousands is to be seen.
const LEAST_HEIGHT = 2;

// From the ground up.
const shown: VideoJobStatus[] = ['COMPLETED', 'CANCELLED', 'FAILED'];

/** Returns a picture of how many greetings ended in each of the last 24 hours, with the sums beside it. */
export function endedChart(ended: EndedCount[], now: Date): Markup {
  const hours = Array.from({ length: HOURS }, (_, index) => countsOf(ended, HOURS - 1 - index));
  const most = Math.max(1, ...hours.map(sum));
  const total = shown.map((_, at) => sum(hours.map((counts) => counts[at] ?? 0)));
  return html`<figure class="ended">
<svg viewBox="0 0 ${HOURS * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
${hours.map((counts, index) => bar(counts, { x: index * STEP, most, title: titleOf(counts, HOURS - 1 - index, now) }))}
</svg>
<figcaption>${shown.map((status, at) => html`<span class="${status.toLowerCase()}">${counted(total[at] ?? 0)} ${status.toLowerCase()}</span>`)}</figcaption>
</figure>`;
}

function countsOf(ended: EndedCount[], hoursAgo: number): number[] {
  return shown.map((status) => sum(ended.flatMap((found) => (isOf(found, status, hoursAgo) ? found.count : []))));
}

function isOf(found: EndedCount, status: VideoJobStatus, hoursAgo: number): boolean {
  return found.status === status && found.hoursAgo === hoursAgo;
}

function bar(counts: number[], { x, most, title }: { x: number; most: number; title: string }): Markup {
  const heights = counts.map((count) => (count === 0 ? 0 : Math.max(LEAST_HEIGHT, (count / most) * HEIGHT)));
  // What is made visible at the top is taken from the bottom.
  const over = Math.max(0, sum(heights) - HEIGHT);
  const parts = heights.map((height, at) => (at === heights.indexOf(Math.max(...heights)) ? height - over : height));
  return html`<g><title>${title}</title>${parts.map((height, at) => {
    const y = HEIGHT - sum(parts.slice(0, at + 1));
    return height === 0
      ? ''
      : html`<rect class="${shown[at]?.toLowerCase()}" x="${x}" y="${y.toFixed(2)}" width="${WIDTH}" height="${height.toFixed(2)}"></rect>`;
  })}</g>
`;
}

function titleOf(counts: number[], hoursAgo: number, now: Date): string {
  const until = new Date(now.getTime() - hoursAgo * 3_600_000).toISOString().slice(11, 16);
  return `Hour to ${until} UTC: ${shown.map((status, at) => `${counts[at]} ${status.toLowerCase()}`).join(', ')}`;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
