import { InputError } from '#root/errors.js';
import type { VoicedScene } from '#root/montage/montage-order.js';
import { type ClipPicture, type PhotoPicture, type SvgPicture, svgPicture } from '#root/montage/pictures/picture.js';
import type { Template, TemplateLayer } from '#root/montage/templates/define-template.js';
import { readTemplateFile } from '#root/montage/templates/read-template-file.js';
import { readArtifact, type Store, type StoreCall } from '#root/storage/store.js';

/** A layer of the template with its picture. */
export interface LoadedLayer extends Omit<TemplateLayer, 'art'> {
  picture: SvgPicture;
}

/** Photos and clips of the greeting, by key. */
export type OwnPictures = ReadonlyMap<string, PhotoPicture | ClipPicture>;

/** Reads the art of the template's layers. Throws SetupError (TEMPLATE_UNREADABLE) that names the path. */
export function loadLayers(template: Template): Promise<LoadedLayer[]> {
  return Promise.all(
    template.layers.map(async ({ art, ...layer }) => {
      const { path, bytes } = await readTemplateFile(template, `art/${art}`);
      return { ...layer, picture: svgPicture(path, bytes.toString('utf8')) };
    }),
  );
}

/**
 * Returns the photos and clips of the scenes. Throws InputError (MEDIA_LOST) if one is missing: only the person who
 * sent it can supply it again.
 * @param options.dir folder that clips may be put into: ffmpeg reads them from a file
 */
export async function loadOwnPictures(
  scenes: readonly VoicedScene[],
  { store, dir, signal }: { store: Store; dir: string } & StoreCall,
): Promise<OwnPictures> {
  const photo = async (key: string): Promise<PhotoPicture> => {
    const bytes = await readArtifact(store, key, { signal });
    return { kind: 'photo', name: key, hash: key, freeHeight: 1, bytes: notLost(bytes) };
  };
  const clip = async (key: string, repeats: boolean): Promise<ClipPicture> => {
    const path = await store.fetch(key, dir, { signal });
    const hash = repeats ? `${key} repeated` : key;
    return { kind: 'clip', name: key, hash, freeHeight: 1, path: notLost(path), repeats };
  };
  const pictures = await Promise.all(
    scenes.flatMap(({ photos = [], clipKey, voice }) => [
      ...photos.map(photo),
      // A clip with sound stays in step with it.
      ...(clipKey === undefined ? [] : [clip(clipKey, voice === 'synthetic')]),
    ]),
  );
  return new Map(pictures.map((picture) => [picture.name, picture]));
}

function notLost<T>(found: T | undefined): T {
  if (found === undefined) throw new InputError('photo', 'MEDIA_LOST', 'a photo or clip is no longer in storage');
  return found;
}
