import { describe, expect, test } from 'vitest';
import { ownLayers, splitByPhotos } from '#root/montage/pictures/own-pictures.js';
import type { ClipPicture, PhotoPicture } from '#root/montage/pictures/picture.js';
import { findTemplate } from '#root/montage/templates/index.js';

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

describe('layers of a scene with its own picture', () => {
  const photo: PhotoPicture = { kind: 'photo', name: 'a', hash: 'a', freeHeight: 1, bytes: Buffer.alloc(0) };
  const clip: ClipPicture = { kind: 'clip', name: 'b', hash: 'b', freeHeight: 1, path: 'b.mp4', repeats: false };
  const options = {
    template: findTemplate('birthday'),
    pictures: new Map([photo, clip].map((picture) => [picture.name, picture])),
    frame: { width: 720, height: 1_280 },
    voiceStartMs: 300,
  };

  test.each([{ photos: ['a'] }, { clipKey: 'b' }])('have a veil only under words: %j', (own) => {
    const pages = [
      { width: 400, height: 100, startMs: 0, endMs: 900 },
      { width: 200, height: 50, startMs: 900, endMs: 2_000 },
    ];
    const [silent, spoken] = [[], pages].map((words) => ownLayers({ ...scene, ...own }, { ...options, pages: words }));
    expect(silent?.map(({ picture }) => picture.name)).toEqual([own.photos?.[0] ?? own.clipKey]);
    expect(spoken?.map(({ picture }) => picture.name)).toEqual([own.photos?.[0] ?? own.clipKey, 'veil', 'veil']);
    expect(spoken?.map(({ motion }) => motion).slice(1)).toEqual(
      pages.map(({ startMs, endMs }) => ({ kind: 'during', startMs, endMs })),
    );
    // The picture is another one for the keys, because it may be drawn higher.
    expect(spoken?.[0]?.picture.hash).not.toBe(silent?.[0]?.picture.hash);
  });

  test('are those of the template if the scene has none', () => {
    expect(ownLayers(scene, { ...options, pages: [] })).toBe(undefined);
  });
});
