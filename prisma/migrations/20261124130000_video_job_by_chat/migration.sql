-- CreateIndex
CREATE INDEX "VideoJob_chatId_createdAt_idx" ON "VideoJob"("chatId", "createdAt");
