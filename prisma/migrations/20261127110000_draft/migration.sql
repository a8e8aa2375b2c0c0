-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "botId" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "messageThreadId" INTEGER,
    "cardMessageId" INTEGER,
    "isCardCovered" BOOLEAN NOT NULL DEFAULT false,
    "orderMessageId" INTEGER,
    "part" INTEGER NOT NULL DEFAULT 0,
    "language" TEXT NOT NULL,
    "rev" INTEGER NOT NULL DEFAULT 1,
    "content" JSONB NOT NULL,
    "orderedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Draft_botId_chatId_orderMessageId_part_key" ON "Draft"("botId", "chatId", "orderMessageId", "part");

-- CreateIndex
CREATE INDEX "Draft_botId_chatId_updatedAt_idx" ON "Draft"("botId", "chatId", "updatedAt");

-- CreateIndex
CREATE INDEX "Draft_expiresAt_idx" ON "Draft"("expiresAt");

-- DropIndex
DROP INDEX "InboxUpdate_albumId_idx";
