import { Prisma } from '#root/db/generated/client.js';
import type { VideoJobStatus } from '#root/jobs/video-job.js';

/** Conditions that rows of a list meet. Without any, all rows do. */
export interface RowFilter {
  status?: VideoJobStatus | undefined;
  /** The row has one of these statuses. */
  statuses?: VideoJobStatus[] | undefined;
  /** Step that failed, or the step that started last if none failed. */
  step?: string | undefined;
  errorCode?: string | undefined;
  createdAfter?: Date | undefined;
  createdBefore?: Date | undefined;
  /** First characters of the ids. */
  idPrefix?: string | undefined;
  /** Telegram's chat id, or @channelname. */
  chatId?: string | undefined;
  /** Beginnings of words of the recipient's name. */
  name?: string | undefined;
}

const MAX_WORDS = 8;

/** Returns the condition for plain SQL. Every part of it has an index. */
export function conditionOf(filter: RowFilter): Prisma.Sql {
  const { status, statuses, step, errorCode, createdAfter, createdBefore, idPrefix, chatId, name } = filter;
  const parts = [
    status === undefined ? [] : Prisma.sql`"status" = ${status}::"VideoJobStatus"`,
    statuses === undefined ? [] : Prisma.sql`"status" = ANY (${statuses}::text[]::"VideoJobStatus"[])`,
    step === undefined ? [] : Prisma.sql`("failedStep" = ${step} OR ("failedStep" IS NULL AND "step" = ${step}))`,
    // The status has an index, and few rows are FAILED.
    errorCode === undefined ? [] : Prisma.sql`("status" = 'FAILED' AND "errorCode" = ${errorCode})`,
    createdAfter === undefined ? [] : Prisma.sql`"id" >= ${firstIdAt(createdAfter)}`,
    createdBefore === undefined ? [] : Prisma.sql`"id" < ${firstIdAt(createdBefore)}`,
    // "f" is the last character that an id may hold.
    idPrefix === undefined ? [] : Prisma.sql`("id" >= ${idPrefix} AND "id" < ${`${idPrefix}g`})`,
    chatId === undefined ? [] : Prisma.sql`"chatId" = ${chatId}`,
    name === undefined ? [] : hasName(name),
  ].flat();
  return parts.length === 0 ? Prisma.sql`true` : Prisma.join(parts, ' AND ');
}

/** Returns whether a name can be searched for: whether it has a letter or a digit. */
export function isName(text: string): boolean {
  return wordsOf(text).length > 0;
}

/** An array, because PostgreSQL would otherwise read all rows by their ids if it expects to find many of that name. */
function hasName(name: string): Prisma.Sql {
  return Prisma.sql`"id" = ANY (ARRAY(
    SELECT "id" FROM "VideoJob"
    WHERE to_tsvector('simple', translate("spec"->>'to', 'Ёё', 'Ее')) @@ to_tsquery('simple', ${nameQuery(name)})))`;
}

/**
 * Returns the search for all words of the name, each by its beginning. A database in the locale C does not know the case
 * of letters outside of ASCII, so each word is searched for in the ways in which names are written.
 */
function nameQuery(name: string): string {
  const anyCase = (word: string) => {
    const lower = word.toLowerCase();
    const capitalised = lower.replace(/^./u, (letter) => letter.toUpperCase());
    const forms = new Set([word, lower, capitalised, word.toUpperCase()]);
    return `(${Array.from(forms, (form) => `${form}:*`).join(' | ')})`;
  };
  return wordsOf(name).slice(0, MAX_WORDS).map(anyCase).join(' & ');
}

function wordsOf(name: string): string[] {
  return (
    name
      .normalize('NFC')
      .replaceAll('ё', 'е')
      .replaceAll('Ё', 'Е')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

/** Returns the first characters of ids created at that time: UUIDs of version 7 (RFC 9562, 5.7). */
function firstIdAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
