import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEngineInstances } from '#root/tts/engines/instances.js';
import { createSherpaEngine } from '#root/tts/engines/sherpa/engine.js';
import type { SpeechEngine, Voice } from '#root/tts/speech-engine.js';
import { writeTinyVits } from '../helpers/tiny-vits.js';

let dir: string;
let engine: SpeechEngine;
const { signal } = new AbortController();
const MODEL = 'tiny-ru_RU-male';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  engine = createSherpaEngine({ dir: join(dir, 'voices'), instances: createEngineInstances(2) });
});

afterEach(() => rm(join(dir, 'voices'), { recursive: true, force: true }));

afterAll(async () => {
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

async function voices(): Promise<readonly Voice[]> {
  return (await engine.availability()).voices;
}

async function speak(text: string, options = { signal }) {
  const [voice] = await voices();
  if (voice === undefined) throw new RangeError('no voice is installed');
  return engine.speak({ text, voice, rate: 1, languages: {} }, options);
}

/** Puts a model in place, as an installation does: by one rename. */
async function install(name: string, change: (folder: string) => Promise<void> = async () => {}): Promise<void> {
  const aside = join(dir, 'aside');
  await writeTinyVits(aside);
  await change(aside);
  await mkdir(join(dir, 'voices'), { recursive: true });
  await rename(aside, join(dir, 'voices', name));
}

const remove = (name: string) => rm(join(dir, 'voices', name), { recursive: true });

describe('sherpa-onnx', () => {
  test('says what is missing as long as no voice is installed', async () => {
    expect(await engine.availability()).toMatchObject({ voices: [], missing: /npm run voices -- install/ });
  });

  test('speaks with a voice as soon as it is there, and until it is gone', async () => {
    await install(MODEL);
    expect(await voices()).toMatchObject([{ id: `sherpa-${MODEL}`, engine: 'sherpa', language: 'ru', gender: 'male' }]);
    const speech = await speak('С днём рождения!');
    expect(speech?.sampleRate).toBe(16_000);
    expect(speech?.samples.length).toBeGreaterThan(10_000);
    expect(speech?.samples.some((sample) => sample > 8_000)).toBe(true);
    expect(speech?.events).toBeUndefined();

    const [voice] = await voices();
    await remove(MODEL);
    expect(await voices()).toEqual([]);
    if (voice === undefined) throw new RangeError('no voice was installed');
    await expect(engine.speak({ text: 'Да', voice, rate: 1, languages: {} }, { signal })).rejects.toMatchObject({
      code: 'SPEECH_FAILED',
    });
  });

  test.each(['', ' ', '🎉', '❤️ 👩‍👩‍👧', '...'])('has no sound for "%s"', async (text) => {
    await install(MODEL);
    expect(await speak(text)).toBeUndefined();
  });

  test('speaks with what a text has besides emoji', async () => {
    await install(MODEL);
    expect((await speak('Ура 🎉'))?.samples.length).toBe((await speak('Ура'))?.samples.length);
  });

  test('fails for a model that ends its process, and speaks with the next one', async () => {
    // A list of tokens that is none makes the native code end its process.
    await install('broken-ru_RU', (folder) => writeFile(join(folder, 'tokens.txt'), 'а\nб в г д\n'));
    await expect(speak('Да')).rejects.toMatchObject({ code: 'SPEECH_FAILED' });
    await remove('broken-ru_RU');
    await install(MODEL);
    expect((await speak('Да'))?.samples.length).toBeGreaterThan(0);
  });

  test('fails for a damaged model', async () => {
    await install('damaged-ru_RU', (folder) => writeFile(join(folder, 'model.onnx'), 'no model'));
    await expect(speak('Да')).rejects.toMatchObject({ code: 'SPEECH_FAILED' });
  });

  test('says what a folder lacks to be a model', async () => {
    await install('vits-piper-ru_RU-none', (folder) => rm(join(folder, 'tokens.txt')));
    expect(await engine.availability()).toMatchObject({
      voices: [],
      missing: /vits-piper-ru_RU-none \(lacks tokens.txt\)/,
    });
    await remove('vits-piper-ru_RU-none');
    await install('piper', (folder) => writeFile(join(folder, 'model.onnx.json'), '{"espeak":{"voice":"en-us"}}'));
    expect(await engine.availability()).toMatchObject({ missing: /piper \(lacks espeak-ng-data\)/ });
    await mkdir(join(dir, 'voices', 'piper', 'espeak-ng-data'));
    expect(await voices()).toMatchObject([{ id: 'sherpa-piper', language: 'en' }]);
  });

  test('stops at the signal, and speaks afterwards', async () => {
    await install(MODEL);
    const stopping = new AbortController();
    const speaking = speak('слово '.repeat(2_000), stopping);
    stopping.abort('shutdown');
    await expect(speaking).rejects.toMatchObject({ code: 'ABORTED' });
    expect((await speak('Да'))?.samples.length).toBeGreaterThan(0);
  });
});
