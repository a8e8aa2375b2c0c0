import type { WordTime } from '#root/greeting/artifacts.js';
import { speechAmplitude } from '#root/media/speech-loudness.js';
import type { SpeechEvent } from '#root/tts/speech-engine.js';

/**
 * Returns the words of the text, split at white space, with the time at which each is heard. An engine may report
 * several events within a word ("25" is spoken as two words) or none (a lone dash).
 * @param endMs end of the last word
 */
export function alignWords(text: string, events: readonly SpeechEvent[], endMs: number): WordTime[] {
  const words = splitWords(text);
  const starts = words.map(({ from, to }) => firstStart(events, from, to));
  // A word without an event takes no time: it starts and ends when the next word starts.
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

// Highest amplitude of a pause, below the loudness of the speech, in decibels.
const PAUSE_BELOW_DB = 14;
const STEP_MS = 10;

/**
 * Returns the words of the text spread over a sound without known word times. Each word takes a share of the audible
 * parts that is proportional to its length. Pauses are skipped.
 */
export function spreadWords(text: string, samples: Int16Array, sampleRate: number): WordTime[] {
  const audible = audibleMs(samples, sampleRate);
  const endMs = (samples.length / sampleRate) * 1_000;
  const words = splitWords(text);
  const weights = words.map(({ from, to }) => to - from + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  const starts = weights.map((weight) => {
    const startMs = audible[Math.floor((audible.length * before) / total)] ?? endMs;
    before += weight;
    return startMs;
  });
  return words.map((word, index) => ({
    text: word.text,
    startMs: starts[index] ?? endMs,
    endMs: starts[index + 1] ?? endMs,
  }));
}

/** Returns the starts of the audible steps of ten milliseconds, or of all steps if none is audible. */
function audibleMs(samples: Int16Array, sampleRate: number): number[] {
  const step = Math.round((sampleRate * STEP_MS) / 1_000);
  const steps = Array.from({ length: Math.floor(samples.length / step) }, (_, index) => index);
  const pause = speechAmplitude(samples, sampleRate) * 10 ** (-PAUSE_BELOW_DB / 20);
  const isAudible = (index: number) =>
    samples.subarray(index * step, (index + 1) * step).some((sample) => Math.abs(sample) > pause);
  const audible = steps.filter(isAudible);
  return (audible.length > 0 ? audible : steps).map((index) => index * STEP_MS);
}

/** Returns the words of a text, split at white space, with where each begins and ends in it, in code points. */
export function splitWords(text: string): { text: string; from: number; to: number }[] {
  return Array.from(text.matchAll(/\S+/gu), (match) => {
    const from = Array.from(text.slice(0, match.index)).length;
    return { text: match[0], from, to: from + Array.from(match[0]).length };
  });
}

function firstStart(events: readonly SpeechEvent[], from: number, to: number): number | undefined {
  const inside = events.filter(({ index }) => index >= from && index < to).map(({ startMs }) => startMs);
  return inside.length > 0 ? Math.min(...inside) : undefined;
}
