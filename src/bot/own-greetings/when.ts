import type { ChatLanguage } from '#root/telegram/texts.js';

const MINUTE_MS = 60_000;
// Lengths of the units, the longest first.
const units = [
  ['year', 365 * 24 * 60],
  ['month', 30 * 24 * 60],
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** Returns how long ago something was, in words: "вчера", "5 minutes ago". */
export function whenInWords(at: Date, now: Date, language: ChatLanguage): string {
  const minutes = Math.max(Math.floor((now.getTime() - at.getTime()) / MINUTE_MS), 0);
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const [unit, length] = units.find(([, length]) => minutes >= length) ?? ['second', 1];
  return format.format(-Math.floor(minutes / length), unit);
}
