import { z } from 'zod';
import type { ChatStatus as Row } from '#root/db/generated/client.js';
import type { ChatLanguage } from '#root/telegram/texts.js';

/** A status message that this process has taken to show. */
export interface ChatStatus extends Omit<Row, 'language' | 'leftovers' | 'editedAt'> {
  language: ChatLanguage;
  /** Ids of messages that are to be removed. */
  leftovers: number[];
  /** When it was edited during the last minute, in milliseconds since 1970. */
  editedAt: number[];
  /** What the steps of its greetings are. */
  steps: string;
  /** The database's clock, which all processes share. */
  now: Date;
}

export type ClaimedRow = Row & Pick<ChatStatus, 'steps' | 'now'>;

/** A greeting that a status message shows. */
export interface StatusOrder {
  id: string;
  run: number;
  number: number;
  status: 'QUEUED' | 'PROCESSING' | 'COMPLETED' | 'FAILED' | 'CANCELLED';
  /** Step that started last. */
  step: string | null;
  statusId: string;
  statusAt: Date;
  finishedAt: Date | null;
  /** Who is greeted, or null if this version cannot read it. */
  name: string | null;
  /** Place among the greetings that no worker has begun, from 1. Null if it has begun. */
  place: number | null;
}

/** How fast greetings are made, in milliseconds. */
export interface Pace {
  /** Time that one takes. */
  durationMs: number;
  /** Time between the ends of two. */
  intervalMs: number;
}

/** What a bot has shown. */
export interface ShownStatus {
  messageId: number | null;
  /** Hash of what the message shows. */
  shown: string | null;
  changedAt: Date;
  editedAt: number[];
  /** Time until it is shown again, in milliseconds: even if nothing changes, and at the earliest. */
  dueMs: number;
  pauseMs: number;
}

/** Where a greeting is shown, and what becomes of the messages there. */
export interface StatusPlace {
  botId: string;
  chatId: string;
  messageThreadId: number | null;
  /** What the status message is about. By default the greetings that were ordered one by one. */
  subject?: string;
  language: ChatLanguage;
  /** Message of the bot that becomes the status message. */
  becomes?: number | null;
  /** Message of the bot that is to be removed. */
  removes?: number | null;
  /** Message after which the person looks for an answer. */
  belowId?: number | null;
}

const numbers = z.array(z.number()).catch([]);

export function toChatStatus(row: ClaimedRow): ChatStatus {
  const language = row.language === 'ru' ? 'ru' : 'en';
  return { ...row, language, leftovers: numbers.parse(row.leftovers), editedAt: numbers.parse(row.editedAt) };
}
