-- CreateTable
CREATE TABLE "Batch" (
    "id" TEXT NOT NULL,
    "requestKey" TEXT,
    "orderedBy" TEXT,
    "botId" TEXT,
    "chatId" TEXT,
    "messageThreadId" INTEGER,
    "chatLanguage" "ChatLanguage",
    "summaryMessageId" INTEGER,
    "summaryState" TEXT,
    "summaryDueAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Batch_requestKey_key" ON "Batch"("requestKey");

-- CreateIndex
CREATE INDEX "Batch_botId_summaryDueAt_idx" ON "Batch"("botId", "summaryDueAt");

-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN "batchId" TEXT;

-- CreateIndex
CREATE INDEX "VideoJob_batchId_idx" ON "VideoJob"("batchId");
