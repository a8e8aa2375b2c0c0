-- CreateEnum
CREATE TYPE "VideoJobStatus" AS ENUM ('QUEUED', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateTable
CREATE TABLE "VideoJob" (
    "id" TEXT NOT NULL,
    "requestKey" TEXT,
    "status" "VideoJobStatus" NOT NULL DEFAULT 'QUEUED',
    "run" INTEGER NOT NULL DEFAULT 1,
    "step" TEXT,
    "spec" JSONB NOT NULL,
    "chatId" TEXT,
    "progressMessageId" INTEGER,
    "messageId" INTEGER,
    "telegramFileId" TEXT,
    "videoKey" TEXT,
    "durationMs" INTEGER,
    "failedStep" TEXT,
    "errorCode" TEXT,
    "errorMessage" TEXT,
    "cancelRequestedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VideoJob_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "VideoJob_requestKey_key" ON "VideoJob"("requestKey");

-- CreateIndex
CREATE INDEX "VideoJob_status_updatedAt_idx" ON "VideoJob"("status", "updatedAt");

-- CreateIndex
CREATE INDEX "VideoJob_createdAt_idx" ON "VideoJob"("createdAt");

-- CreateIndex
CREATE INDEX "VideoJob_videoKey_idx" ON "VideoJob"("videoKey");
