import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { voices } from '#root/tts/catalogue.js';

describe('the catalogue of voices', () => {
  test('names each voice once', () => {
    const names = voices.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('has a voice for every language of greetings', () => {
    expect(new Set(voices.map(({ language }) => language))).toEqual(new Set(['ru', 'en']));
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
