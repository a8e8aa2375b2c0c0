import { expect, test } from 'vitest';
import { artifactKey } from '#root/storage/key.js';

test('a key depends on every part, and not on the order of properties', () => {
  const key = artifactKey('scene', { a: 1, b: { c: [1, 2] } }, 'mp4');
  expect(key).toMatch(/^scene\/[0-9a-f]{40}\.mp4$/);
  expect(artifactKey('scene', { b: { c: [1, 2] }, a: 1 }, 'mp4')).toBe(key);
  expect(artifactKey('scene', { a: 1, b: { c: [2, 1] } }, 'mp4')).not.toBe(key);
  expect(artifactKey('scene', { a: '1', b: { c: [1, 2] } }, 'mp4')).not.toBe(key);
});
