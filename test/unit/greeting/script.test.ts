import { describe, expect, test } from 'vitest';
import { buildScript } from '#root/greeting/script.js';

const content = {
  to: 'Анна',
  language: 'ru' as const,
  text: 'С днём рождения, дорогая Анна! Желаю счастья и здоровья!',
};
const recording = { soundKey: 'recording/a.pcm', durationMs: 3_000 };

describe('a script', () => {
  test('has the title, each spoken line and the closing', () => {
    expect(buildScript(content).map(({ kind, voice }) => `${kind} ${voice}`)).toEqual([
      'title synthetic',
      'line synthetic',
      'line synthetic',
      'closing synthetic',
    ]);
  });

  test.each([
    [['a'], [['a'], []]],
    [
      ['a', 'b'],
      [['a'], ['b']],
    ],
    [
      ['a', 'b', 'c', 'd', 'e'],
      [
        ['a', 'b', 'c'],
        ['d', 'e'],
      ],
    ],
  ])('shows the photos %j in their order, spread over the lines', (photos, spread) => {
    expect(
      buildScript({ ...content, photos })
        .filter(({ kind }) => kind === 'line')
        .map((scene) => scene.photos),
    ).toEqual(spread);
  });

  test('plays a recording as one line, without a synthetic voice', () => {
    expect(buildScript({ ...content, photos: ['a', 'b'], recording })).toMatchObject([
      { kind: 'title', voice: 'none' },
      { kind: 'line', voice: 'recording', text: content.text, photos: ['a', 'b'] },
      { kind: 'closing', voice: 'none' },
    ]);
  });

  test('shows the photos after a clip', () => {
    expect(
      buildScript({ ...content, photos: ['a'], recording: { ...recording, clipKey: 'clip/a.mp4' } }),
    ).toMatchObject([
      { kind: 'title' },
      { kind: 'line', voice: 'recording', clipKey: 'clip/a.mp4', photos: [] },
      { kind: 'line', voice: 'none', text: '', photos: ['a'] },
      { kind: 'closing' },
    ]);
  });

  test('speaks all words over a clip without sound', () => {
    const clip = { key: 'clip/a.mp4', durationMs: 3_000 };
    expect(buildScript({ ...content, clip })).toMatchObject([
      { kind: 'title', voice: 'synthetic' },
      { kind: 'line', voice: 'synthetic', text: content.text, clipKey: 'clip/a.mp4', clipDurationMs: 3_000 },
      { kind: 'closing', voice: 'synthetic' },
    ]);
  });
});
