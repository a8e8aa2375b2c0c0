CREATE TYPE "DeliveryKind" AS ENUM ('telegram', 'folder', 'link');

ALTER TABLE "VideoJob"
  ADD COLUMN "delivery" "DeliveryKind",
  ADD COLUMN "apiKeyId" TEXT,
  ADD COLUMN "requestHash" TEXT,
  ADD COLUMN "metadata" JSONB,
  ADD COLUMN "webhookUrl" TEXT;

ALTER TABLE "Batch"
  ADD COLUMN "apiKeyId" TEXT,
  ADD COLUMN "requestHash" TEXT,
  ADD COLUMN "metadata" JSONB,
  ADD COLUMN "webhookUrl" TEXT,
  ADD COLUMN "endDueAt" TIMESTAMPTZ(3);

CREATE TABLE "ApiKey" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "secretHash" TEXT NOT NULL,
  "scopes" TEXT[] NOT NULL,
  "rate" INTEGER NOT NULL,
  "openMax" INTEGER NOT NULL,
  "expiresAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  "lastUsedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ApiUpload" (
  "id" TEXT NOT NULL,
  "apiKeyId" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "files" JSONB NOT NULL,
  "durationMs" INTEGER,
  "width" INTEGER,
  "height" INTEGER,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "ApiUpload_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Webhook" (
  "id" TEXT NOT NULL,
  "apiKeyId" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "secret" TEXT NOT NULL,
  "earlierSecret" TEXT,
  "earlierUntil" TIMESTAMPTZ(3),
  "types" TEXT[] NOT NULL,
  "disabledAt" TIMESTAMPTZ(3),
  "disabledReason" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Webhook_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "WebhookEvent" (
  "id" TEXT NOT NULL,
  "apiKeyId" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "videoJobId" TEXT,
  "batchId" TEXT,
  "url" TEXT,
  "data" JSONB NOT NULL DEFAULT '{}',
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "spreadAt" TIMESTAMPTZ(3),

  CONSTRAINT "WebhookEvent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "WebhookDelivery" (
  "id" TEXT NOT NULL,
  "eventId" TEXT NOT NULL,
  "apiKeyId" TEXT NOT NULL,
  "webhookId" TEXT,
  "url" TEXT NOT NULL,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "dueAt" TIMESTAMPTZ(3),
  "heldUntil" TIMESTAMPTZ(3),
  "deliveredAt" TIMESTAMPTZ(3),
  "lastStatus" INTEGER,
  "lastError" TEXT,
  "lastAttemptAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Gift" (
  "token" TEXT NOT NULL,
  "videoJobId" TEXT NOT NULL,
  "revokedAt" TIMESTAMPTZ(3),
  "thankedAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "Gift_pkey" PRIMARY KEY ("token")
);

CREATE INDEX "VideoJob_apiKeyId_id_idx" ON "VideoJob"("apiKeyId", "id");
CREATE INDEX "VideoJob_apiKeyId_status_idx" ON "VideoJob"("apiKeyId", "status");
CREATE INDEX "Batch_apiKeyId_id_idx" ON "Batch"("apiKeyId", "id");
CREATE INDEX "Batch_endDueAt_idx" ON "Batch"("endDueAt");
CREATE INDEX "ApiUpload_createdAt_idx" ON "ApiUpload"("createdAt");
CREATE INDEX "Webhook_apiKeyId_id_idx" ON "Webhook"("apiKeyId", "id");
CREATE INDEX "WebhookEvent_spreadAt_createdAt_idx" ON "WebhookEvent"("spreadAt", "createdAt");
CREATE UNIQUE INDEX "WebhookDelivery_eventId_url_key" ON "WebhookDelivery"("eventId", "url");
CREATE INDEX "WebhookDelivery_dueAt_idx" ON "WebhookDelivery"("dueAt");
CREATE INDEX "WebhookDelivery_webhookId_id_idx" ON "WebhookDelivery"("webhookId", "id");
CREATE INDEX "WebhookDelivery_createdAt_idx" ON "WebhookDelivery"("createdAt");
CREATE UNIQUE INDEX "Gift_videoJobId_key" ON "Gift"("videoJobId");
