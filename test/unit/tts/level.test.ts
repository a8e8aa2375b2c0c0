import { expect, test } from 'vitest';
import { level, trimSilence, withoutRumble } from '#root/tts/level.js';

const RATE = 22_050;

const tone = (length: number, amplitude: number) =>
  Int16Array.from({ length }, (_, index) => Math.sin(index / 5) * amplitude);

/** Returns the root mean square of a part, in decibels. */
function decibels(samples: Float32Array, from = 0, to = samples.length): number {
  const part = samples.subarray(from, to);
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
}

test.each([9_000, 90])('silence at both ends of a sound of amplitude %i is cut to 15 ms', (amplitude) => {
  const sound = Int16Array.from([...new Int16Array(2_205), ...tone(1_000, amplitude), ...new Int16Array(2_205)]);
  const { samples, leadMs } = trimSilence(sound, RATE);
  expect(leadMs).toBeCloseTo(85, 0);
  expect((samples.length - 1_000) / 22.05).toBeCloseTo(30, 0);
});

test('sound without silence at its ends is kept whole', () => {
  const sound = tone(1_000, 9_000);
  expect(trimSilence(sound, RATE).samples.length).toBeGreaterThan(990);
  expect(trimSilence(sound, RATE).leadMs).toBe(0);
});

test('loud and soft voices get the same level, and silence stays silent', () => {
  const usual = decibels(level(tone(RATE, 8_000), RATE));
  for (const amplitude of [80, 1_500, 32_000]) {
    expect(decibels(level(tone(RATE, amplitude), RATE))).toBeCloseTo(usual, 0);
  }
  expect(level(new Int16Array(RATE), RATE).every((sample) => sample === 0)).toBe(true);
});

test('a knock does not make a soft voice softer', () => {
  const knocked = tone(2 * RATE, 300);
  knocked.fill(32_767, RATE, RATE + 200);
  const usual = decibels(level(tone(2 * RATE, 300), RATE));
  expect(decibels(level(knocked, RATE), 0, RATE)).toBeCloseTo(usual, 0);
});

test('a voice that becomes much softer is evened out, natural changes and noise in pauses are not', () => {
  const [loud, far, noise] = [tone(2 * RATE, 8_000), tone(2 * RATE, 500), tone(RATE, 30)];
  const evened = level(Int16Array.from([...loud, ...far, ...noise]), RATE);
  const voice = decibels(evened, 0, RATE);
  expect(Math.abs(decibels(evened, 3 * RATE, 3.9 * RATE) - voice)).toBeLessThan(6);
  expect(decibels(evened, 4.5 * RATE) - voice).toBeLessThan(-40);
  const soft = level(Int16Array.from([...loud, ...tone(2 * RATE, 6_000)]), RATE);
  expect(decibels(soft, 3 * RATE) - decibels(soft, 0, RATE)).toBeCloseTo(-2.5, 0);
});

test('an offset and the hum of the mains are taken out of a recording', () => {
  const hum = Int16Array.from({ length: RATE }, (_, i) => 5_000 + 3_000 * Math.sin((2 * Math.PI * 50 * i) / RATE));
  const heard = Float32Array.from(withoutRumble(hum, RATE));
  expect(decibels(heard, RATE / 2)).toBeLessThan(20 * Math.log10(3_000 / Math.SQRT2) - 14);
  expect(Math.max(...withoutRumble(new Int16Array(RATE).fill(9_000), RATE))).toBe(0);
});
