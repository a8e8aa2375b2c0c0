import type { VoicedScene } from '#root/montage/montage.js';
import { readTemplateFile } from '#root/montage/pictures/art.js';
import { loadEmoji } from '#root/montage/pictures/emoji.js';
import { loadOwnPictures } from '#root/montage/pictures/own-pictures.js';
import type { LoadedTemplate } from '#root/montage/plan.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { drawable } from '#root/montage/text/drawable.js';
import { openFallbacks } from '#root/montage/text/fallback-fonts.js';
import { createFontStack } from '#root/montage/text/font-stack.js';
import { openFont } from '#root/montage/text/fonts.js';
import type { Store, StoreCall } from '#root/storage/store.js';

/**
 * Reads a template's files, and opens its fonts with those that the texts need besides. Throws SetupError
 * (TEMPLATE_UNREADABLE, FONT_UNREADABLE) that names the one it cannot.
 * @param options.dir where the user's own files may be put; they stay for as long as it does
 */
export async function loadTemplate(
  template: Template,
  scenes: readonly VoicedScene[],
  options: { store: Store; dir: string } & StoreCall,
): Promise<LoadedTemplate> {
  const texts = scenes.map(({ text }) => text);
  return {
    template,
    art: await Promise.all(template.layers.map(({ art }) => readTemplateFile(template, `art/${art}`))),
    music: await readTemplateFile(template, template.music),
    fonts: await openFonts(template, texts.join('\n')),
    emoji: await loadEmoji(texts),
    pictures: await loadOwnPictures(scenes, options),
  };
}

/** Opens a template's fonts, each with those that stand in for it in the text. Throws SetupError (FONT_UNREADABLE). */
export async function openFonts({ fonts }: Template, written: string): Promise<LoadedTemplate['fonts']> {
  const text = drawable(written);
  const [title, body] = [await openFont(fonts.title), await openFont(fonts.text)];
  return {
    // Where the letters of the title are rare, the template's other font goes with it better than a stranger.
    title: createFontStack(title, body, ...(await openFallbacks(text, [title, body]))),
    text: createFontStack(body, ...(await openFallbacks(text, [body]))),
  };
}
