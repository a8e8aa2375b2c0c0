-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN     "removedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "sideMessageId" INTEGER;

-- CreateTable
CREATE TABLE "VoiceSample" (
    "voice" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VoiceSample_pkey" PRIMARY KEY ("voice")
);

-- CreateTable
CREATE TABLE "UploadedFile" (
    "botId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fileId" TEXT NOT NULL,

    CONSTRAINT "UploadedFile_pkey" PRIMARY KEY ("botId","key")
);

-- CreateIndex
CREATE INDEX "VideoJob_orderedBy_id_idx" ON "VideoJob"("orderedBy", "id");
