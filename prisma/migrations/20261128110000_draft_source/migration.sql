-- AlterTable
ALTER TABLE "Draft" ADD COLUMN "sourceId" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Draft_botId_chatId_ownerId_sourceId_key" ON "Draft"("botId", "chatId", "ownerId", "sourceId");
