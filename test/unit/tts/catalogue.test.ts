import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { nearestVoice, voices, wishOf } from '#root/tts/catalogue.js';
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
