import type { VideoJob } from '#root/greeting/video-job.js';
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
}

export interface Verdict {
  byStatus: Record<string, number>;
  wrong: string[];
  stuck: string[];
  lost: string[];
  shownTwice: string[];
}

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
  };
}

export function isEnded({ row }: Pick<Evidence, 'row'>): boolean {
  return row.status !== 'QUEUED' && row.status !== 'PROCESSING';
}

function isRight({ kind, cancelled, row }: Evidence): boolean {
  if (cancelled === true) return row.status === 'CANCELLED';
  if (kind === 'good' || kind === 'cancelled') return row.status === 'COMPLETED';
  const code = kind === 'blocked' ? 'TELEGRAM_BLOCKED' : 'TELEGRAM_CHAT_NOT_FOUND';
  return row.status === 'FAILED' && row.failedStep === 'deliver' && row.errorCode === code;
}

function isWholeVideo({ video }: LedgerMessage): boolean {
  return video !== undefined && video.width > 0 && video.height > 0 && video.duration > 0 && video.hasThumbnail;
}
