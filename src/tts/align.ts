import type { WordTime } from '#root/greeting/artifacts.js';

export interface SpokenAt {
  /** Index in the text, in code points. */
  index: number;
  startMs: number;
}

/**
 * Returns the words of the text, as white space parts them, with the time at which each is heard: an engine tells the
 * start of what it speaks, several times within a word ("25" is two) or not at all (a lone dash).
 * @param endMs of the last word
 */
export function alignWords(text: string, events: readonly SpokenAt[], endMs: number): WordTime[] {
  const words = splitWords(text);
  const starts = words.map(({ from, to }) => firstStart(events, from, to));
  // A word of which nothing is heard takes no time: it is there as soon as the one before it is over.
  const known = starts.map(
    (start, index) => start ?? starts.slice(index).find((later) => later !== undefined) ?? endMs,
  );
  let latest = 0;
  const rising = known.map((start) => {
    latest = Math.min(Math.max(latest, start), endMs);
    return latest;
  });
  return words.map((word, index) => ({
    text: word.text,
    startMs: rising[index] ?? endMs,
    endMs: rising[index + 1] ?? endMs,
  }));
}

function splitWords(text: string): { text: string; from: number; to: number }[] {
  return Array.from(text.matchAll(/\S+/gu), (match) => {
    const from = Array.from(text.slice(0, match.index)).length;
    return { text: match[0], from, to: from + Array.from(match[0]).length };
  });
}

function firstStart(events: readonly SpokenAt[], from: number, to: number): number | undefined {
  const inside = events.filter(({ index }) => index >= from && index < to).map(({ startMs }) => startMs);
  return inside.length > 0 ? Math.min(...inside) : undefined;
}
