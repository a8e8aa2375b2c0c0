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

/** Most photos of one greeting. */
export const MOST_PHOTOS = 6;

const recordingSchema = z.object({
  /** Key of the sound: 48 kHz mono, signed 16-bit samples and nothing else. */
  soundKey: z.string(),
  durationMs: z.number().positive(),
  /** Key of the picture that belongs to the sound, where the recording is a video clip. */
  clipKey: z.string().optional(),
});

/** A voice recording or a video clip that takes the place of the synthetic voice. */
export type Recording = z.infer<typeof recordingSchema>;

/** What a user asks for: the content of one greeting, as the VideoJob row keeps it. */
export const specSchema = z.object({
  version: z.literal(1),
  to: z.string(),
  text: z.string(),
  template: z.string(),
  format: z.enum(Object.keys(formats) as [Format, ...Format[]]),
  voice: z.string(),
  language: languageSchema,
  /** Keys of photos, in the order in which they are shown. */
  photos: z.array(z.string()).max(MOST_PHOTOS).default([]),
  recording: recordingSchema.optional(),
});

export type GreetingSpec = z.infer<typeof specSchema>;
