import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFfmpeg } from '#root/media/ffmpeg.js';
import { locateFfmpeg } from '#root/media/locate.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';
import { createEspeakEngine } from '#root/tts/engines/espeak/engine.js';
import { espeakVoices } from '#root/tts/engines/espeak/voices.js';
import type { OpenSpeaker } from '#root/tts/open-speaker.js';
import { makeSamples } from '#root/tts/samples.js';
import type { Speaker } from '#root/tts/speaker.js';
import { createSpeechKeeper, loadSpeech } from '#root/tts/speech.js';
import type { SpeechEngine } from '#root/tts/speech-engine.js';
import { keptInstances } from '../helpers/kept-instances.js';
import { quietLogger as logger } from '../helpers/logger.js';
import { openTestSpeaker } from '../helpers/open-test-speaker.js';

let dir: string;
let store: Store;
let engine: SpeechEngine;
let speak: Speaker['speak'];
let opened: OpenSpeaker;
let spoken = 0;
let onCall: () => unknown = () => {};
const signal = new AbortController().signal;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  store = createLocalStore({ dir: join(dir, 'store') });
  engine = createEspeakEngine({ instances: keptInstances });
  const limit = async () => {
    spoken += 1;
    onCall();
  };
  const ffmpeg = await quietFfmpeg();
  opened = await openTestSpeaker({ store, ffmpeg, workDir: dir, limit });
  ({ speak } = opened.speaker);
});

afterAll(async () => {
  await engine.close();
  await opened.close();
  await rm(dir, { recursive: true, force: true });
});

const quietFfmpeg = async () => createFfmpeg({ path: await locateFfmpeg(undefined, process.env.PATH ?? ''), logger });

async function say(text: string, voice = 'ru-female') {
  const speech = await loadSpeech(store, (await speak({ text, voice, greeting: text }, { signal })).speechKey);
  const wav = await readFile((await store.fetch(speech.audioKey, dir)) ?? '');
  const samples = new Int16Array(
    wav.buffer.slice(wav.byteOffset + wav.indexOf('data') + 8, wav.byteOffset + wav.length - (wav.length % 2)),
  );
  return { speech, wav, samples };
}

/** Returns when the sound first becomes audible after the given time, in milliseconds. */
function onsetAfter(samples: Int16Array, fromMs: number): number {
  const from = Math.round(fromMs * 48);
  const index = samples.subarray(from).findIndex((sample) => Math.abs(sample) > 1_000);
  return (from + index) / 48;
}

test('espeak speaks each of its voices', async () => {
  const texts = new Map([
    ['am', 'መልካም ልደት'],
    ['ru', 'С днём рождения!'],
  ]);
  for (const voice of espeakVoices.filter(({ gender }) => gender === 'female')) {
    const text = texts.get(voice.language) ?? 'Ura 1';
    // Twice as fast, it takes half the computing.
    const sound = await engine.speak({ text, voice, rate: 2, languages: {} }, { signal });
    expect(
      sound?.samples.some((sample) => Math.abs(sample) > 3_000),
      voice.id,
    ).toBe(true);
  }
});

describe('speech', () => {
  test.each(espeakVoices.filter(({ language }) => /ru|en/.test(language)).map(({ id, language }) => [id, language]))(
    'of %s is 48 kHz mono at an even level',
    async (voice, language) => {
      for (const text of language === 'ru'
        ? ['Анна', 'Желаю счастья и здоровья.']
        : ['Anna', 'I wish you joy and health.']) {
        const { speech, wav, samples } = await say(text, voice);
        expect([wav.readUInt16LE(22), wav.readUInt32LE(24)]).toEqual([1, 48_000]);
        expect(samples.length / 48).toBeCloseTo(speech.durationMs, -1);
        const loud = samples.filter((sample) => Math.abs(sample) > 327);
        const rms = Math.sqrt(loud.reduce((sum, sample) => sum + sample * sample, 0) / loud.length) / 32_768;
        expect(Math.abs(20 * Math.log10(rms) + 18.6)).toBeLessThan(2.5);
        expect(samples.every((sample) => Math.abs(sample) < 0.78 * 32_768)).toBe(true);
      }
    },
  );

  test('has the time of a word after a pause within 50 ms', async () => {
    const { speech, samples } = await say('Да. Мама.');
    const [first, second] = speech.words;
    expect(first?.startMs).toBeLessThan(50);
    const quietFrom = (second?.startMs ?? 0) - 100;
    expect(Math.abs(onsetAfter(samples, quietFrom) - (second?.startMs ?? 0))).toBeLessThan(50);
  });

  test('of two workers at once, each time with other samples, has the words of its own sound', async () => {
    const keep = createSpeechKeeper({ store, ffmpeg: await quietFfmpeg(), workDir: dir });
    const lasting = (seconds: number) => async () => ({
      samples: Int16Array.from({ length: seconds * 48_000 }, (_, index) => 8_000 * Math.sin(index / 20)),
      sampleRate: 48_000,
      words: [{ text: 'Ура', startMs: 0, endMs: seconds * 1_000 }],
    });
    const kept = [1, 2, 3].map((seconds) => keep({ line: 'at once' }, lasting(seconds), { signal }));
    const [{ speechKey } = { speechKey: '' }] = await Promise.all(kept);
    const { audioKey, durationMs, words } = await loadSpeech(store, speechKey);
    const { size } = await stat((await store.fetch(audioKey, dir)) ?? '');
    expect(size / 96).toBeCloseTo(durationMs, -1);
    expect(words[0]?.endMs).toBe(durationMs);
  });

  test('of a line spoken before is not synthesised again', async () => {
    const before = spoken;
    const [first, second] = [await say('Ещё раз'), await say('Ещё раз')];
    expect(spoken - before).toBe(1);
    expect(second.speech).toEqual(first.speech);
  });

  test.each([
    'Hello, мир!',
    '"Кавычки" 100% \\N {b} <b>a</b> [[x]] & co: 10:00',
    'только 🎉 эмодзи 👩‍👩‍👧‍👦 внутри',
    '!!! ...',
    'й'.repeat(90),
  ])('of "%s" has all its words in order', async (text) => {
    const { speech } = await say(text);
    expect(speech.words.map((word) => word.text).join(' ')).toBe(text.split(/\s+/).join(' '));
    for (const word of speech.words) expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
  });

  test('of a Cyrillic name by an English voice is not spelled letter by letter', async () => {
    const [russian, english] = [await say('Привет', 'ru-female'), await say('Привет', 'en-female')];
    expect(english.speech.durationMs).toBeLessThan(1.5 * russian.speech.durationMs);
  });

  test.each([
    ['Χρόνια πολλά, Άννα!', 3],
    ['יום הולדת שמח, Anna!', 4],
    ['عيد ميلاد سعيد يا آنا', 5],
    ['祝你生日快乐，身体健康！', 1],
    ['생일 축하합니다!', 2],
  ])('of "%s" is spoken by an English voice too, in its own language', async (text, words) => {
    const { speech, samples } = await say(text, 'en-female');
    expect(speech.words).toHaveLength(words);
    expect(samples.some((sample) => Math.abs(sample) > 3_000)).toBe(true);
    expect(speech.durationMs / Array.from(text).length).toBeGreaterThan(50);
    expect(speech.durationMs / Array.from(text).length).toBeLessThan(350);
    expect(speech.words.map(({ startMs }) => startMs)).toEqual(
      speech.words.map(({ startMs }) => startMs).toSorted((a, b) => a - b),
    );
  });

  test('of a text that no voice can say is silence that is long enough to read it', async () => {
    const { speech, samples } = await say('お誕生日 おめでとう', 'en-female');
    expect(samples.every((sample) => sample === 0)).toBe(true);
    expect(speech.words.map(({ startMs }) => startMs)).toEqual([0, 280]);
    expect(speech.durationMs).toBeCloseTo(630, 0);
  });

  test.each(['!!!', '🎉 🎉', 'កន', '"'])('of "%s", which no voice can say, is a short silence', async (text) => {
    const { speech, samples } = await say(text, 'en-female');
    expect(speech.durationMs).toBe(300);
    expect(samples.every((sample) => sample === 0)).toBe(true);
    expect(speech.words.map((word) => word.text)).toEqual(text.split(' '));
  });

  test('of 1,000 characters has each word within the sound', async () => {
    const { speech } = await say('слово '.repeat(166).trim());
    expect(speech.words).toHaveLength(166);
    expect(speech.words.every(({ startMs, endMs }) => startMs < endMs && endMs <= speech.durationMs)).toBe(true);
  });

  test('introduces each voice that people can choose, as a voice note, once', async () => {
    const kept = new Map<string, string>();
    const save = async (voice: string, key: string) => void kept.set(voice, key);
    const deps = { speaker: opened.speaker, store, ffmpeg: await quietFfmpeg(), workDir: dir, save };
    await makeSamples(deps, { signal });
    expect([...kept.keys()].sort()).toEqual(['en-female', 'en-male', 'ru-female', 'ru-male']);
    expect(new Set(kept.values()).size).toBe(4);
    const note = await readFile((await store.fetch(kept.get('ru-male') ?? '', dir)) ?? '');
    // https://datatracker.ietf.org/doc/html/rfc7845#section-5.1, with one channel.
    expect(note.subarray(0, 4).toString()).toBe('OggS');
    expect(note.subarray(28, 36).toString()).toBe('OpusHead');
    expect(note[37]).toBe(1);
    expect(note.length).toBeLessThan(100_000);
    const before = spoken;
    await makeSamples({ ...deps, ffmpeg: () => Promise.reject(new Error('not needed')) }, { signal });
    expect(spoken).toBe(before);
  });

  test('stops at the signal and leaves no temporary files', async () => {
    const stopping = new AbortController();
    onCall = () => setImmediate(() => stopping.abort('shutdown'));
    const speaking = speak({ text: 'слово '.repeat(160), voice: 'ru-male', greeting: '' }, { signal: stopping.signal });
    await expect(speaking).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await readdir(dir)).filter((name) => name !== 'store')).toEqual([]);
  });

  test('by an unknown voice is refused', async () => {
    await expect(say('да', 'nobody')).rejects.toMatchObject({ code: 'VOICE_UNKNOWN' });
  });
});
