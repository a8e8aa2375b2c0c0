import { readTemplateFile } from '#root/montage/art.js';
import { openFont } from '#root/montage/fonts.js';
import type { LoadedTemplate } from '#root/montage/plan.js';
import type { Template } from '#root/montage/templates/define-template.js';

/** Reads a template's files. Throws SetupError (TEMPLATE_UNREADABLE, FONT_UNREADABLE) that names the one it cannot. */
export async function loadTemplate(template: Template): Promise<LoadedTemplate> {
  return {
    template,
    art: await Promise.all(template.layers.map(({ art }) => readTemplateFile(template, `art/${art}`))),
    music: await readTemplateFile(template, template.music),
    fonts: { title: await openFont(template.fonts.title), text: await openFont(template.fonts.text) },
  };
}
