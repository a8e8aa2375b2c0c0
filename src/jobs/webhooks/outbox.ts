/**
 * Part of a statement that ends greetings. It notes the ends of those that a program has ordered, so that programs are
 * notified of them. The part `ended` before it returns the rows. An end that is noted already is left alone.
 */
export const noteEnds = `
  noted AS (
    INSERT INTO "WebhookEvent" ("id", "apiKeyId", "type", "videoJobId", "run", "batchId", "url")
    SELECT concat_ws('_', "id", "run", 'greeting', lower("status"::text)), "apiKeyId",
      'greeting.' || lower("status"::text), "id", "run", "batchId", "webhookUrl"
    FROM ended WHERE "apiKeyId" IS NOT NULL
    ON CONFLICT DO NOTHING
  )`;
