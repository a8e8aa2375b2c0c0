import { describe, expect, test } from 'vitest';
import { fliteEvents } from '#root/tts/engines/flite/word-times.js';

// What flite prints for "Live and let live".
const segments = 'pau:0.2 l:0.3 ih:0.4 v:0.5 ae:0.6 n:0.7 d:0.8 l:0.9 eh:1.0 t:1.1 l:1.2 ay:1.3 v:1.4 pau:1.6';
const listed =
  'pau:0.2 l:0.3 ay:0.4 v:0.5 pau:0.6 ae:0.7 n:0.8 d:0.9 pau:1.0 l:1.1 eh:1.2 t:1.3 pau:1.4 l:1.5 ay:1.6 v:1.7 pau:1.9';
const words = [0, 5, 9, 13].map((index) => ({ index, ascii: '' }));

describe('word times of flite', () => {
  test('are found although a word sounds differently on its own', () => {
    const events = fliteEvents({ words }, { segments, listed });
    expect(events?.map(({ index, startMs }) => [index, Math.round(startMs)])).toEqual([
      [0, 200],
      [5, 500],
      [9, 800],
      [13, 1_100],
    ]);
  });

  test('are unknown if the listed words are not those of the text', () => {
    expect(fliteEvents({ words: words.slice(1) }, { segments, listed })).toBeUndefined();
  });

  test('are unknown if the words were read differently', () => {
    const other = 'pau:0.2 s:0.3 oy:0.4 k:0.5 z:0.6 uw:0.7 pau:0.9';
    expect(fliteEvents({ words }, { segments: other, listed })).toBeUndefined();
  });
});
