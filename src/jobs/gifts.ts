import { randomBytes } from 'node:crypto';
import type { Database } from '#root/db/client.js';
import type { Gift as Row } from '#root/db/generated/client.js';

/** The page that shows a greeting to whoever knows its token. */
export type Gift = Row;

const TOKEN_BYTES = 16;
const COLUMNS = '"token", "videoJobId", "revokedAt", "thankedAt", "createdAt"';

// A revoked page gets another address: nobody who knows the old one shall see the new page.
const CREATE = `
  INSERT INTO "Gift" ("token", "videoJobId") VALUES ($1, $2)
  ON CONFLICT ("videoJobId") DO UPDATE
    SET "token" = CASE WHEN "Gift"."revokedAt" IS NULL THEN "Gift"."token" ELSE excluded."token" END,
      "thankedAt" = CASE WHEN "Gift"."revokedAt" IS NULL THEN "Gift"."thankedAt" END,
      "revokedAt" = NULL
  RETURNING ${COLUMNS}`;

const FIND = `SELECT ${COLUMNS} FROM "Gift" WHERE "token" = $1`;

// In one statement, so that programs hear of every thanks, and once.
const THANK = `
  WITH thanked AS (
    UPDATE "Gift" SET "thankedAt" = now() WHERE "token" = $1 AND "thankedAt" IS NULL AND "revokedAt" IS NULL
    RETURNING "videoJobId"
  ), told AS (
    INSERT INTO "WebhookEvent" ("id", "apiKeyId", "type", "videoJobId", "url")
    SELECT "id" || '_' || "run" || '_greeting_thanked', "apiKeyId", 'greeting.thanked', "id", "webhookUrl"
    FROM "VideoJob" JOIN thanked ON thanked."videoJobId" = "VideoJob"."id" WHERE "apiKeyId" IS NOT NULL
    ON CONFLICT DO NOTHING
  )
  SELECT "videoJobId" FROM thanked`;

/** Keeps the pages of greetings. Every method throws UnavailableError if the database cannot be reached. */
export function createGifts({ db }: { db: Database }) {
  return {
    /** Returns the page of a greeting, made if it has none or a revoked one. */
    async create(videoJobId: string): Promise<Gift> {
      const [row] = await db.$statement<Row>(CREATE, [randomBytes(TOKEN_BYTES).toString('base64url'), videoJobId]);
      return row as Row;
    },

    /** Returns the page with this token, a revoked one too, or undefined if there is none. */
    async find(token: string): Promise<Gift | undefined> {
      const [row] = await db.$statement<Row>(FIND, [token]);
      return row;
    },

    /** Closes the page of a greeting. Its address then says that the greeting is gone. */
    async revoke(videoJobId: string): Promise<void> {
      await db.gift.updateMany({ where: { videoJobId, revokedAt: null }, data: { revokedAt: new Date() } });
    },

    /** Keeps that the receiver said thanks, and lets programs know. Returns false if it was said before. */
    async thank(token: string): Promise<boolean> {
      return (await db.$statement(THANK, [token])).length > 0;
    },
  };
}
