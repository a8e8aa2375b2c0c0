-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN "videoNoteId" INTEGER;
