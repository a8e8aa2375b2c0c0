ALTER TABLE "VideoJob" ADD COLUMN "batchRow" INTEGER;

ALTER TABLE "Batch"
  ADD COLUMN "rows" INTEGER,
  ADD COLUMN "rejected" JSONB;

DROP INDEX "Batch_apiKeyId_id_idx";
CREATE INDEX "Batch_apiKeyId_createdAt_id_idx" ON "Batch"("apiKeyId", "createdAt", "id");
