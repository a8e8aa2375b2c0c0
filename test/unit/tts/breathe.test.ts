import { describe, expect, test } from 'vitest';
import { breathe } from '#root/tts/breathe.js';
import type { Utterance } from '#root/tts/speech.js';

const RATE = 8_000;
const WORD_MS = 400;

/** Returns words of 400 ms each, as tones, with these pauses after them. */
function speak(text: string, pausesMs: Record<number, number>): Utterance {
  const samples: number[] = [];
  const startsMs: number[] = [];
  const texts = text.split(' ');
  const add = (ms: number, amplitude: number) => {
    for (let count = (ms * RATE) / 1_000; count > 0; count -= 1) samples.push(amplitude * Math.sin(samples.length));
  };
  for (const index of texts.keys()) {
    startsMs.push((samples.length / RATE) * 1_000);
    add(WORD_MS, 8_000);
    add(pausesMs[index] ?? 0, 0);
  }
  const endMs = (samples.length / RATE) * 1_000;
  const words = texts.map((word, index) => ({
    text: word,
    startMs: startsMs[index] ?? 0,
    endMs: startsMs[index + 1] ?? endMs,
  }));
  return { samples: Int16Array.from(samples), sampleRate: RATE, words };
}

const times = ({ words }: Utterance) => words.map(({ startMs, endMs }) => [Math.round(startMs), Math.round(endMs)]);

describe('the pause between sentences', () => {
  test('is made long enough to breathe, and the words after it are later', () => {
    const spoken = speak('Милая мама! Спасибо тебе. Обнимаю.', { 1: 100, 3: 200 });
    const breathed = breathe(spoken, 'ru');
    expect(breathed.samples.length / RATE).toBeCloseTo(5 * 0.4 + 2 * 0.35, 1);
    const [first, second, third, fourth, last] = times(breathed) as [
      [number, number],
      [number, number],
      [number, number],
      [number, number],
      [number, number],
    ];
    expect(first).toEqual([0, 400]);
    expect(second[0]).toBe(400);
    expect(Math.abs(third[0] - 1_150)).toBeLessThan(20);
    expect(second[1]).toBe(third[0]);
    expect(fourth[1]).toBe(last[0]);
    expect(Math.abs(last[0] - 2_300)).toBeLessThan(40);
    // Each word is still heard when it is said to be.
    for (const { startMs } of breathed.words) {
      const at = (ms: number) => breathed.samples.subarray((ms * RATE) / 1_000).subarray(0, 80);
      expect(at(startMs + 30).some((sample) => Math.abs(sample) > 4_000)).toBe(true);
    }
  });

  test.each([
    ['long enough', 'Милая мама! Спасибо тебе.', { 1: 400 }],
    ['missing', 'Милая мама! Спасибо тебе.', {}],
    ['within a sentence', 'Милая мама, спасибо тебе.', { 1: 100 }],
    ['after an abbreviation', 'Москва, ул. Новая, дом.', { 1: 100 }],
  ])('is left as it is if it is %s', (_, text, pauses) => {
    const spoken = speak(text, pauses);
    expect(breathe(spoken, 'ru')).toEqual(spoken);
  });
});
