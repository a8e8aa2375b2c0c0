import type { VideoJob } from '#root/jobs/video-job.js';
import { chatLanguages, textsIn } from '#root/telegram/texts.js';
import type { LedgerMessage } from '../helpers/bot-api/ledger.js';
import type { Kind } from './plan.js';

/** An order, its row, and its chat. */
export interface Evidence {
  kind: Kind;
  /** Whether the cancellation was accepted; undefined if nobody cancelled. */
  cancelled: boolean | undefined;
  row: Pick<VideoJob, 'id' | 'run' | 'status' | 'failedStep' | 'errorCode'>;
  /** If it was ordered by HTTP: the ids that its clients got, and the events that a program was notified of. */
  http?: { ids: string[]; events: string[] } | undefined;
  messages: LedgerMessage[];
  /** Number of messages of the chat that have ever been a video. */
  videosShown: number;
  /** Number of texts that may be left in the chat because Telegram's answer was lost: a send has no idempotency key. */
  unanswered: number;
}

export interface Verdict {
  byStatus: Record<string, number>;
  wrong: string[];
  stuck: string[];
  lost: string[];
  shownTwice: string[];
  /** Failed greetings whose chat does not show exactly one failure text, and others whose chat shows any. */
  notNotifiedOnce: string[];
  /** Greetings that several clients got for the same Idempotency-Key. */
  doubled: string[];
  /** Greetings of whose end the program was not notified, or by another event than one. */
  notToldOnce: string[];
  /** Number of texts, in all chats, that are left next to the video or the failure text. */
  textsLeft: number;
}

const failureTexts = new Set(chatLanguages.map((language) => textsIn(language)('failure-TELEGRAM_TOO_LARGE')));

/** Judges the outcome of all greetings. Each list holds the ids of those that went wrong. */
export function judge(evidence: Evidence[]): Verdict {
  const byStatus: Record<string, number> = {};
  for (const { row } of evidence) byStatus[row.status] = (byStatus[row.status] ?? 0) + 1;
  const idsOf = (isFaulty: (each: Evidence) => boolean) => evidence.filter(isFaulty).map(({ row }) => row.id);
  return {
    byStatus,
    wrong: idsOf((each) => isEnded(each) && !isRight(each)),
    stuck: idsOf((each) => !isEnded(each)),
    lost: idsOf((each) => each.row.status === 'COMPLETED' && !each.messages.some(isWholeVideo)),
    shownTwice: idsOf(({ videosShown }) => videosShown > 1),
    notNotifiedOnce: idsOf((each) => isEnded(each) && !isNotifiedOnce(each)),
    doubled: idsOf(({ http }) => http !== undefined && http.ids.length !== 1),
    notToldOnce: idsOf((each) => isEnded(each) && !isToldOnce(each)),
    textsLeft: evidence.reduce((sum, { messages }) => sum + countOtherTexts(messages), 0),
  };
}

const codes = {
  blocked: 'TELEGRAM_BLOCKED',
  unknown: 'TELEGRAM_CHAT_NOT_FOUND',
  tooLarge: 'TELEGRAM_TOO_LARGE',
};

export function isEnded({ row }: Pick<Evidence, 'row'>): boolean {
  return row.status !== 'QUEUED' && row.status !== 'PROCESSING';
}

function isRight({ kind, cancelled, row }: Evidence): boolean {
  // Also if the cancellation was refused as too late: an earlier try may have been accepted and its answer lost.
  if (kind === 'cancelled' && row.status === 'CANCELLED') return true;
  if (cancelled === true) return false;
  if (kind === 'good' || kind === 'cancelled') return row.status === 'COMPLETED';
  return row.status === 'FAILED' && row.failedStep === 'deliver' && row.errorCode === codes[kind];
}

function isNotifiedOnce({ kind, row, messages, unanswered }: Evidence): boolean {
  const notices = messages.filter(({ text = '' }) => failureTexts.has(text)).length;
  if (kind !== 'tooLarge' || row.status !== 'FAILED') return notices === 0;
  return notices === 1 && countOtherTexts(messages) <= unanswered;
}

/** Returns the id of the event of a greeting's end. */
export function eventOf({ id, run, status }: Evidence['row']): string {
  return `${id}_${run}_greeting_${status.toLowerCase()}`;
}

/** The same event may have come several times. */
export function isToldOnce({ row, http }: Pick<Evidence, 'row' | 'http'>): boolean {
  return http === undefined || (http.events.length === 1 && http.events[0] === eventOf(row));
}

function countOtherTexts(messages: LedgerMessage[]): number {
  return messages.filter(({ text, video }) => video === undefined && !failureTexts.has(text ?? '')).length;
}

function isWholeVideo({ video }: LedgerMessage): boolean {
  return video !== undefined && video.width > 0 && video.height > 0 && video.duration > 0 && video.hasThumbnail;
}
