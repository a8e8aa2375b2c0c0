import { expect, test } from 'vitest';
import { gainFor, HIGHEST_PEAK, trimSilence } from '#root/tts/level.js';

const tone = (length: number, amplitude: number) =>
  Int16Array.from({ length }, (_, index) => Math.sin(index / 5) * amplitude);

test('silence at both ends is cut to 15 ms, and the length cut off at the start is returned', () => {
  const sound = Int16Array.from([...new Int16Array(2_205), ...tone(1_000, 9_000), ...new Int16Array(2_205)]);
  const { samples, leadMs } = trimSilence(sound, 22_050);
  expect(leadMs).toBeCloseTo(85, 0);
  expect((samples.length - 1_000) / 22.05).toBeCloseTo(30, 0);
});

test('sound without silence at its ends is kept whole', () => {
  const sound = tone(1_000, 9_000);
  expect(trimSilence(sound, 22_050).samples.length).toBeGreaterThan(990);
  expect(trimSilence(sound, 22_050).leadMs).toBe(0);
});

test('loud and soft voices get the same level, and a click exceeds the limit by at most 6 dB', () => {
  const rms = (samples: Int16Array) =>
    Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
  for (const amplitude of [1_500, 8_000, 32_000]) {
    const samples = tone(4_000, amplitude);
    const level = 20 * Math.log10((rms(samples) * gainFor(samples)) / 32_768);
    expect(Math.abs(level + 18.6)).toBeLessThan(1);
  }
  const click = Int16Array.from([...tone(4_000, 1_000), 32_767]);
  expect(gainFor(click)).toBeLessThanOrEqual(2 * HIGHEST_PEAK);
});
