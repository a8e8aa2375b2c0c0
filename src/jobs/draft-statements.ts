import { Prisma } from '#root/db/generated/client.js';

// Plain SQL for what nearly every message needs: it costs a third of Prisma's own queries.

const columns = Object.values(Prisma.DraftScalarFieldEnum)
  .map((name) => `"${name}"`)
  .join(', ');

export const FIND = `SELECT ${columns} FROM "Draft" WHERE "id" = $1`;

/**
 * Stores a draft unless one began with the same part of the same message, or the person has one that changes a copy of the
 * same greeting.
 */
export const CREATE = `
  INSERT INTO "Draft" ("id", "botId", "ownerId", "chatId", "messageThreadId", "orderMessageId", "part", "sourceId",
    "language", "content", "updatedAt", "expiresAt")
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  ON CONFLICT DO NOTHING
  RETURNING ${columns}`;

export const CHANGE = `
  UPDATE "Draft" SET "content" = $3, "language" = $4, "rev" = "rev" + 1, "updatedAt" = $5, "expiresAt" = $6
  WHERE "id" = $1 AND "rev" = $2 AND "orderedAt" IS NULL
  RETURNING ${columns}`;

const HAS_MESSAGE = `"content"->'messages' @> jsonb_build_array(jsonb_build_object('id', $3::int))`;
const HAS_ALBUM = `coalesce("content"->'attachments' @> jsonb_build_array(jsonb_build_object('albumId', $4::text)), false)`;
const IS_CARD = `coalesce("cardMessageId" = $5::int, false)`;
const IS_OPEN = `("ownerId" = $6 AND "orderedAt" IS NULL AND "updatedAt" >= $7)`;

/**
 * The drafts of a chat that a message may belong to, the latest first, and why: $3 is the message, $4 its album, $5 the message
 * that it answers, and $6 the person, whose drafts are open if they changed after $7.
 */
export const FIND_FOR_MESSAGE = `
  SELECT ${columns}, ${HAS_MESSAGE} AS "hasMessage", ${HAS_ALBUM} AS "hasAlbum", ${IS_CARD} AS "isCard", ${IS_OPEN} AS "isOpen"
  FROM "Draft"
  WHERE "botId" = $1 AND "chatId" = $2 AND (${HAS_MESSAGE} OR ${HAS_ALBUM} OR ${IS_CARD} OR ${IS_OPEN})
  ORDER BY "updatedAt" DESC`;

export const SAVE_CARD = `UPDATE "Draft" SET "cardMessageId" = $2, "isCardCovered" = false WHERE "id" = $1`;

export const MARK_ORDERED = `
  UPDATE "Draft" SET "orderedAt" = now(), "sourceId" = NULL WHERE "id" = $1 AND "orderedAt" IS NULL`;

export const COVER = `
  UPDATE "Draft" SET "isCardCovered" = true
  WHERE "botId" = $1 AND "chatId" = $2 AND "orderedAt" IS NULL AND "cardMessageId" < $3 AND NOT "isCardCovered"`;
