import { z } from 'zod';
import type { Draft as Row } from '#root/db/generated/client.js';
import { formatNames, type Language, voiceKinds } from '#root/greeting/spec.js';

const attachmentSchema = z.object({
  /** An animation is a silent clip: a GIF, as Telegram keeps it. */
  kind: z.enum(['photo', 'recording', 'animation']),
  /** Telegram's id of the file. */
  fileId: z.string(),
  /** Message that the file came with. */
  messageId: z.number(),
  albumId: z.string().optional(),
  /** Duration of a recording, as Telegram reports it. */
  seconds: z.number().optional(),
  bytes: z.number().optional(),
  /** Whether it was found to be too long, whatever Telegram reports. */
  isLong: z.boolean().optional(),
  /** Whether the person wants only its beginning, as much as fits. */
  isCut: z.boolean().optional(),
});

/** A file of a draft. Telegram keeps its content. */
export type DraftAttachment = z.infer<typeof attachmentSchema>;

const namesSchema = z.object({
  /** Each gets a video. One without words of its own gets those of the draft. */
  people: z.array(z.object({ to: z.string(), text: z.string().optional(), template: z.string().optional() })).min(1),
  /** Number of entries that were there before. */
  duplicates: z.int().default(0),
  /** Entries that cannot be used. */
  unusable: z.array(z.string()).default([]),
  /** Number of people beyond the limit. */
  tooMany: z.int().default(0),
});

/** People who each get a video of their own, and what was left out of their list. */
export type DraftNames = z.infer<typeof namesSchema>;

const askedSchema = z.enum(['to', 'text']);

const contentSchema = z.object({
  /** Who is greeted. */
  to: z.string().optional(),
  /** Whoever is greeted instead, if they are several. */
  names: namesSchema.optional(),
  /** Words, in which a placeholder may stand for the name. */
  text: z.string().optional(),
  template: z.string().optional(),
  /** Template that the person prefers if the words name no occasion. */
  design: z.string().optional(),
  voice: z.enum(voiceKinds).optional(),
  format: z.enum(formatNames).optional(),
  attachments: z.array(attachmentSchema).default([]),
  /** What the card shows. */
  screen: z.enum(['card', 'to', 'names', 'words', 'occasion', 'voice', 'format', 'files']).default('card'),
  /** Whether the person is led from one question to the next. */
  isLed: z.boolean().default(false),
  /** Which of the ready-made words are offered. */
  variant: z.int().min(1).default(1),
  /** Code of the `InputError` that kept it from being ordered. */
  problem: z.string().optional(),
  /** Messages that filled it, and what each one filled. */
  messages: z.array(z.object({ id: z.number(), fills: z.union([askedSchema, z.literal('all')]) })).default([]),
  /** Whether the person knows that a part of the album came too late. */
  isLateTold: z.boolean().default(false),
});

/** What a person has chosen and sent so far. */
export type DraftContent = z.infer<typeof contentSchema>;

/** A part of the content that a message may fill by itself. */
export type Asked = z.infer<typeof askedSchema>;

/** Row of a greeting that a person puts together. */
export interface Draft extends Omit<Row, 'content' | 'language'> {
  language: Language;
  content: DraftContent;
}

export interface NewDraft {
  botId: string;
  ownerId: string;
  chatId: string;
  messageThreadId: number | null;
  orderMessageId: number | null;
  /** Place among the drafts that begin with the same message. */
  part?: number;
  language: Language;
  content: Partial<DraftContent>;
}

/** Returns the content as it is stored. */
export function storable(content: Partial<DraftContent>): DraftContent {
  // PostgreSQL's `jsonb` has no place for U+0000, nor for half of a character.
  const text = JSON.stringify(contentSchema.parse(content), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Cs}/gu, '\ufffd') : value,
  );
  return JSON.parse(text);
}

/** Converts a row of the database. Returns undefined if this version cannot read it. */
export function toDraft(row: Row | null | undefined): Draft | undefined {
  if (!row) return undefined;
  const content = contentSchema.safeParse(row.content).data;
  return content && { ...row, language: row.language === 'ru' ? 'ru' : 'en', content };
}
