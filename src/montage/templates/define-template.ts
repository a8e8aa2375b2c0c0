import { z } from 'zod';
import { SetupError } from '#root/errors.js';
import { sceneKinds } from '#root/greeting/script.js';

const colour = z.string().regex(/^#[0-9A-F]{6}$/i, 'is not a colour like #FFD166');
const fontSchema = z.object({
  /** TTF, as a module path: fonts come from npm packages, so that every machine draws the same. */
  file: z.string().endsWith('.ttf'),
  /** Name of the font in its file, by which captions refer to it. */
  family: z.string().min(1),
  bold: z.boolean().default(false),
});
const motionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('still') }),
  /** Moves there and back once in each scene, so that scenes join without a jump. */
  z.object({
    kind: z.literal('sway'),
    axis: z.enum(['x', 'y']).default('y'),
    /** Share of the shorter side. */
    amplitude: z.number().min(0).max(0.5),
  }),
  /**
   * Moves by a whole number of periods in each scene, so that scenes join without a jump. The art repeats after
   * `period`.
   */
  z.object({
    kind: z.literal('flow'),
    direction: z.enum(['up', 'down', 'left', 'right']),
    /** Share of the shorter side. */
    period: z.number().min(0.05).max(1),
    secondsPerPeriod: z.number().min(1),
  }),
  /** Fades in when the scene begins, and out when it ends. */
  z.object({ kind: z.literal('appear') }),
  /** Passes over the frame once, from the left, when the scene begins. It is hidden before and after. */
  z.object({ kind: z.literal('sweep'), seconds: z.number().min(0.3).max(2) }),
]);

const layerSchema = z.object({
  art: z.string().endsWith('.svg'),
  motion: motionSchema,
  /** Kinds of scenes that have this layer. */
  scenes: z
    .array(z.enum(sceneKinds))
    .min(1)
    .default([...sceneKinds]),
});

/** Middle of a scene's text as a share of the height, and its largest size as a share of the shorter side. */
const textSchema = z.object({ place: z.number().min(0.2).max(0.8), size: z.number().min(0.04).max(0.4) });

const templateSchema = z.object({
  /** Name of the template, and of the folder with its art and its music. */
  name: z.string().regex(/^[a-z][a-z-]*$/),
  /** Raise if the template draws something differently with the same art, fonts, colours and texts. */
  version: z.number().int().min(1),
  /** From back to front; the first covers the whole frame, in every scene. */
  layers: z
    .array(layerSchema)
    .min(1)
    .refine(([back]) => back?.scenes.length === sceneKinds.length, {
      path: [0, 'scenes'],
      message: 'the first layer must be in every scene',
    }),
  scenes: z.object({
    title: textSchema.extend({ headline: z.object({ ru: z.string().min(1), en: z.string().min(1) }) }),
    line: textSchema,
    closing: textSchema,
  }),
  fonts: z.object({ title: fontSchema, text: fontSchema }),
  /** Colours of the text, of spoken words, and of their outline and shadow. */
  colours: z.object({ text: colour, accent: colour, shadow: colour }),
  /** Matches a text that names the occasion. Absent in the template for any other occasion. */
  occasion: z
    .instanceof(RegExp)
    .refine(({ global, sticky }) => !global && !sticky, 'must not have the flag g or y')
    .optional(),
});

/** Name of the music in a template's folder. */
export const MUSIC_FILE = 'music.ogg';

export interface Template extends z.infer<typeof templateSchema> {
  /** The template's folder. */
  dir: URL;
}

export type TemplateLayer = Template['layers'][number];
export type TemplateFont = Template['fonts']['title'];
export type Motion = z.infer<typeof motionSchema>;

/**
 * Checks a template's description and returns the template. Throws SetupError (TEMPLATE_INVALID) that names the path of
 * every wrong field.
 */
export function defineTemplate(description: z.input<typeof templateSchema>): Template {
  const parsed = templateSchema.safeParse(description);
  if (parsed.success) return { ...parsed.data, dir: new URL(`${parsed.data.name}/`, import.meta.url) };
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new SetupError('TEMPLATE_INVALID', `Template ${description.name} is wrong: ${wrong.join('; ')}`);
}
