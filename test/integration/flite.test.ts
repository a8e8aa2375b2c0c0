import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFliteEngine } from '#root/tts/engines/flite/engine.js';
import { fliteVoices } from '#root/tts/engines/flite/voices.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';
import { keptInstances } from '../helpers/kept-instances.js';

let engine: SpeechEngine;
const { signal } = new AbortController();

beforeAll(() => {
  engine = createFliteEngine({ instances: keptInstances });
});

afterAll(() => engine.close());

async function speak(text: string, voice = fliteVoices[0], rate = 1) {
  if (voice === undefined) throw new RangeError('flite has no voice');
  const speech = await engine.speak({ text, voice, rate, languages: {} }, { signal });
  if (speech === undefined) throw new RangeError('flite did not speak');
  const audible = (sample: number) => Math.abs(sample) > 600;
  const { samples, sampleRate } = speech;
  return {
    ...speech,
    seconds: (samples.findLastIndex(audible) - samples.findIndex(audible)) / sampleRate,
    /** Returns when the sound first becomes audible after the given time, in milliseconds. */
    onsetAfter(fromMs: number) {
      const from = Math.round((fromMs * sampleRate) / 1_000);
      return ((from + samples.subarray(from).findIndex(audible)) / sampleRate) * 1_000;
    },
  };
}

const TEXT = 'Dear Margaret, congratulations on your anniversary! May every day bring you happiness and love.';

describe('flite', () => {
  test.each(fliteVoices.map((voice) => [voice.id, voice] as const))('speaks as %s', async (_id, voice) => {
    const { samples, sampleRate, seconds, events } = await speak(TEXT, voice);
    expect(sampleRate).toBe(16_000);
    expect(samples.some((sample) => Math.abs(sample) > 3_000)).toBe(true);
    const pace = TEXT.match(/[a-z]/gi)?.length ?? 0;
    expect(pace / seconds).toBeGreaterThan(12);
    expect(pace / seconds).toBeLessThan(16);
    expect(events).toHaveLength(TEXT.split(' ').length);
    const faster = await speak(TEXT, voice, 1.25);
    expect(seconds / faster.seconds).toBeCloseTo(1.25, 1);
  });

  test.each(fliteVoices.map((voice) => [voice.id, voice] as const))(
    'has the times of words after pauses within 50 ms, as %s',
    async (_id, voice) => {
      const { events, onsetAfter } = await speak('Yes. Mama. Good, bye.', voice);
      expect(events?.map(({ index }) => index)).toEqual([0, 5, 11, 17]);
      for (const { startMs } of events ?? []) expect(Math.abs(onsetAfter(startMs - 60) - startMs)).toBeLessThan(50);
    },
  );

  test('takes what looks like an option for text', async () => {
    const { events } = await speak('-o -v -lv');
    expect(events).toHaveLength(3);
  });

  test('speaks lines that are ordered at once one after the other', async () => {
    const spoken = await Promise.all(Array.from({ length: 12 }, (_, index) => speak(`Line ${index}`)));
    expect(spoken.every(({ seconds }) => seconds > 0.2)).toBe(true);
  });

  test('has no sound for a text that it cannot say', async () => {
    const [voice] = fliteVoices;
    if (voice === undefined) throw new RangeError('flite has no voice');
    for (const text of ['', '🎉', 'С днём рождения'])
      expect(await engine.speak({ text, voice, rate: 1, languages: {} }, { signal })).toBeUndefined();
  });

  test('stops at the signal, and speaks afterwards', async () => {
    const [voice] = fliteVoices;
    if (voice === undefined) throw new RangeError('flite has no voice');
    const stopping = new AbortController();
    const order = { text: 'word '.repeat(800), voice, rate: 1, languages: {} };
    const speaking = engine.speak(order, { signal: stopping.signal });
    setImmediate(() => stopping.abort('shutdown'));
    await expect(speaking).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await speak('And again')).seconds).toBeGreaterThan(0.3);
  });
});
