import { expect, test } from 'vitest';
import { gainFor, trimSilence } from '#root/tts/level.js';

const tone = (length: number, amplitude: number) =>
  Int16Array.from({ length }, (_, index) => Math.sin(index / 5) * amplitude);

test('silence is cut off both ends, and how much is told', () => {
  const sound = Int16Array.from([...new Int16Array(220), ...tone(1_000, 9_000), ...new Int16Array(500)]);
  const { samples, leadMs } = trimSilence(sound, 22_050);
  expect(leadMs).toBeCloseTo(10, 0);
  expect(samples.length).toBeLessThanOrEqual(1_000);
});

test('loud and soft voices come out at one level, and never at the edge of clipping', () => {
  const rms = (samples: Int16Array) =>
    Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
  for (const amplitude of [1_500, 8_000, 32_000]) {
    const samples = tone(4_000, amplitude);
    expect((rms(samples) * gainFor(samples)) / 32_768).toBeCloseTo(0.1, 1);
  }
  const click = Int16Array.from([...tone(4_000, 1_000), 32_767]);
  expect(32_767 * gainFor(click)).toBeLessThanOrEqual(32_768 * 0.8);
});
