import { failureText } from '#root/delivery/delivery-texts.js';
import type { VideoJob } from '#root/jobs/video-job.js';
import type { LedgerMessage } from '../helpers/bot-api/ledger.js';
import type { Kind } from './plan.js';

/** What was ordered, what its row says, and what its chat shows. */
export interface Evidence {
  kind: Kind;
  /** Whether the cancel took hold; undefined where there was none. */
  cancelled: boolean | undefined;
  row: Pick<VideoJob, 'id' | 'status' | 'failedStep' | 'errorCode'>;
  messages: LedgerMessage[];
  /** How many messages of the chat have ever been a video. */
  videosShown: number;
  /** How many texts may stand in the chat because Telegram's answer was lost on the way: it has no key for a send. */
  unanswered: number;
}

export interface Verdict {
  byStatus: Record<string, number>;
  wrong: string[];
  stuck: string[];
  lost: string[];
  shownTwice: string[];
  /** Whose chat does not show one failure text, or shows more than that; of those that did not fail, any. */
  notToldOnce: string[];
  /** Texts that stand beside the video, or beside the failure text, in all chats. */
  textsLeft: number;
}

const failureTexts = new Set([failureText('ru', 'TELEGRAM_TOO_LARGE'), failureText('en', 'TELEGRAM_TOO_LARGE')]);

/** Judges what became of all greetings; each list holds the ids that are not as they should be. */
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
    notToldOnce: idsOf((each) => isEnded(each) && !isToldOnce(each)),
    textsLeft: evidence.reduce((sum, { messages }) => sum + textsBeside(messages), 0),
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
  // Also where it seems to have come too late: the answer to a first try may have been lost, and that one took hold.
  if (kind === 'cancelled' && row.status === 'CANCELLED') return true;
  if (cancelled === true) return false;
  if (kind === 'good' || kind === 'cancelled') return row.status === 'COMPLETED';
  return row.status === 'FAILED' && row.failedStep === 'deliver' && row.errorCode === codes[kind];
}

function isToldOnce({ kind, row, messages, unanswered }: Evidence): boolean {
  const told = messages.filter(({ text = '' }) => failureTexts.has(text)).length;
  if (kind !== 'tooLarge' || row.status !== 'FAILED') return told === 0;
  return told === 1 && textsBeside(messages) <= unanswered;
}

function textsBeside(messages: LedgerMessage[]): number {
  return messages.filter(({ text, video }) => video === undefined && !failureTexts.has(text ?? '')).length;
}

function isWholeVideo({ video }: LedgerMessage): boolean {
  return video !== undefined && video.width > 0 && video.height > 0 && video.duration > 0 && video.hasThumbnail;
}
