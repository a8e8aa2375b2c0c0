-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "blockedAt" TIMESTAMPTZ(3),
ADD COLUMN     "burst" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "burstAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX IF NOT EXISTS "VideoJob_orderedBy_createdAt_idx" ON "VideoJob"("orderedBy", "createdAt");
