import { describe, expect, test } from 'vitest';
import { silenceForUnpronounceable, silenceForVoiceless } from '#root/tts/silence.js';

const lengthMs = ({ samples, sampleRate }: { samples: Int16Array; sampleRate: number }) =>
  (samples.length / sampleRate) * 1_000;

describe('silence', () => {
  test('for a text that cannot be pronounced lasts 70 ms per letter and at least 300 ms', () => {
    const line = silenceForUnpronounceable('お誕生日 🎉 おめでとう');
    expect(lengthMs(line)).toBeCloseTo(630, 0);
    expect(line.words.map(({ startMs }) => startMs)).toEqual([0, 280, 280]);
    expect(lengthMs(silenceForUnpronounceable('!!!'))).toBe(300);
  });

  test('for a line without a voice lasts 70 ms per character after a pause of 300 ms', () => {
    const line = silenceForVoiceless('С Новым годом!');
    expect(lengthMs(line)).toBe(1_280);
    expect(line.words.map(({ text }) => text)).toEqual(['С', 'Новым', 'годом!']);
    expect(lengthMs(silenceForVoiceless(''))).toBe(300);
  });
});
