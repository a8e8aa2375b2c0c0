import { describe, expect, test } from 'vitest';
import { checkSound } from '#root/tts/check-sound.js';

const TEXT = 'С днём рождения, мама!';
const RATE = 24_000;

/** Returns a tone of two seconds that is loud at its end unless it fades out. */
function sound({ seconds = 2, amplitude = 8_000, sampleRate = RATE, fadeSeconds = 0.03 } = {}) {
  const samples = Int16Array.from({ length: Math.round(seconds * sampleRate) }, (_, at) => {
    const left = seconds - at / sampleRate;
    const gain = fadeSeconds === 0 ? 1 : Math.min(left / fadeSeconds, 1);
    const value = amplitude * gain * Math.sin((2 * Math.PI * 220 * at) / sampleRate);
    return Math.max(-32_768, Math.min(32_767, value));
  });
  return { samples, sampleRate };
}

describe('the sound of a line', () => {
  test.each([
    ['of a usual pace', sound(), TEXT],
    ['of one short word', sound({ seconds: 0.3 }), 'Да'],
    ['that is slow', sound({ seconds: 12 }), TEXT],
    ['of a telephone', sound({ sampleRate: 8_000 }), TEXT],
    ['of signs only', sound({ seconds: 0.5 }), '!'],
  ])('passes if it is one %s', (_, spoken, text) => {
    expect(() => checkSound(spoken, text)).not.toThrow();
  });

  test.each([
    ['empty', sound({ seconds: 0 })],
    ['at 96000 Hz', sound({ sampleRate: 96_000 })],
    ['at 4000 Hz', sound({ sampleRate: 4_000 })],
    ['at NaN Hz', { ...sound(), sampleRate: Number.NaN }],
    ['silent', sound({ amplitude: 5 })],
    ['clipped', sound({ amplitude: 60_000 })],
    ['too short for its text', sound({ seconds: 0.3 })],
    ['too long for its text', sound({ seconds: 30 })],
    ['cut off', sound({ fadeSeconds: 0 })],
  ])('is refused if it is %s', (fault, spoken) => {
    expect(() => checkSound(spoken, TEXT)).toThrow(
      expect.objectContaining({ name: 'StepError', code: 'SPEECH_BAD', message: `The sound of the line is ${fault}` }),
    );
  });
});
