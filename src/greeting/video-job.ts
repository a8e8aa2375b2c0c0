import type { Prisma, VideoJob as Row } from '#root/db/generated/client.js';
import { VideoJobStatus as Status } from '#root/db/generated/enums.js';
import { type GreetingSpec, specSchema } from '#root/greeting/spec.js';

export type VideoJobStatus = Status;
export const videoJobStatuses = Object.values(Status);

/** One greeting, as its row tells it. */
export interface VideoJob extends Omit<Row, 'spec'> {
  spec: GreetingSpec;
}

export interface NewVideoJob {
  spec: GreetingSpec;
  chatId?: string | null | undefined;
  requestKey?: string | null | undefined;
  progressMessageId?: number | null | undefined;
}

export interface RunId {
  videoJobId: string;
  run: number;
}

/** Why a run failed: its first cause. */
export interface Failure {
  step: string;
  code: string;
  message: string;
}

export type Outcome =
  | { status: 'COMPLETED'; videoKey: string; messageId?: number | undefined; telegramFileId?: string | undefined }
  | { status: 'FAILED'; failure: Failure };

const MESSAGE_LENGTH = 1_000;

/** Returns what a row tells. */
export function toVideoJob(row: Row): VideoJob {
  return { ...row, spec: specSchema.parse(row.spec) };
}

/** Returns what changes in a row when its run ends. */
export function endColumns(outcome: Outcome): Prisma.VideoJobUpdateManyMutationInput {
  if (outcome.status === 'FAILED') {
    const { step, code, message } = outcome.failure;
    return { status: Status.FAILED, failedStep: step, errorCode: code, errorMessage: storable(message) };
  }
  const { videoKey, messageId, telegramFileId } = outcome;
  return {
    status: Status.COMPLETED,
    videoKey,
    failedStep: null,
    errorCode: null,
    errorMessage: null,
    ...(messageId === undefined ? {} : { messageId }),
    ...(telegramFileId === undefined ? {} : { telegramFileId }),
  };
}

/** Returns the message as it can be stored: PostgreSQL's text cannot hold U+0000, and no one reads more than this. */
export function storable(message: string): string {
  return message.replaceAll('\0', '').slice(0, MESSAGE_LENGTH);
}
