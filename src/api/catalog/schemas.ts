import { z } from '@hono/zod-openapi';
import { formatNames } from '#root/greeting/spec.js';

const titleSchema = z.object({ ru: z.string(), en: z.string() });

export const catalogSchema = z
  .object({
    templates: z.array(
      z.object({
        name: z.string(),
        title: titleSchema.openapi({ description: 'The occasion' }),
        headline: titleSchema.openapi({ description: 'Shown above the name' }),
        picture: z.string().openapi({ description: 'Address of a JPEG, with the query `language=ru` or `en`' }),
      }),
    ),
    voices: z.array(
      z.object({
        name: z.string(),
        language: z.string().openapi({ description: '`mul` if it speaks many' }),
        gender: z.enum(['female', 'male']),
        title: z.string(),
        sample: z.string().optional().openapi({ description: 'Address of an OGG file' }),
      }),
    ),
    formats: z.array(z.object({ name: z.enum(formatNames), width: z.int(), height: z.int() })),
    music: z.array(z.object({ name: z.string(), title: titleSchema })),
    limits: z.object({
      nameLength: z.int(),
      sayAsLength: z.int(),
      textLength: z.int(),
      photos: z.int(),
      uploadBytes: z.int(),
      recordingSeconds: z.int(),
      metadataBytes: z.int(),
      batch: z.int(),
    }),
  })
  .openapi('Catalog');

export type Catalog = z.infer<typeof catalogSchema>;
