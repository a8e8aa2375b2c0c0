import { randomBytes } from 'node:crypto';
import type { Database } from '#root/db/client.js';
import {
  type ChatStatus,
  type ClaimedRow,
  type Pace,
  type ShownStatus,
  type StatusOrder,
  type StatusPlace,
  toChatStatus,
} from '#root/jobs/chat-status.js';
import {
  ATTACH,
  CLAIM,
  MERGE,
  MOVE,
  ORDERS,
  PACE,
  PUT_OFF,
  RELEASE,
  SAVE_MESSAGE,
  SETTLE,
} from '#root/jobs/chat-status-statements.js';

export type ChatStatuses = ReturnType<typeof createChatStatuses>;

// Fewer say little of the next ones.
const MIN_PACE = 3;

/**
 * Reads and writes ChatStatus rows, and which of them shows a greeting. No other code does. Every method throws
 * UnavailableError if the database cannot be reached.
 */
export function createChatStatuses({ db }: { db: Database }) {
  return {
    /** Shows a greeting in the status message of its place, which is shown at once. */
    async attach(videoJobId: string, place: StatusPlace): Promise<void> {
      const { botId, chatId, messageThreadId, subject = '', language, becomes, removes, belowId } = place;
      const id = randomBytes(8).toString('base64url');
      const where = [botId, chatId, messageThreadId ?? 0, subject, language];
      await db.$statement(ATTACH, [id, ...where, becomes ?? null, removes ?? null, belowId ?? 0, videoJobId]);
    },

    /** Shows a greeting no more, because another one takes its place. */
    async detach(videoJobId: string): Promise<void> {
      await db.$statement('UPDATE "VideoJob" SET "statusId" = NULL WHERE "id" = $1', [videoJobId]);
    },

    /** Returns the ids of the greetings that a message of the bot shows, ended ones too. */
    async idsUnder(botId: string, chatId: string, messageId: number): Promise<string[]> {
      const status = await db.chatStatus.findFirst({ where: { botId, chatId, messageId }, select: { id: true } });
      if (status === null) return [];
      const rows = await db.videoJob.findMany({ where: { statusId: status.id }, select: { id: true } });
      return rows.map(({ id }) => id);
    },

    /** Takes status messages that are to be shown, for this long. Whoever takes one settles, releases or forgets it. */
    async claim(botId: string, limit: number, holdMs: number): Promise<ChatStatus[]> {
      return (await db.$statement<ClaimedRow>(CLAIM, [botId, limit, holdMs])).map(toChatStatus);
    },

    /** Returns the greetings of status messages, ended ones too, in the order of the queues. */
    async ordersOf(ids: string[]): Promise<StatusOrder[]> {
      return db.$statement<StatusOrder>(ORDERS, [ids]);
    },

    /** Returns how fast greetings were made lately, or undefined if there were too few. */
    async pace(): Promise<Pace | undefined> {
      const [row] = await db.$statement<Pace & { count: number }>(PACE, []);
      return row === undefined || row.count < MIN_PACE ? undefined : row;
    },

    /**
     * Writes that a new message shows a status, and that the former one is to be removed. Returns false if another one was to show
     * it meanwhile.
     */
    async saveMessage({ id, messageId: former }: ChatStatus, messageId: number): Promise<boolean> {
      return (await db.$statement(SAVE_MESSAGE, [id, former, messageId])).length > 0;
    },

    /** Writes what was shown, and lets it go. What a person did meanwhile is shown at once. */
    async settle({ id, heldUntil, rev, steps, messageId: known }: ChatStatus, shown: ShownStatus): Promise<void> {
      const { changedAt, editedAt, dueMs, pauseMs, messageId } = shown;
      const times = [changedAt, JSON.stringify(editedAt), dueMs, pauseMs];
      await db.$statement(SETTLE, [id, heldUntil, rev, steps, ...times, messageId, shown.shown, known]);
    },

    /** Shows a status message later than this, in milliseconds, because the chat or Telegram is not available. */
    async putOff({ id, heldUntil }: ChatStatus, delayMs: number): Promise<void> {
      await db.$statement(PUT_OFF, [id, heldUntil, delayMs]);
    },

    /** Lets a status message go that may not be edited yet, for this time in milliseconds. */
    async release({ id, heldUntil }: ChatStatus, pauseMs: number): Promise<void> {
      await db.$statement(RELEASE, [id, heldUntil, pauseMs]);
    },

    /** Removes a status, unless a greeting was added meanwhile. */
    async forget({ id, rev }: Pick<ChatStatus, 'id' | 'rev'>): Promise<void> {
      const { count } = await db.chatStatus.deleteMany({ where: { id, rev } });
      if (count === 0) await db.chatStatus.updateMany({ where: { id }, data: { heldUntil: null } });
    },

    /** Forgets the status messages of a chat that the bot can no longer write to. */
    async abandon(botId: string, chatId: string): Promise<void> {
      await db.chatStatus.deleteMany({ where: { botId, chatId } });
    },

    /** Gives the status messages of a group the id of its supergroup, where the ids of its messages do not hold. */
    async moveChat(chatId: string, newChatId: string): Promise<void> {
      await db.$statement(MERGE, [chatId, newChatId]);
      await db.$statement(MOVE, [chatId, newChatId]);
    },
  };
}
