import { expect, test } from 'vitest';
import type { InstrumentName } from '#root/dev/music/instruments.js';
import { loudnessOf } from '#root/dev/music/loudness.js';
import { perform } from '#root/dev/music/perform.js';
import { defineScore, line, play } from '#root/dev/music/score.js';
import { SAMPLE_RATE } from '#root/media/sound.js';

function scoreOf(text: string, instrument: InstrumentName = 'celesta') {
  const melody = line(text);
  return defineScore({
    title: 'Test',
    source: 'this project',
    licence: 'MIT',
    beatSeconds: 0.5,
    beatsPerBar: 4,
    bars: 1,
    melody,
    compose: () => play(melody, { from: 0, velocity: 0.3, instrument, pan: 0 }),
  });
}

/** Returns the level of a frequency in the left side, from that second on. */
function levelAt(samples: Float32Array, hertz: number, second: number): number {
  const count = SAMPLE_RATE / 5;
  const first = Math.round(second * SAMPLE_RATE);
  let [real, imaginary] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    const value = samples[(first + index) * 2] ?? 0;
    real += value * Math.cos((2 * Math.PI * hertz * index) / SAMPLE_RATE);
    imaginary += value * Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE);
  }
  return Math.hypot(real, imaginary) / count;
}

test('a line is heard at its pitches and at its times', () => {
  const samples = perform(scoreOf('A4 - E5 -'));
  expect(levelAt(samples, 440, 0.1)).toBeGreaterThan(5 * levelAt(samples, 659.26, 0.1));
  expect(levelAt(samples, 659.26, 1.1)).toBeGreaterThan(5 * levelAt(samples, 440, 1.1));
});

test('the end of the loop continues at its beginning without a step', () => {
  const samples = perform(scoreOf('A4*4', 'strings'));
  const left = samples.filter((_, index) => index % 2 === 0);
  const steps = left.map((value, index) => Math.abs(value - (left.at(index - 1) ?? 0)));
  const beside = Math.max(...steps.slice(1, 400), ...steps.slice(-400));
  expect(steps[0]).toBeLessThanOrEqual(beside * 1.1);
});

test('the same score gives the same samples', () => {
  const [one, other] = [perform(scoreOf('A4 - E5 -')), perform(scoreOf('A4 - E5 -'))];
  expect(Buffer.from(one.buffer).equals(Buffer.from(other.buffer))).toBe(true);
});

test('a sine of full scale on both sides has the loudness that ITU-R BS.1770 gives for it', () => {
  const sine = new Float32Array(2 * SAMPLE_RATE).map((_, index) => Math.sin((2 * Math.PI * 997 * index) / SAMPLE_RATE));
  expect(loudnessOf([sine, new Float32Array(sine.length)])).toBeCloseTo(-3.01, 1);
  expect(loudnessOf([sine, sine])).toBeCloseTo(0, 1);
});

test('silence has no loudness', () => {
  const silence = new Float32Array(SAMPLE_RATE);
  expect(loudnessOf([silence, silence])).toBe(-Infinity);
});
