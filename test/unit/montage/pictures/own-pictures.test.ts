import { expect, test } from 'vitest';
import { splitByPhotos } from '#root/montage/pictures/own-pictures.js';

const words = [
  { text: 'С', startMs: 0, endMs: 400 },
  { text: 'днём', startMs: 400, endMs: 2_000 },
  { text: 'рождения', startMs: 2_000, endMs: 2_800 },
];
const scene = { kind: 'line' as const, text: 'С днём рождения', speech: { audioKey: 'a', durationMs: 2_800, words } };
const timing = { frames: 121, durationMs: (121 * 1_000) / 30, voiceStartMs: 300 };

test('a scene of several photos is split into one scene a photo, with all its frames and all its words', () => {
  const parts = splitByPhotos({ ...scene, photos: ['a', 'b'] }, timing);
  expect(parts.map((part) => part.scene.photos)).toEqual([['a'], ['b']]);
  expect(parts.reduce((sum, part) => sum + part.timing.frames, 0)).toBe(121);
  expect(parts.map((part) => part.scene.text)).toEqual(['С днём', 'рождения']);
  // The voice begins at the same time of the whole scene.
  const second = parts[1];
  expect((second?.timing.voiceStartMs ?? 0) + (parts[0]?.timing.durationMs ?? 0)).toBeCloseTo(300);
});

test.each([[[]], [['a']]])('a scene of the photos %j is not split', (photos) => {
  expect(splitByPhotos({ ...scene, photos }, timing)).toEqual([{ scene: { ...scene, photos }, timing }]);
});
