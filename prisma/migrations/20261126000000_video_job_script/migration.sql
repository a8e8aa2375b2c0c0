-- AlterTable
ALTER TABLE "VideoJob" ADD COLUMN "script" JSONB;
