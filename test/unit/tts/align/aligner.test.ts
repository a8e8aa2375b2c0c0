import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Aligner, createAligner, type SpeakReference } from '#root/tts/align/aligner.js';
import { createEspeakEngine } from '#root/tts/engines/espeak/engine.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { SpeechEngine, SpeechEvent } from '#root/tts/speech-engine.js';
import { keptInstances as instances } from '../../../helpers/kept-instances.js';
import { quietLogger as logger } from '../../../helpers/logger.js';

const TEXT = 'Милая мама, с днём рождения! Спасибо тебе за заботу, терпение и тёплые вечера на кухне.';
const OTHER_TEXT = 'Поздравляю с окончанием школы, впереди большая жизнь, полная открытий и приключений.';
const signal = new AbortController().signal;

let espeak: SpeechEngine;
let aligner: Aligner;

beforeAll(() => {
  espeak = createEspeakEngine({ instances });
  aligner = createAligner({ instances, reference: reference('espeak-ru-female', 1), logger });
});

afterAll(async () => {
  await aligner.close();
  await espeak.close();
});

function reference(id: string, rate: number): SpeakReference {
  const voice = espeakVoices.find((each) => each.id === id);
  if (voice === undefined) throw new Error(`no voice ${id}`);
  return (text, languages, aborting) => espeak.speak({ text, voice, rate, languages }, { signal: aborting });
}

/** Speaks by another voice at another speed, and says when its words begin. */
async function say(text: string) {
  const speech = await reference('espeak-ru-male', 0.8)(text, {}, signal);
  if (speech?.events === undefined) throw new Error('espeak-ng says nothing');
  return { samples: speech.samples, sampleRate: speech.sampleRate, events: speech.events };
}

const align = (sound: { samples: Int16Array; sampleRate: number }, text = TEXT) =>
  aligner.align(sound, text, { languages: {}, signal });

/** Returns the distances of the found starts from the true ones, in milliseconds, the smallest first. */
function distances(found: readonly SpeechEvent[] | undefined, truth: readonly SpeechEvent[]): number[] {
  if (found === undefined) throw new Error('nothing was found');
  const starts = new Map(truth.map(({ index, startMs }) => [index, startMs]));
  const known = found.filter(({ index }) => starts.has(index));
  return known.map(({ index, startMs }) => Math.abs(startMs - (starts.get(index) ?? 0))).sort((a, b) => a - b);
}

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)];

describe('words of a sound', () => {
  test('are found in another voice at another speed', async () => {
    const sound = await say(TEXT);
    const found = await align(sound);
    expect(found).toHaveLength(sound.events.length);
    expect(median(distances(found, sound.events))).toBeLessThanOrEqual(40);
  });

  test('are found after a pause that the reference does not make', async () => {
    const { samples, sampleRate, events } = await say(TEXT);
    const pauseMs = 2_000;
    const { index, startMs } = events[6] as SpeechEvent;
    const at = Math.round((startMs * sampleRate) / 1_000);
    const paused = new Int16Array(samples.length + (pauseMs * sampleRate) / 1_000);
    paused.set(samples.subarray(0, at));
    paused.set(samples.subarray(at), paused.length - samples.length + at);
    const truth = events.map((event) => (event.index < index ? event : { ...event, startMs: event.startMs + pauseMs }));
    const found = await align({ samples: paused, sampleRate });
    expect(distances(found, truth).at(-2)).toBeLessThanOrEqual(100);
  });

  test.each([
    ['has a number and emoji', 'Мама 🎉, тебе сегодня 65 лет! Будь здорова ❤️ и счастлива'],
    ['repeats itself', 'С днём рождения тебя! С днём рождения тебя! С днём рождения тебя!'],
    ['is in English', 'Happy birthday to you! I wish you health, happiness and good friends.'],
  ])('are found if the text %s', async (_, text) => {
    const sound = await say(text);
    expect(median(distances(await align(sound, text), sound.events))).toBeLessThanOrEqual(40);
  });

  test('are not found if it says another text', async () => {
    expect(await align(await say(OTHER_TEXT))).toBeUndefined();
  });

  test.each([
    ['empty', 0],
    ['shorter than one frame', 100],
    ['silent', 20_000],
  ])('are not found if it is %s', async (_, length) => {
    expect(await align({ samples: new Int16Array(length), sampleRate: 22_050 })).toBeUndefined();
  });

  test('are not found if the text has none', async () => {
    expect(await align(await say(TEXT), '🎉')).toBeUndefined();
  });

  test('begin where the voice does, if there is one word', async () => {
    const { samples, sampleRate } = await say('Поздравляю!');
    const leadMs = 1_500;
    const late = new Int16Array(samples.length + (leadMs * sampleRate) / 1_000);
    late.set(samples, late.length - samples.length);
    const [word, ...more] = (await align({ samples: late, sampleRate }, 'Поздравляю!')) ?? [];
    expect(more).toEqual([]);
    expect(Math.abs((word?.startMs ?? 0) - leadMs)).toBeLessThanOrEqual(40);
  });

  test('are given up at the signal', async () => {
    const sound = await say(TEXT);
    const stopping = new AbortController();
    const halted = createAligner({
      instances,
      logger,
      reference: async (...order) => {
        const speech = await reference('espeak-ru-female', 1)(...order);
        // The sound is compared next.
        setImmediate(() => stopping.abort('shutdown'));
        return speech;
      },
    });
    const finding = halted.align(sound, TEXT, { languages: {}, signal: stopping.signal });
    await expect(finding).rejects.toMatchObject({ code: 'ABORTED' });
    await halted.close();
  });

  test('are not found if the reference fails', async () => {
    const failing = createAligner({
      instances,
      logger,
      reference: async () => {
        throw new Error('espeak-ng is broken');
      },
    });
    expect(await failing.align(await say(TEXT), TEXT, { languages: {}, signal })).toBeUndefined();
    await failing.close();
  });
});
