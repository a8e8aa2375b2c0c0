-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "format" TEXT,
ADD COLUMN     "isShownFirst" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "template" TEXT,
ADD COLUMN     "voice" TEXT;
