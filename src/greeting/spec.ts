import { z } from 'zod';

/** Frame size of each format, in pixels. */
export const formats = {
  portrait: { width: 720, height: 1280 },
  square: { width: 720, height: 720 },
  landscape: { width: 1280, height: 720 },
} as const;

export type Format = keyof typeof formats;

export const formatNames = Object.keys(formats) as [Format, ...Format[]];

/** Synthetic voices that a person may choose from, in any language. */
export const voiceKinds = ['female', 'male'] as const;

export type VoiceKind = (typeof voiceKinds)[number];

const languageSchema = z.enum(['ru', 'en']);

/** Language of the spoken words and of the texts that the video and the messages add. */
export type Language = z.infer<typeof languageSchema>;

/** A round video message is no longer: https://core.telegram.org/bots/api#sendvideonote. */
export const VIDEO_NOTE_SECONDS = 60;

/** The music of a greeting without any. */
export const NO_MUSIC = 'none';

/** Maximum number of photos in a greeting. */
export const MAX_PHOTOS = 6;

const recordingSchema = z.object({
  /** Key of the sound: raw 48 kHz mono, signed 16-bit samples. */
  soundKey: z.string(),
  durationMs: z.number().positive(),
  /** Key of the picture, if the recording is a video clip, and its duration: it may be longer than the sound. */
  clipKey: z.string().optional(),
  clipDurationMs: z.number().optional(),
});

/** A voice recording or a video clip that replaces the synthetic voice. */
export type Recording = z.infer<typeof recordingSchema>;

/** Content of a greeting, as its VideoJob row stores it. */
export const specSchema = z.object({
  version: z.literal(1),
  to: z.string(),
  /** How the name is pronounced, if not as it is written. Only the voice uses it. */
  sayAs: z.string().optional(),
  text: z.string(),
  template: z.string(),
  format: z.enum(formatNames),
  voice: z.string(),
  /** Name of the template whose music plays, or `none`. Absent: that of the template. */
  music: z.string().optional(),
  language: languageSchema,
  /** Whether a chat shows it as a round video message, if it is square and short enough. */
  isVideoNote: z.boolean().optional(),
  /** Keys of photos, in the order in which they are shown. */
  photos: z.array(z.string()).max(MAX_PHOTOS).default([]),
  recording: recordingSchema.optional(),
  /** A clip without sound, which is shown while the synthetic voice speaks. */
  clip: z.object({ key: z.string(), durationMs: z.number() }).optional(),
});

export type GreetingSpec = z.infer<typeof specSchema>;
