import type { VideoJob as Row } from '#root/db/generated/client.js';
import { type DeliveryKind, VideoJobStatus as Status } from '#root/db/generated/enums.js';
import { RefusedError } from '#root/errors.js';
import { buildScript, type Scene, scriptSchema } from '#root/greeting/script.js';
import { type GreetingSpec, specSchema } from '#root/greeting/spec.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

export type VideoJobStatus = Status;
export const videoJobStatuses = Object.values(Status);

/** Row of one greeting. */
export interface VideoJob extends Omit<Row, 'spec' | 'script'> {
  /** Null if this version cannot read it: a newer one wrote it, or it is damaged. Such a greeting can only fail. */
  spec: GreetingSpec | null;
  /** Scenes as stored. `scriptOf` parses them: parsing at the start of every step would slow the queues down. */
  script: unknown;
}

/** What a program has noted about its greeting: any JSON object. */
export type Metadata = Record<string, unknown>;

export interface NewVideoJob {
  spec: GreetingSpec;
  delivery?: DeliveryKind | undefined;
  /** Key of the HTTP API that orders it. */
  apiKeyId?: string | undefined;
  requestHash?: string | undefined;
  /** Row of the batch that it is ordered in. */
  batchRow?: number | undefined;
  metadata?: Metadata | undefined;
  /** Address that is notified when it ends. */
  webhookUrl?: string | undefined;
  chatId?: string | null | undefined;
  requestKey?: string | null | undefined;
  /** Topic of a forum that the order came from. */
  messageThreadId?: number | null | undefined;
  /** Message that ordered it. */
  orderMessageId?: number | null | undefined;
  /** Telegram's id of the user or chat that ordered. */
  orderedBy?: string | null | undefined;
  chatLanguage?: ChatLanguage | undefined;
  progressMessageId?: number | null | undefined;
}

export interface RunId {
  videoJobId: string;
  run: number;
}

/** First cause of the failure of a run. */
export interface Failure {
  step: string;
  code: string;
  message: string;
}

export type Outcome =
  | { status: 'COMPLETED'; videoKey: string; messageId?: number | undefined; telegramFileId?: string | undefined }
  | { status: 'FAILED'; failure: Failure };

/** Voice that speaks all lines of a greeting. */
export interface SpeechVoice {
  engine: string;
  id: string;
}

/** Returns the voice that speaks the greeting, or undefined if none was chosen yet. */
export function speechVoiceOf(row: Pick<Row, 'speechEngine' | 'speechVoice'>): SpeechVoice | undefined {
  const { speechEngine, speechVoice } = row;
  return speechEngine === null || speechVoice === null ? undefined : { engine: speechEngine, id: speechVoice };
}

/**
 * Number of runs after which a greeting no longer starts over because something was lost. Without it, workers that do not
 * share their storage would start over forever.
 */
export const MAX_RUNS = 10;

/** Statuses of a greeting that has not ended. */
export const OPEN: Status[] = [Status.QUEUED, Status.PROCESSING];

/** Returns whether the current run has ended. */
export function hasEnded({ status }: Pick<VideoJob, 'status'>): boolean {
  return !OPEN.includes(status);
}

const MESSAGE_LENGTH = 1_000;

/** Returns the message as it can be stored: cut, and without U+0000, which PostgreSQL's text cannot hold. */
export function storable(message: string): string {
  return message.replaceAll('\0', '').slice(0, MESSAGE_LENGTH);
}

/** Converts a row of the database. */
export function toVideoJob(row: Row): VideoJob {
  return { ...row, spec: specSchema.safeParse(row.spec).data ?? null };
}

/** Returns the content of the greeting. Throws RefusedError (SPEC_UNREADABLE) if this version cannot read it. */
export function specOf({ spec }: VideoJob): GreetingSpec {
  if (spec === null) throw unreadable();
  return spec;
}

/**
 * Returns the scenes that were stored when the greeting was ordered. Rows of older versions have none: theirs are made
 * from the spec. Throws RefusedError (SPEC_UNREADABLE) if this version cannot read the spec or the scenes.
 */
export function scriptOf(videoJob: VideoJob): Scene[] {
  const script = findScript(videoJob);
  if (script === undefined) throw unreadable();
  return script;
}

/** Returns the same scenes as `scriptOf`, or undefined if this version cannot read them. */
export function findScript({ spec, script }: VideoJob): Scene[] | undefined {
  if (spec === null) return undefined;
  return script === null ? buildScript(spec) : scriptSchema.safeParse(script).data;
}

function unreadable(): RefusedError {
  return new RefusedError('SPEC_UNREADABLE', 'This version cannot read the content of the greeting');
}
