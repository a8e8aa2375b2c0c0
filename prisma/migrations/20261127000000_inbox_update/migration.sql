-- CreateTable
CREATE TABLE "InboxUpdate" (
    "botId" TEXT NOT NULL,
    "updateId" INTEGER NOT NULL,
    "chatId" TEXT NOT NULL,
    "albumId" TEXT,
    "content" TEXT,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "heldBy" INTEGER,
    "deaths" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "InboxUpdate_pkey" PRIMARY KEY ("botId", "updateId")
);

-- CreateIndex
CREATE INDEX "InboxUpdate_botId_doneAt_idx" ON "InboxUpdate"("botId", "doneAt");

-- CreateIndex
CREATE INDEX "InboxUpdate_albumId_idx" ON "InboxUpdate"("albumId");
