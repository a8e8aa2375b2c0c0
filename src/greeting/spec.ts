import { z } from 'zod';

/** Pixels of each format. */
export const formats = {
  portrait: { width: 720, height: 1280 },
  square: { width: 720, height: 720 },
  landscape: { width: 1280, height: 720 },
} as const;

export type Format = keyof typeof formats;

const languageSchema = z.enum(['ru', 'en']);

/** Of the spoken words, and of what the video and the messages add to them. */
export type Language = z.infer<typeof languageSchema>;

/** What a user asks for: the content of one greeting, as the VideoJob row keeps it. */
export const specSchema = z.object({
  version: z.literal(1),
  to: z.string(),
  text: z.string(),
  template: z.string(),
  format: z.enum(Object.keys(formats) as [Format, ...Format[]]),
  voice: z.string(),
  language: languageSchema,
});

export type GreetingSpec = z.infer<typeof specSchema>;
