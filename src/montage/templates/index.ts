import { SetupError } from '#root/errors.js';
import { birthday } from '#root/montage/templates/birthday/index.js';
import type { Template } from '#root/montage/templates/define-template.js';
import { neutral } from '#root/montage/templates/neutral/index.js';
import { newYear } from '#root/montage/templates/new-year/index.js';
import { thankYou } from '#root/montage/templates/thank-you/index.js';
import { wedding } from '#root/montage/templates/wedding/index.js';

/**
 * In order of precedence: thanks on a birthday are a birthday greeting. The template without an occasion is for all other
 * texts.
 */
export const templates: readonly Template[] = [birthday, newYear, wedding, thankYou, neutral];

export const templateNames: readonly string[] = templates.map(({ name }) => name);

/** Returns the template. Throws SetupError (TEMPLATE_UNKNOWN) if a stored greeting names one that was removed. */
export function findTemplate(name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (found === undefined) throw new SetupError('TEMPLATE_UNKNOWN', `There is no template "${name}"`);
  return found;
}
