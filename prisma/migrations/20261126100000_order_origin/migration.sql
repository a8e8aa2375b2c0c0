-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN     "messageThreadId" INTEGER,
ADD COLUMN     "orderedBy" TEXT;
