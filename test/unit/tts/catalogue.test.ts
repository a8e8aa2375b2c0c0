import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '#root/config.js';
import { nearestVoice, unlistedVoices, voiceChoices, voices, wishForAbsent, wishOf } from '#root/tts/catalogue.js';
import { MANY_LANGUAGES, type Voice } from '#root/tts/speech-engine.js';

describe('the catalogue of voices', () => {
  test('names each voice once', () => {
    const names = voices.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has a woman and a man for every language', () => {
    const spoken = new Set(voices.map(({ language, gender }) => `${language} ${gender}`));
    for (const { language } of voices) {
      for (const gender of ['female', 'male']) expect(spoken).toContain(`${language} ${gender}`);
    }
  });

  test.each([
    ['ru-female', 'espeak-ru-female'],
    ['kk-male', 'espeak-kk-male'],
    ['espeak-de-male', 'espeak-de-male'],
  ])('finds for %s the voice %s', (name, id) => {
    const wish = wishOf(name);
    expect(
      wish &&
        nearestVoice(
          voices.filter(({ engine }) => engine === 'espeak'),
          wish,
        )?.id,
    ).toBe(id);
  });

  test('finds a voice of the same language if none is of the gender, and none of another language', () => {
    const [woman] = voices.filter(({ id }) => id === 'espeak-ru-female') as [Voice];
    expect(nearestVoice([woman], { language: 'ru', gender: 'male' })).toBe(woman);
    expect(nearestVoice([{ ...woman, language: MANY_LANGUAGES }], { language: 'kk', gender: 'male' })?.id).toBe(
      woman.id,
    );
    expect(nearestVoice([woman], { language: 'kk', gender: 'female' })).toBeUndefined();
  });

  test('offers the voices that variables name', () => {
    const { speech } = loadConfig({
      env: {
        DATABASE_URL: 'postgresql://localhost/none',
        OPENAI_TTS_VOICES: 'af_Bella:mul:female,Иван:ru:male',
        ELEVENLABS_VOICES: 'abc:en:male',
      },
    });
    const choices = new Map(voiceChoices(speech).map(({ name, language }) => [name, language]));
    const names = ['openai-af_bella', 'openai-иван', 'elevenlabs-abc', 'openai-nova'];
    expect(names.map((name) => choices.get(name) ?? choices.has(name))).toEqual([true, 'ru', 'en', true]);
  });

  test('accepts models of one’s own, which it does not list', () => {
    expect(unlistedVoices.test('sherpa-vits-piper-de_DE-thorsten-medium')).toBe(true);
    for (const name of ['sherpa-', 'sherpa-../a', 'sherpa-a\n', 'rhvoice-ana']) {
      expect(unlistedVoices.test(name), name).toBe(false);
    }
  });

  test('knows the engine and the gender of a voice that is gone', () => {
    expect(wishForAbsent('openai-gone-male')).toMatchObject({ gender: 'male', voice: { engine: 'openai' } });
    expect(wishForAbsent('nobody')).toBeUndefined();
  });

  test('loads no engine', async () => {
    const loaded = async (module: string) => {
      const script = `
        import { createRequire } from 'node:module';
        await import('#root/tts/${module}.js');
        const files = Object.keys(createRequire(import.meta.url).cache);
        console.log(files.some((file) => file.includes('/node_modules/piscina/')));`;
      return (await execa('node', ['--import', 'tsx', '--input-type=module', '-e', script])).stdout;
    };
    expect(await loaded('engines/espeak/engine')).toBe('true');
    expect(await loaded('catalogue')).toBe('false');
  });
});
