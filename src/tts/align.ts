import type { WordTime } from '#root/greeting/artifacts.js';
import { FULL_SCALE } from '#root/media/sound.js';

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

// Of full scale: quieter than this is a pause.
const PAUSE = 0.02;
const STEP_MS = 10;

/**
 * Returns the words of the text spread over a sound of which nobody knows what is said when: each takes as much of what
 * is heard as it has letters, and pauses take none.
 */
export function spreadWords(text: string, samples: Int16Array, sampleRate: number): WordTime[] {
  const heard = heardMs(samples, sampleRate);
  const endMs = (samples.length / sampleRate) * 1_000;
  const words = splitWords(text);
  const weights = words.map(({ from, to }) => to - from + 1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  const starts = weights.map((weight) => {
    const startMs = heard[Math.floor((heard.length * before) / all)] ?? endMs;
    before += weight;
    return startMs;
  });
  return words.map((word, index) => ({
    text: word.text,
    startMs: starts[index] ?? endMs,
    endMs: starts[index + 1] ?? endMs,
  }));
}

/** The steps of ten milliseconds in which there is a sound, by their beginning; all of them where there is none at all. */
function heardMs(samples: Int16Array, sampleRate: number): number[] {
  const step = Math.round((sampleRate * STEP_MS) / 1_000);
  const steps = Array.from({ length: Math.floor(samples.length / step) }, (_, index) => index);
  const isHeard = (index: number) =>
    samples.subarray(index * step, (index + 1) * step).some((sample) => Math.abs(sample) > PAUSE * FULL_SCALE);
  const heard = steps.filter(isHeard);
  return (heard.length > 0 ? heard : steps).map((index) => index * STEP_MS);
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
