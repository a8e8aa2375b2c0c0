import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SetupError } from '#root/errors.js';
import type { Template } from '#root/montage/templates/define-template.js';

/** Reads a file of the template's folder. Throws SetupError (TEMPLATE_UNREADABLE) that names its path. */
export async function readTemplateFile(template: Template, name: string): Promise<{ path: string; bytes: Buffer }> {
  const path = fileURLToPath(new URL(name, template.dir));
  try {
    return { path, bytes: await readFile(path) };
  } catch (error) {
    throw new SetupError('TEMPLATE_UNREADABLE', `Template ${template.name} cannot be read: ${path}`, { cause: error });
  }
}
