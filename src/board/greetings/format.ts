import { html } from 'hono/html';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** Returns a length of time in its largest unit, and the next one where that says more: `2 h 5 min`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(ms, 0) / 1_000).toFixed(1)} s`;
  const at = units.findIndex(([, size]) => ms >= size);
  const [name, size] = units[at] ?? units[3];
  const next = units[at + 1];
  const rest = next === undefined ? 0 : Math.floor((ms % size) / next[1]);
  return `${Math.floor(ms / size)} ${name}${rest > 0 ? ` ${rest} ${next?.[0]}` : ''}`;
}

/** Returns how long ago it was, with the exact time for whoever points at it. */
export function age(at: Date, now: Date) {
  return html`<time datetime="${at.toISOString()}" title="${at.toISOString()}">${duration(now.getTime() - at.getTime())} ago</time>`;
}

/** Returns a count as it is read: `30,888`. */
export function counted(count: number): string {
  return count.toLocaleString('en');
}
