import { createHash } from 'node:crypto';
import type { Scene } from '#root/greeting/script.js';
import { NO_MUSIC } from '#root/greeting/spec.js';
import type { MontageOrder } from '#root/montage/montage-order.js';
import { type EmojiDrawings, loadEmoji } from '#root/montage/pictures/emoji.js';
import {
  type LoadedLayer,
  loadLayers,
  loadOwnPictures,
  type OwnPictures,
} from '#root/montage/pictures/load-pictures.js';
import { MUSIC_FILE, type Template } from '#root/montage/templates/define-template.js';
import { findTemplate } from '#root/montage/templates/index.js';
import { readTemplateFile } from '#root/montage/templates/read-template-file.js';
import { type CaptionFonts, openCaptionFonts } from '#root/montage/text/caption-fonts.js';
import type { Store, StoreCall } from '#root/storage/store.js';

/** All that a montage is made of except the voices: from the template, and from the greeting. */
export interface Materials {
  template: Template;
  /** Layers of the template, from back to front. */
  layers: LoadedLayer[];
  fonts: CaptionFonts;
  /** Undefined for a video without music. */
  music: Music | undefined;
  /** Drawings of the emoji in the texts. */
  emoji: EmojiDrawings;
  /** Photos and clips of the person's own. */
  ownPictures: OwnPictures;
}

export interface Music {
  path: string;
  /** Hash of the content: part of the video's key. */
  hash: string;
}

/**
 * Loads what the order needs. Throws SetupError (TEMPLATE_UNKNOWN, TEMPLATE_UNREADABLE, FONT_UNREADABLE,
 * EMOJI_UNREADABLE) that names what cannot be loaded, and InputError (MEDIA_LOST) if a photo or a clip is missing.
 * @param options.dir folder that the clips may be put into; they are kept as long as the folder
 */
export async function loadMaterials(
  order: Pick<MontageOrder, 'template' | 'music' | 'scenes'>,
  options: { store: Store; dir: string } & StoreCall,
): Promise<Materials> {
  const template = findTemplate(order.template);
  const [titles, lines] = [textOf(order, (kind) => kind !== 'line'), textOf(order, (kind) => kind === 'line')];
  return {
    template,
    layers: await loadLayers(template),
    fonts: await openCaptionFonts(template, { titles, lines }),
    music: await loadMusic(order),
    emoji: await loadEmoji([titles, lines]),
    ownPictures: await loadOwnPictures(order.scenes, options),
  };
}

function textOf({ scenes }: Pick<MontageOrder, 'scenes'>, isWanted: (kind: Scene['kind']) => boolean): string {
  return scenes.flatMap(({ kind, text }) => (isWanted(kind) ? [text] : [])).join('\n');
}

async function loadMusic({ template, music = template }: Pick<MontageOrder, 'template' | 'music'>) {
  if (music === NO_MUSIC) return undefined;
  const { path, bytes } = await readTemplateFile(findTemplate(music), MUSIC_FILE);
  return { path, hash: createHash('sha256').update(bytes).digest('hex') };
}
