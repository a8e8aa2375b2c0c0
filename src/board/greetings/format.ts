import { html } from 'hono/html';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** Formats a duration in its largest unit and the next smaller one: `2 h 5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(ms, 0) / 1_000).toFixed(1)} s`;
  const index = units.findIndex(([, size]) => ms >= size);
  const [name, size] = units[index] ?? units[3];
  const next = units[index + 1];
  const rest = next === undefined ? 0 : Math.floor((ms % size) / next[1]);
  return `${Math.floor(ms / size)} ${name}${rest > 0 ? ` ${rest} ${next?.[0]}` : ''}`;
}

/** Formats a moment in UTC. live.js adds the local time of the operator. */
export function formatTime(at: Date) {
  return html`<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** Formats the time since a moment, roughly if it is long, with the exact time as a tooltip. */
export function formatAge(at: Date, now: Date) {
  const ms = now.getTime() - at.getTime();
  // From ten minutes on without seconds, and from ten hours on without minutes.
  const precision = [3_600_000, 60_000].find((unit) => ms >= 10 * unit) ?? 1;
  const age = formatDuration(Math.floor(ms / precision) * precision);
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString()}">${age} ago</time>`;
}

/** Formats a count: `30,888`. */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}
