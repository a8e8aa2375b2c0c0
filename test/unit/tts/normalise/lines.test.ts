import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { normalise } from '#root/tts/normalise/normalise.js';

/** Returns the lines of a file, each with what is said under it. */
function readLines(name: string): [written: string, said: string][] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8');
  return text.split('\n\n').map((pair) => pair.split('\n') as [string, string]);
}

describe.each(['ru', 'en'])('in language %s', (language) => {
  describe.each(['greetings', 'reports'])('each of the %s', (name) => {
    test.each(readLines(`${language}/${name}.txt`))('"%s" is "%s"', (written, said) => {
      expect(normalise(written, { language }).text.trimEnd()).toBe(said.trimEnd());
    });
  });
});
