import { z } from 'zod';
import type { Draft as Row } from '#root/db/generated/client.js';
import { formatNames, type Language, specSchema, voiceKinds } from '#root/greeting/spec.js';

/** An animation is a silent clip: a GIF, as Telegram keeps it. */
const kind = z.enum(['photo', 'recording', 'animation']);

const sentSchema = z.object({
  kind,
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

/** A file that a person has sent. Telegram keeps its content. */
export type SentFile = z.infer<typeof sentSchema>;

const storedSchema = z.object({
  kind,
  seconds: z.number().optional(),
  /** The file alone, as the greeting that the draft changes has it. */
  stored: specSchema.pick({ photos: true, recording: true, clip: true }),
});

/** A file of an earlier greeting. */
export type StoredFile = z.infer<typeof storedSchema>;

/** A file of a draft. */
export type DraftAttachment = SentFile | StoredFile;

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
  /** Name that was understood but is in doubt. As long as it is `to`, the card asks about it. */
  unsureName: z.string().optional(),
  /** How the name is pronounced, if not as it is written. */
  sayAs: z.string().optional(),
  /** Words, in which a placeholder may stand for the name. */
  text: z.string().optional(),
  template: z.string().optional(),
  /** Template that the person prefers if the words name no occasion. */
  design: z.string().optional(),
  voice: z.enum(voiceKinds).optional(),
  format: z.enum(formatNames).optional(),
  /** Whether the chat shows the video as a round video message. */
  isVideoNote: z.boolean().optional(),
  /** Name of the template whose music plays, or `none`. Absent: that of the template. */
  music: z.string().optional(),
  attachments: z.array(z.union([sentSchema, storedSchema])).default([]),
  /** What the card shows. */
  screen: z
    .enum(['card', 'to', 'names', 'words', 'occasion', 'voice', 'format', 'music', 'files', 'redo'])
    .default('card'),
  /** Whether the person is led from one question to the next. */
  isLed: z.boolean().default(false),
  /** Telegram's id of the update that answered the last question of a person who is led. */
  endedBy: z.int().optional(),
  /** Which of the ready-made words are offered. */
  variant: z.int().min(1).default(1),
  /** Code of the `InputError` that kept it from being ordered. */
  problem: z.string().optional(),
  /** Greeting whose place it takes, because the message that ordered that one was edited. */
  replaces: z.uuid().optional(),
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
  /** Greeting that it changes a copy of. */
  sourceId?: string | null;
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
