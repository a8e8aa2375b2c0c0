import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEspeakEngine } from '#root/tts/engines/espeak/engine.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { EngineSpeech, SpeechEngine, SpeechEvent } from '#root/tts/speech-engine.js';
import { align } from '../../../../src/tts/align/thread.js';
import { keptInstances } from '../../../helpers/kept-instances.js';

// The aligner's own test runs this code in a thread.

type Spoken = EngineSpeech & { events: readonly SpeechEvent[] };

const TEXT = 'Дорогой папа, поздравляю тебя с юбилеем! Будь здоров и весел, а мы всегда рядом.';

let espeak: SpeechEngine;
let reference: Spoken;
let sound: Spoken;

beforeAll(async () => {
  espeak = createEspeakEngine({ instances: keptInstances });
  reference = await speak('espeak-ru-female', 1);
  sound = await speak('espeak-ru-male', 0.85);
});

afterAll(() => espeak.close());

async function speak(id: string, rate: number, text = TEXT): Promise<Spoken> {
  const voice = espeakVoices.find((each) => each.id === id);
  if (voice === undefined) throw new Error(`no voice ${id}`);
  const spoken = await espeak.speak({ text, voice, rate, languages: {} }, { signal: new AbortController().signal });
  if (spoken?.events === undefined) throw new Error('espeak-ng says nothing');
  return { ...spoken, events: spoken.events };
}

/** Returns the sound with silence of this length at the start of each of these words. */
function withPauses(spoken: Spoken, words: readonly number[], pauseMs: number): Spoken {
  const { samples, sampleRate, events } = spoken;
  const length = Math.round((pauseMs * sampleRate) / 1_000);
  const starts = words.map((word) => Math.round(((events[word]?.startMs ?? 0) * sampleRate) / 1_000));
  const paused = new Int16Array(samples.length + starts.length * length);
  let from = 0;
  for (const [pause, start] of [...starts, samples.length].entries()) {
    paused.set(samples.subarray(from, start), from + pause * length);
    from = start;
  }
  const later = (index: number) => words.filter((word) => word <= index).length * pauseMs;
  return {
    samples: paused,
    sampleRate,
    events: events.map(({ index, startMs }, word) => ({ index, startMs: startMs + later(word) })),
  };
}

/** Returns how far the found starts are from the true ones, in milliseconds, the smallest distance first. */
function distances(spoken: Spoken): number[] {
  const found = align({ sound: spoken, reference }) ?? [];
  expect(found.map(({ index }) => index)).toEqual(reference.events.map(({ index }) => index));
  const truth = new Map(spoken.events.map(({ index, startMs }) => [index, startMs]));
  return found.map(({ index, startMs }) => Math.abs(startMs - (truth.get(index) ?? 0))).sort((a, b) => a - b);
}

describe('words compared with other speech of the text', () => {
  test('are found in their order, the most of them within two frames of a film', () => {
    const sorted = distances(sound);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(40);
    expect(sorted.at(-1)).toBeLessThanOrEqual(250);
  });

  test('begin after the pauses that the sound makes before them', () => {
    const sorted = distances(withPauses(sound, [2, 5, 8], 700));
    expect(sorted[Math.floor(sorted.length * 0.8)]).toBeLessThanOrEqual(80);
  });

  test('are found at another sample rate', () => {
    const half = { ...sound, samples: sound.samples.filter((_, at) => at % 2 === 0), sampleRate: sound.sampleRate / 2 };
    const sorted = distances(half);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(50);
  });

  test('are not found in silence, in too short a sound or in another text', async () => {
    const other = await speak('espeak-ru-male', 1, 'Сегодня на улице идёт дождь, и трамваи не ходят до самого утра.');
    const silent = { ...sound, samples: new Int16Array(sound.samples.length) };
    expect(align({ sound: silent, reference })).toBeUndefined();
    expect(align({ sound, reference: { ...reference, samples: silent.samples } })).toBeUndefined();
    expect(align({ sound: { ...sound, samples: sound.samples.subarray(0, 2_000) }, reference })).toBeUndefined();
    expect(align({ sound: other, reference })).toBeUndefined();
  });
});
