import { z } from 'zod';
import { SetupError } from '#root/errors.js';

const colour = z.string().regex(/^#[0-9A-F]{6}$/i, 'is not a colour like #FFD166');
const fontSchema = z.object({
  /** TTF, as a module path: fonts come from npm packages, so that every machine draws the same. */
  file: z.string().endsWith('.ttf'),
  /** As the font names itself, and as captions refer to it. */
  family: z.string().min(1),
  bold: z.boolean().default(false),
});
const motionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('still') }),
  /** Glides down and back once a scene, so that it stands where it started at every joint. Share of the shorter side. */
  z.object({ kind: z.literal('sway'), amplitude: z.number().min(0).max(0.5) }),
  /** Falls by whole periods a scene, so that it goes on at every joint. The art repeats with this share of the shorter side. */
  z.object({ kind: z.literal('fall'), period: z.number().min(0.05).max(1), secondsPerPeriod: z.number().min(1) }),
]);

const templateSchema = z.object({
  name: z.string().regex(/^[a-z][a-z-]*$/),
  /** To be raised whenever the template draws anything differently. */
  version: z.number().int().min(1),
  /** Folder of the art and the music. */
  dir: z.instanceof(URL),
  headline: z.object({ ru: z.string().min(1), en: z.string().min(1) }),
  /** SVG files from back to front; the first covers the whole frame. */
  layers: z.array(z.object({ art: z.string().endsWith('.svg'), motion: motionSchema })).min(1),
  fonts: z.object({ title: fontSchema, text: fontSchema }),
  colours: z.object({ text: colour, accent: colour, shadow: colour }),
  music: z.string().min(1),
});

export type Template = z.infer<typeof templateSchema>;
export type TemplateFont = Template['fonts']['title'];
export type Motion = z.infer<typeof motionSchema>;

/** Returns the template, checked. Throws SetupError (TEMPLATE_INVALID) that names the path of every wrong field. */
export function defineTemplate(description: z.input<typeof templateSchema>): Template {
  const parsed = templateSchema.safeParse(description);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SetupError('TEMPLATE_INVALID', `Template ${description.name} is wrong: ${wrong.join('; ')}`);
}
