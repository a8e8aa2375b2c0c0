-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN "orderMessageId" INTEGER,
ADD COLUMN "statusId" TEXT,
ADD COLUMN "statusAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ChatStatus" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "messageThreadId" INTEGER NOT NULL DEFAULT 0,
    "subject" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "messageId" INTEGER,
    "belowId" INTEGER NOT NULL DEFAULT 0,
    "leftovers" JSONB NOT NULL DEFAULT '[]',
    "rev" INTEGER NOT NULL DEFAULT 1,
    "shownRev" INTEGER NOT NULL DEFAULT 0,
    "seen" TEXT NOT NULL DEFAULT '',
    "shown" TEXT,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" JSONB NOT NULL DEFAULT '[]',
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "pausedUntil" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heldUntil" TIMESTAMPTZ(3),

    CONSTRAINT "ChatStatus_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ChatStatus_botId_chatId_messageThreadId_subject_key" ON "ChatStatus"("botId", "chatId", "messageThreadId", "subject");

-- CreateIndex
CREATE INDEX "VideoJob_statusId_idx" ON "VideoJob"("statusId");
