import { html } from 'hono/html';
import { formatCount } from '#root/board/greetings/format.js';
import type { Markup } from '#root/board/greetings/layout.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';
import type { EndedCount } from '#root/jobs/video-job-overview.js';

const HOURS = 24;
const HEIGHT = 60;
const STEP = 10;
const WIDTH = 8;
// Minimum height of a part, so that a single failure among thousands is visible.
const MIN_HEIGHT = 2;

// Order of the stacked bars, from bottom to top.
const statuses: VideoJobStatus[] = ['COMPLETED', 'CANCELLED', 'FAILED'];

/** Returns a bar chart of the greetings that ended in each of the last 24 hours, with the totals below it. */
export function endedChart(ended: EndedCount[], now: Date): Markup {
  const hours = Array.from({ length: HOURS }, (_, index) => countsOf(ended, HOURS - 1 - index));
  const most = Math.max(1, ...hours.map(sum));
  const totals = statuses.map((_, index) => sum(hours.map((counts) => counts[index] ?? 0)));
  return html`<figure class="ended">
<svg viewBox="0 0 ${HOURS * STEP} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
${hours.map((counts, index) => bar(counts, { x: index * STEP, most, title: titleOf(counts, HOURS - 1 - index, now) }))}
</svg>
<figcaption>${statuses.map((status, index) => html`<span class="${status.toLowerCase()}">${formatCount(totals[index] ?? 0)} ${status.toLowerCase()}</span>`)}</figcaption>
</figure>`;
}

function countsOf(ended: EndedCount[], hoursAgo: number): number[] {
  return statuses.map((status) => sum(ended.flatMap((found) => (isOf(found, status, hoursAgo) ? found.count : []))));
}

function isOf(found: EndedCount, status: VideoJobStatus, hoursAgo: number): boolean {
  return found.status === status && found.hoursAgo === hoursAgo;
}

function bar(counts: number[], { x, most, title }: { x: number; most: number; title: string }): Markup {
  const heights = counts.map((count) => (count === 0 ? 0 : Math.max(MIN_HEIGHT, (count / most) * HEIGHT)));
  // The minimum can make the stack too high. The tallest part gives up the difference.
  const excess = Math.max(0, sum(heights) - HEIGHT);
  const parts = heights.map((height, index) =>
    index === heights.indexOf(Math.max(...heights)) ? height - excess : height,
  );
  return html`<g><title>${title}</title>${parts.map((height, index) => {
    const y = HEIGHT - sum(parts.slice(0, index + 1));
    return height === 0
      ? ''
      : html`<rect class="${statuses[index]?.toLowerCase()}" x="${x}" y="${y.toFixed(2)}" width="${WIDTH}" height="${height.toFixed(2)}"></rect>`;
  })}</g>
`;
}

function titleOf(counts: number[], hoursAgo: number, now: Date): string {
  const until = new Date(now.getTime() - hoursAgo * 3_600_000).toISOString().slice(11, 16);
  return `Hour to ${until} UTC: ${statuses.map((status, index) => `${counts[index]} ${status.toLowerCase()}`).join(', ')}`;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
