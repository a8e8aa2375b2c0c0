import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadLayers, loadOwnPictures } from '#root/montage/pictures/load-pictures.js';
import { findTemplate } from '#root/montage/templates/index.js';
import { createLocalStore } from '#root/storage/local.js';
import type { Store } from '#root/storage/store.js';

let dir: string;
let store: Store;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'zdravitsa-test-'));
  store = createLocalStore({ dir: join(dir, 'store') });
  for (const key of ['photo/a.jpg', 'clip/a.mp4']) {
    await writeFile(join(dir, 'file'), key);
    await store.put(key, join(dir, 'file'));
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

function scene(pictures: { photos?: string[]; clipKey?: string; voice?: 'synthetic' }) {
  return {
    kind: 'line' as const,
    text: '',
    speech: { audioKey: 'speech/a.wav', durationMs: 0, words: [] },
    ...pictures,
  };
}

test("a template's layers are loaded in their order, each with the markup of its art", async () => {
  const template = findTemplate('birthday');
  const layers = await loadLayers(template);
  expect(layers.map(({ motion }) => motion)).toEqual(template.layers.map(({ motion }) => motion));
  for (const { picture } of layers)
    expect(picture).toMatchObject({ kind: 'svg', hash: expect.stringMatching(/^\w{64}$/) });
});

test('a photo is loaded with its bytes, a clip as a local file, both by their keys', async () => {
  const scenes = [scene({ photos: ['photo/a.jpg'] }), scene({ clipKey: 'clip/a.mp4' }), scene({})];
  const pictures = await loadOwnPictures(scenes, { store, dir });
  expect([...pictures.keys()]).toEqual(['photo/a.jpg', 'clip/a.mp4']);
  const [photo, clip] = [pictures.get('photo/a.jpg'), pictures.get('clip/a.mp4')];
  expect(photo).toMatchObject({ kind: 'photo', hash: 'photo/a.jpg', bytes: Buffer.from('photo/a.jpg') });
  expect(clip).toMatchObject({ kind: 'clip', hash: 'clip/a.mp4' });
  expect(clip).toMatchObject({ repeats: false });
  expect(clip?.kind === 'clip' && (await readFile(clip.path, 'utf8'))).toBe('clip/a.mp4');
});

test('a clip under the synthetic voice begins again at its end, and is another picture', async () => {
  const pictures = await loadOwnPictures([scene({ clipKey: 'clip/a.mp4', voice: 'synthetic' })], { store, dir });
  expect(pictures.get('clip/a.mp4')).toMatchObject({ repeats: true, hash: 'clip/a.mp4 repeated' });
});

test.each([[{ photos: ['photo/missing.jpg'] }], [{ clipKey: 'clip/missing.mp4' }]])(
  'a missing picture fails the greeting: %j',
  async (pictures) => {
    await expect(loadOwnPictures([scene(pictures)], { store, dir })).rejects.toMatchObject({
      code: 'MEDIA_LOST',
      retryable: false,
    });
  },
);
