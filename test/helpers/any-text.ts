import { expect } from 'vitest';
import { type NormaliseOptions, normalise } from '#root/tts/normalise/normalise.js';
import { createRandom, pick } from '../chaos/random.js';

/** Returns texts of up to 14 pieces each, the same in every run. */
export function anyTexts(pieces: readonly string[], { count, seed }: { count: number; seed: number }): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => {
    const length = 1 + Math.floor(random() * 14);
    return Array.from({ length }, () => pick(random, pieces)).join('');
  });
}

/** Checks that every character of the spoken text names its place in the written one. Returns the spoken text. */
export function expectPlaces(written: string, options: NormaliseOptions): string {
  const { text, source } = normalise(written, options);
  const last = Array.from(written).length - 1;
  expect(source, written).toHaveLength(Array.from(text).length);
  expect(
    source.every((from, index) => from >= (source[index - 1] ?? 0) && from <= last),
    written,
  ).toBe(true);
  return text;
}

/** Checks that the time to normalise a piece over and over grows as its length does. */
export function expectLinearTime(piece: string, options: NormaliseOptions): void {
  expectLinearReading(piece, (text) => normalise(text, options));
}

/** Checks that the time to read a piece over and over grows as its length does. */
export function expectLinearReading(piece: string, read: (text: string) => unknown): void {
  const measure = (times: number) => {
    const start = process.cpuUsage();
    read(piece.repeat(times));
    return process.cpuUsage(start).user;
  };
  // V8 compiles a pattern when it is used for the second time.
  measure(50);
  measure(50);
  // Quadratic time would take a hundred times as long, linear time ten times.
  const limit = 40 * Math.max(measure(75), 2500);
  const long = measure(750);
  // Other threads of the process work, too.
  expect(long < limit ? long : measure(750)).toBeLessThan(limit);
}
