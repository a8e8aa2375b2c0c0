import { describe, expect, test } from 'vitest';
import { unpronounceable, voiceless } from '#root/tts/silence.js';

const lengthMs = ({ samples, sampleRate }: { samples: Int16Array; sampleRate: number }) =>
  (samples.length / sampleRate) * 1_000;

describe('silence', () => {
  test('in place of a text that cannot be pronounced lasts 70 ms per letter and at least 300 ms', () => {
    const line = unpronounceable('お誕生日 🎉 おめでとう');
    expect(lengthMs(line)).toBeCloseTo(630, 0);
    expect(line.words.map(({ startMs }) => startMs)).toEqual([0, 280, 280]);
    expect(lengthMs(unpronounceable('!!!'))).toBe(300);
  });

  test('of a line without a voice lasts 70 ms per character after a pause of 300 ms', () => {
    const line = voiceless('С Новым годом!');
    expect(lengthMs(line)).toBe(1_280);
    expect(line.words.map(({ text }) => text)).toEqual(['С', 'Новым', 'годом!']);
    expect(lengthMs(voiceless(''))).toBe(300);
  });
});
