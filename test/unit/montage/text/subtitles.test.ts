import { expect, test } from 'vitest';
import type { VoicedScene } from '#root/montage/montage-order.js';
import { buildSubtitles } from '#root/montage/text/subtitles.js';

/** A scene whose words are spoken evenly in that time. */
function scene(kind: VoicedScene['kind'], text: string, durationMs: number): VoicedScene {
  const words = text.split(' ').map((word, index, { length }) => ({
    text: word,
    startMs: (index * durationMs) / length,
    endMs: ((index + 1) * durationMs) / length,
  }));
  return { kind, text, speech: { audioKey: 'speech/aa.wav', durationMs, words } };
}

test('each scene is a cue, from its place in the video', () => {
  const scenes = [scene('title', 'Анна', 1_000), scene('line', 'Будь <b>здорова</b> & весела!', 2_000)];
  expect(buildSubtitles(scenes)).toEqual({
    vtt: [
      'WEBVTT',
      '00:00:00.000 --> 00:00:02.500\nАнна',
      '00:00:02.800 --> 00:00:05.200\nБудь &lt;b&gt;здорова&lt;/b&gt; &amp; весела!\n',
    ].join('\n\n'),
    durationMs: 5_200,
  });
});

test('the words of a long line are shown in cues of two lines, as they are spoken', () => {
  const words = Array.from({ length: 30 }, (_, index) => `слово${index}`);
  const { vtt } = buildSubtitles([scene('line', words.join(' '), 60_000)]);
  const cues = vtt.trim().split('\n\n').slice(1);
  const texts = cues.map((cue) => cue.split('\n')[1] ?? '');
  expect(texts.join(' ')).toBe(words.join(' '));
  expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(84);
  const [first, second] = cues.map((cue) => cue.split('\n')[0]?.split(' --> '));
  expect(first?.[1]).toBe(second?.[0]);
  // The eleventh word of thirty in a minute, and the lead of the scene.
  expect(second?.[0]).toBe('00:00:22.300');
});
